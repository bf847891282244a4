"""Check-ins and searches within a sitting: told to the recording, never to the judge; and the stop rule."""

import pytest
from flow_helpers import CAMERA, PaperClient, Remembering, ScriptedDisplay, first_time
from recording_helpers import header

from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.check_in import CheckedIn, CheckIn, StopCause, StopRuleMet, When
from gazetrainer.events import HoldEnded, HoldOutcome, Paused, SittingOutcome, StepEnded
from gazetrainer.finding.found import FoundBy, PlaceFound
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.checking_in import visit_check_in
from gazetrainer.flows.elsewhere import ElsewhereFlows
from gazetrainer.flows.finding import visit_finding
from gazetrainer.flows.practising import practise
from gazetrainer.judging.rejudge import Rederived, rederive
from gazetrainer.loop import run
from gazetrainer.outcomes import StepOutcome
from gazetrainer.recording import Recorder, read_recording
from gazetrainer.scene import ChoosingScene, Key, MessageScene, PausedScene, PointerScene
from targets import CheckInStep, FindStep, Prescription, Step, StopLimits

HOLD = Step(azimuth_deg=-8, elevation_deg=4, get_ready_s=1, hold_s=2, rest_s=1, tolerance_deg=10)
CHECK_IN = CheckInStep(kind="checkin")
FIND = FindStep(kind="find", rows_deg=(5.0, -5.0), azimuth_range_deg=(-9.0, 9.0), speed_deg_s=6.0, dwell_s=2.0)
SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")


@pytest.fixture(scope="module")
def profile():
    client, display = PaperClient(), ScriptedDisplay()
    return run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)


class Typing(ScriptedDisplay):
    """Types `figures` into the questions of check-ins, one a question, and goes on everywhere else."""

    def __init__(self, *sheets, presses=lambda _scene: ()):
        super().__init__(presses=self._pressed)
        self._sheets, self._other, self._typed, self._question = [list(sheet) for sheet in sheets], presses, "", None

    def typed(self):
        typed, self._typed = self._typed, ""
        return typed

    def _pressed(self, scene):
        if isinstance(scene, ChoosingScene):
            return self._answer(scene)
        if isinstance(scene, MessageScene) and scene.title:
            return (Key.MAIN,)
        return self._other(scene)

    def _answer(self, scene):
        if scene.question != self._question:
            self._question = scene.question
            if not self._sheets[0]:
                del self._sheets[0]
                self._question = None
                return (Key.STOP,)
            self._typed = self._sheets[0].pop(0)
            return ()
        return (Key.MAIN,)


def sit(profile, steps, display, client=None, listeners=(), **more):
    client = client or PaperClient()
    plan = Prescription(schema=1, title="Small", steps=steps, **more)
    elsewhere = ElsewhereFlows({"checkin": visit_check_in, "find": visit_finding}, patience_s=3.0)
    flow = practise(plan, profile, display, listeners=listeners, attention=client, elsewhere=elsewhere)
    return run(flow, client.frames(), client, display)


def told(listener, kind):
    return [event for event in listener.events if isinstance(event, kind)]


def outcome(listener):
    return listener.events[-1].outcome


def test_a_check_in_before_and_one_after_are_told_apart_and_kept(profile):
    listener = Remembering()
    sit(profile, (CHECK_IN, HOLD, CHECK_IN), Typing("12", "2"), listeners=(listener,))
    before, after = told(listener, CheckedIn)
    assert (before.when, before.answers) == (When.BEFORE, CheckIn(dizziness=1, headache=2))
    assert (after.when, after.answers) == (When.AFTER, CheckIn(dizziness=2))
    assert told(listener, StopRuleMet) == []
    assert outcome(listener) is SittingOutcome.FINISHED
    assert [event.outcome for event in told(listener, HoldEnded)] == [HoldOutcome.HELD]


def test_a_high_answer_before_practice_ends_the_sitting_kindly(profile):
    listener, display = Remembering(), Typing("8")
    sit(profile, (CHECK_IN, HOLD), display, listeners=(listener,))
    [met] = told(listener, StopRuleMet)
    assert met.reasons[0].cause is StopCause.HIGH
    assert outcome(listener) is SittingOutcome.STOPPED
    assert told(listener, HoldEnded) == []
    assert any(isinstance(scene, MessageScene) and "enough for today" in scene.title for scene in display.scenes)


def test_the_limits_are_those_of_the_plan(profile):
    listener = Remembering()
    sit(profile, (CHECK_IN, HOLD), Typing("8"), listeners=(listener,), stop_limits=StopLimits(high=9))
    assert told(listener, StopRuleMet) == []
    assert len(told(listener, HoldEnded)) == 1


def test_a_risen_answer_after_the_last_hold_is_told_and_the_plan_still_counts_as_finished(profile):
    listener = Remembering()
    sit(profile, (CHECK_IN, HOLD, CHECK_IN), Typing("1", "5"), listeners=(listener,))
    [met] = told(listener, StopRuleMet)
    assert (met.reasons[0].cause, met.reasons[0].before, met.reasons[0].value) == (StopCause.RISEN, 1, 5)
    assert outcome(listener) is SittingOutcome.FINISHED


def test_a_risen_answer_between_two_holds_ends_the_sitting(profile):
    listener = Remembering()
    sit(profile, (CHECK_IN, HOLD, CHECK_IN, HOLD), Typing("1", "5"), listeners=(listener,))
    assert len(told(listener, HoldEnded)) == 1
    assert outcome(listener) is SittingOutcome.STOPPED


@pytest.mark.parametrize("stage", ["GetReady", "Hold", "Rest"])
def test_one_key_opens_the_check_in_at_any_time_and_everything_waits(stage, profile):
    listener = Remembering()
    display = Typing("3", presses=first_time(**{stage: Key.UNWELL, "Paused": Key.MAIN}))
    sit(profile, (HOLD, HOLD), display, listeners=(listener,))
    [asked] = told(listener, CheckedIn)
    assert (asked.when, asked.answers.dizziness) == (When.DURING, 3)
    assert len(told(listener, Paused)) == 1
    kinds = display.kinds()
    at = kinds.index("Paused", kinds.index("Choosing"))
    assert kinds[at + 1] == stage
    assert [event.outcome for event in told(listener, HoldEnded)] == [HoldOutcome.HELD] * 2


def test_a_high_answer_in_the_midst_of_a_hold_ends_the_sitting_and_books_the_hold(profile):
    listener = Remembering()
    sit(profile, (HOLD, HOLD), Typing("9", presses=first_time(Hold=Key.UNWELL)), listeners=(listener,))
    assert len(told(listener, StopRuleMet)) == 1
    assert [event.outcome for event in told(listener, HoldEnded)] == [HoldOutcome.STOPPED]
    assert outcome(listener) is SittingOutcome.STOPPED


def test_the_key_is_shown_wherever_the_sitting_is_under_way(profile):
    display = ScriptedDisplay(first_time(Rest=Key.MAIN, Paused=Key.MAIN))
    sit(profile, (HOLD, HOLD), display)
    under_way = [scene for scene in display.scenes if not isinstance(scene, MessageScene)][1:]
    assert any(isinstance(scene, PausedScene) for scene in under_way)
    assert all(Key.UNWELL in [hint.key for hint in scene.hints] for scene in under_way)


def test_where_nobody_answers_the_sitting_goes_on_by_itself(profile):
    listener, display = Remembering(), ScriptedDisplay()
    sit(profile, (CHECK_IN, HOLD, FIND, CHECK_IN), display, listeners=(listener,))
    assert [event.answers for event in told(listener, CheckedIn)] == [CheckIn(), CheckIn()]
    assert [event.outcome for event in told(listener, StepEnded)] == [StepOutcome.DONE] * 3
    assert outcome(listener) is SittingOutcome.FINISHED


def test_a_place_is_marked_with_one_key_and_measured_while_the_pointer_stays(profile):
    listener = Remembering()
    display = Typing(presses=first_time_at(-5.0))
    sit(profile, (FIND,), display, listeners=(listener,))
    [place] = [event for event in told(listener, PlaceFound) if event.by is FoundBy.KEY]
    assert place.pointer_elevation_deg == pytest.approx(-5.0)
    assert place.measured.azimuth_deg == pytest.approx(place.pointer_azimuth_deg, abs=4.0)
    assert place.measured.elevation_deg == pytest.approx(-5.0, abs=4.0)
    assert place.to_s - place.from_s == pytest.approx(4.5, abs=0.3)
    stays = [scene for scene in display.scenes if isinstance(scene, PointerScene) and scene.staying is not None]
    assert len({scene.azimuth_deg for scene in stays}) == 1


def test_following_the_pointer_notes_nothing_and_resting_on_the_way_does(profile):
    listener = Remembering()
    sit(profile, (FIND,), ScriptedDisplay(), listeners=(listener,))
    assert told(listener, PlaceFound) == []
    listener = Remembering()
    sit(profile, (FIND,), ScriptedDisplay(), client=Dreaming(), listeners=(listener,))
    places = told(listener, PlaceFound)
    assert {place.by for place in places} == {FoundBy.REST}
    assert all(place.measured.azimuth_deg == pytest.approx(4.0, abs=3.0) for place in places)


def test_the_pointer_waits_in_a_pause_and_the_search_can_be_ended_there(profile):
    listener, display = Remembering(), ScriptedDisplay(first_time(Pointer=Key.STOP, Paused=Key.SKIP))
    sit(profile, (FIND, HOLD), display, listeners=(listener,))
    assert "Paused" in display.kinds()
    assert len(told(listener, HoldEnded)) == 1


def test_not_feeling_well_while_the_pointer_moves_ends_the_sitting_too(profile):
    listener = Remembering()
    sit(profile, (FIND, HOLD), Typing("9", presses=first_time(Pointer=Key.UNWELL)), listeners=(listener,))
    assert told(listener, HoldEnded) == []
    assert outcome(listener) is SittingOutcome.STOPPED


def test_all_of_it_comes_back_from_the_recording_and_is_judged_to_the_same(profile, tmp_path):
    plan = Prescription(schema=1, title="All", steps=(CHECK_IN, FIND, HOLD, CHECK_IN))
    listener, path = Remembering(), tmp_path / "sitting.mcap"
    with Recorder(path, header(plan=plan.model_dump(mode="json"))) as recorder:
        display = Typing("23", "1", "4", presses=first_time(Pointer=Key.MAIN, Hold=Key.UNWELL, Paused=Key.MAIN))
        sit(profile, plan.steps, display, listeners=(recorder, listener))
    recording = read_recording(path)
    assert list(recording.events) == listener.events
    assert [event.when for event in told(listener, CheckedIn)] == [When.BEFORE, When.DURING, When.AFTER]
    assert rederive(recording) is Rederived.SAME


def first_time_at(elevation_deg):
    """Presses the main key once, when the pointer is well along a row."""
    waiting = [Key.MAIN]

    def presses(scene):
        is_there = isinstance(scene, PointerScene) and scene.elevation_deg == elevation_deg and scene.azimuth_deg < 2.0
        return (waiting.pop(),) if is_there and waiting else ()

    return presses


class Dreaming(PaperClient):
    """Eyes that rest in one place whatever is shown."""

    def attend(self, *_where, head="still"):
        super().attend(4.0, 2.0, head)
