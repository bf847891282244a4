"""Teaching a position in front of a camera: one key, a count, seconds of holding, and the choice to keep it."""

import pytest
from flow_helpers import CAMERA, PaperClient, ScriptedDisplay
from paper_face import paper_population

from gazetrainer.calibrate import CalibrationSetting
from gazetrainer.cues import tones_between
from gazetrainer.errors import CameraError
from gazetrainer.flows.sitting import new_profile
from gazetrainer.flows.teaching import teach_position
from gazetrainer.loop import Stopped, run
from gazetrainer.scene import Key, MessageScene
from gazetrainer.tones import Tone

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
