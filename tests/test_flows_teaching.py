"""Teaching a position in front of a camera: one key, a count, seconds of holding, and the choice to keep it."""

from contextlib import contextmanager

import pytest
from flow_helpers import CAMERA, PaperClient, ScriptedDisplay
from paper_face import paper_population

from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.errors import CameraError
from gazetrainer.flows.sitting import SittingNeeds, new_profile, whole_sitting
from gazetrainer.flows.teaching import teach_position
from gazetrainer.loop import Stopped, run
from gazetrainer.scene import Key, MessageScene
from gazetrainer.sounds.cues import tones_between
from gazetrainer.sounds.tones import Tone
from targets import parse_plan

SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")
PLACE = (-22.0, 5.0)


@pytest.fixture(scope="module")
def profile():
    assert paper_population() is not None
    client, display = (
        PaperClient(),
        ScriptedDisplay(lambda scene: (Key.MAIN,) if _is(scene, "CalibrationResult") else ()),
    )
    return run(new_profile(SETTING, display, client), client.frames(), client, display)


def _is(scene, name):
    return type(scene).__name__ == f"{name}Scene"


class Taking:
    """A client who takes the position when asked, and answers every message with a key."""

    def __init__(self, client, answers=(Key.MAIN,), where=PLACE):
        self._client, self._answers, self._where = client, list(answers), where
        self._last_title = ""

    def __call__(self, scene):
        if not isinstance(scene, MessageScene) or scene.title == self._last_title:
            return ()
        self._last_title = scene.title
        if scene.title.startswith("Teach"):
            self._client.attend(*self._where)
            return (Key.MAIN,)
        return (self._answers.pop(0),)


def teach(profile, client, presses):
    display = ScriptedDisplay(presses)
    flow = teach_position("far left", profile, display, taken_at="2026-01-02T08:00:00")
    return run(flow, client.frames(), client, display), display


def test_one_key_captures_the_position_after_a_count_and_one_keeps_it(profile):
    client = PaperClient()
    taught, display = teach(profile, client, Taking(client))
    assert display.kinds() == ["CameraCheck", "Message", "GetReady", "Hold", "Message"]
    assert taught.name == "far left"
    assert abs(taught.azimuth_deg - PLACE[0]) < 4
    assert taught.seconds > 4.0


def test_what_was_taken_is_told_in_plain_words_without_figures(profile):
    client = PaperClient()
    _, display = teach(profile, client, Taking(client))
    text = display.scenes[-1].text
    assert "far left" in text
    assert not any(sign.isdigit() or sign == "°" for sign in text)


def test_tones_tell_the_count_and_the_end_to_eyes_that_cannot_see_the_screen(profile):
    client = PaperClient()
    _, display = teach(profile, client, Taking(client))
    heard = [
        cue
        for before, now in zip(display.scenes, display.scenes[1:], strict=False)
        for cue in tones_between(before, now)
    ]
    assert heard.count(Tone.GET_READY) == 3
    assert heard[-1] is Tone.DONE


def test_a_position_can_be_taken_once_more(profile):
    client = PaperClient()
    _, display = teach(profile, client, Taking(client, (Key.REPEAT, Key.MAIN)))
    assert display.kinds().count("Hold") == 2


def test_a_position_that_could_not_be_told_is_refused_with_a_sentence_and_tried_again(profile):
    client = PaperClient(away=(3.0, 14.0))
    _, display = teach(profile, client, Taking(client, (Key.MAIN, Key.MAIN)))
    messages = [scene.title for scene in display.scenes if isinstance(scene, MessageScene)]
    assert "Not taken yet: far left" in messages
    assert display.kinds().count("Hold") >= 2


def test_esc_stops_without_a_position(profile):
    client = PaperClient()
    with pytest.raises(Stopped):
        teach(profile, client, lambda scene: (Key.STOP,) if _is(scene, "Hold") else Taking(client)(scene))


def test_pictures_that_end_too_early_are_a_fault_of_the_camera(profile):
    client = PaperClient(ends_s=6.0)
    with pytest.raises(CameraError, match="Nothing was changed"):
        teach(profile, client, Taking(client))


def written(name="far left", **more):
    text = "".join(f"{key} = {value}\n" for key, value in more.items())
    return parse_plan(
        f'schema = 1\ntitle = "Taught"\n[[steps]]\ntaught = "{name}"\nhold_s = 2\nget_ready_s = 1\n{text}'
        f'[[steps]]\ntaught = "FAR  left"\nhold_s = 2\nget_ready_s = 1\n',
        "plan.toml",
    )


def practise_taught(profile, client, plan):
    kept, plans = [], []

    @contextmanager
    def record(used, placed):
        plans.append(placed)
        yield ()

    display = ScriptedDisplay(_and_check(Taking(client)))
    needs = SittingNeeds(plan.draft, SETTING, keep=kept.append, record=record, recentre_dots=0, written=plan)
    done = run(whole_sitting(needs, profile, display, client), client.frames(), client, display)
    return done, display, kept, plans


def _and_check(taking):
    return lambda scene: (Key.MAIN,) if _is(scene, "CameraCheck") else taking(scene)


def test_a_position_that_a_plan_names_is_taught_in_its_sitting_and_then_practised(profile):
    client = PaperClient()
    done, display, kept, plans = practise_taught(profile, client, written())
    [placed] = plans
    assert display.kinds()[:5] == ["CameraCheck", "Message", "GetReady", "Hold", "Message"]
    assert [taught.name for taught in kept[-1].taught] == ["far left"]
    assert all(abs(hold.azimuth_deg - PLACE[0]) < 4 for hold in placed.holds)
    assert done.run.sitting.holds == placed.holds
    assert all(hold.tolerance_deg >= kept[-1].taught[0].least_tolerance_deg for hold in placed.holds)


def test_a_position_that_is_known_is_not_asked_for_again(profile):
    client = PaperClient()
    taught, _ = teach(profile, client, Taking(client))
    knowing = profile.model_copy(update={"taught": (taught,)})
    _, display, kept, _ = practise_taught(knowing, PaperClient(), written())
    assert display.kinds()[:2] == ["CameraCheck", "GetReady"]
    assert kept == []


def test_a_wider_tolerance_of_the_plan_stays(profile):
    client = PaperClient()
    *_, plans = practise_taught(profile, client, written(tolerance_deg=15))
    assert plans[0].holds[0].tolerance_deg == 15
