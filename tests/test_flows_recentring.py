"""A later sitting begins with dots, and a key shows one at any time; the timer waits meanwhile."""

from contextlib import nullcontext
from dataclasses import replace

import pytest
from flow_helpers import CAMERA, PaperClient, Remembering, ScriptedDisplay, first_time
from recording_helpers import header

from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.calibrating.looked_at import Purpose
from gazetrainer.errors import CameraError
from gazetrainer.events import Account, Booked, CommandGiven, HoldEnded, HoldOutcome, Recentred, SittingOutcome
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.flows.sitting import SittingNeeds, whole_sitting
from gazetrainer.frame import VIDEO_FILE
from gazetrainer.judging.rejudge import Rederived, rederive
from gazetrainer.loop import Stopped, run
from gazetrainer.recording import Recorder, read_recording
from gazetrainer.report.findings import to_look_at
from gazetrainer.report.summary import summarise
from gazetrainer.scene import DotScene, HoldScene, Key, MessageScene
from targets import Prescription, Step

STEP = {"get_ready_s": 1, "hold_s": 3, "rest_s": 1, "tolerance_deg": 10}
PLAN = Prescription(schema=1, title="One position", steps=(Step(azimuth_deg=-8, elevation_deg=4, **STEP),))
SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-02T08:00:00")


@pytest.fixture(scope="module")
def profile():
    client, display = PaperClient(), ScriptedDisplay()
    first = replace(SETTING, created_at="2026-01-01T08:00:00")
    return run(calibrate_on_screen(first, display, client, patience_s=0.0), client.frames(), client, display)


class TestAtTheBeginning:
    def sit(self, profile, client=None, display=None, setting=SETTING, **more):
        kept, headers = [], []
        client, display = client or PaperClient(), display or ScriptedDisplay(first_time(CameraCheck=Key.MAIN))

        def record(used, _plan):
            headers.append(used)
            return nullcontext(())

        needs = SittingNeeds(PLAN, setting, keep=kept.append, record=record, **more)
        run(whole_sitting(needs, profile, display, client), client.frames(), client, display)
        return kept, headers, display

    def test_three_dots_are_shown_learned_and_kept(self, profile):
        kept, headers, display = self.sit(profile)
        assert display.kinds()[:3] == ["CameraCheck", "Dot", "GetReady"]
        assert {s.step for s in display.scenes if isinstance(s, DotScene)} == {"1 of 3", "2 of 3", "3 of 3"}
        assert kept == headers
        assert kept[0].neutral.started_at == "2026-01-02T08:00:00"
        new = kept[0].points[len(profile.points) :]
        assert [point.purpose for point in new] == [Purpose.RECENTRE] * 3
        assert len({point.azimuth_deg for point in new}) == len({point.elevation_deg for point in new}) == 3

    def test_without_dots_nothing_is_learned_or_written(self, profile):
        kept, headers, display = self.sit(profile, recentre_dots=0)
        assert kept == []
        assert headers == [profile]
        assert "Dot" not in display.kinds()

    def test_recorded_pictures_cannot_follow_dots(self, profile):
        recorded = replace(SETTING, camera=replace(CAMERA, name=VIDEO_FILE))
        kept, _, display = self.sit(profile, setting=recorded)
        assert kept == []
        assert display.kinds()[0] == "GetReady"

    def test_it_goes_on_with_the_dots_that_were_seen(self, profile):
        kept, _, _ = self.sit(profile, PaperClient(away=(3.0, 9.0)))
        assert 0 < len(kept[0].points) - len(profile.points) < 3

    def test_where_no_dot_was_seen_the_client_may_go_on_as_before(self, profile):
        keys = first_time(CameraCheck=Key.MAIN, Message=Key.MAIN)
        kept, headers, display = self.sit(profile, PaperClient(away=(1.0, 25.0)), ScriptedDisplay(keys))
        said = next(scene for scene in display.scenes if isinstance(scene, MessageScene))
        assert "did not see your eyes" in said.title
        assert kept == []
        assert headers == [profile]

    def test_or_look_once_more(self, profile):
        keys = first_time(CameraCheck=Key.MAIN, Message=Key.REPEAT)
        kept, _, display = self.sit(profile, PaperClient(away=(1.0, 25.0)), ScriptedDisplay(keys))
        assert display.kinds()[1:4] == ["Dot", "Message", "Dot"]
        assert len(kept) == 1

    def test_esc_at_a_dot_stops_before_anything_is_kept(self, profile):
        keys = first_time(CameraCheck=Key.MAIN, Dot=Key.STOP)
        with pytest.raises(Stopped):
            self.sit(profile, display=ScriptedDisplay(keys))

    def test_pictures_that_end_at_a_dot_are_a_fault_of_the_camera(self, profile):
        with pytest.raises(CameraError, match="ended"):
            self.sit(profile, PaperClient(ends_s=3.0))


class Shifting(PaperClient):
    """Sits differently from some time on: the eyes seem to be elsewhere."""

    def __init__(self, at_s, by_deg, **more):
        super().__init__(**more)
        self._at_s, self._by_deg = at_s, by_deg

    def observe(self, frame):
        true = self._looks_at
        if frame.time_s >= self._at_s:
            self._looks_at = (true[0] + self._by_deg, true[1])
        try:
            return super().observe(frame)
        finally:
            self._looks_at = true


def practise_and_recentre(profile, display, client=None, listeners=()):
    client = client or PaperClient()
    flow = practise(PLAN, profile, display, listeners=listeners, attention=client, can_recentre=True)
    return run(flow, client.frames(), client, display)


@pytest.fixture(scope="module")
def recording(profile, tmp_path_factory):
    path = tmp_path_factory.mktemp("recentred") / "sitting.mcap"
    display = ScriptedDisplay(first_time(Hold=Key.RECENTRE))
    plain = {"plan": PLAN.model_dump(mode="json"), "profile": profile.model_dump(mode="json")}
    with Recorder(path, header(**plain)) as recorder:
        practise_and_recentre(profile, display, Shifting(0.0, 4.0), (recorder,))
    return read_recording(path)


class TestInTheMidst:
    sit = staticmethod(practise_and_recentre)

    @pytest.mark.parametrize("stage", ["GetReady", "Hold", "Paused"])
    def test_c_shows_one_dot_and_goes_on_where_it_was(self, stage, profile):
        keys = {"GetReady": Key.MAIN, "Paused": Key.RECENTRE} if stage == "Paused" else {stage: Key.RECENTRE}
        display = ScriptedDisplay(first_time(**keys))
        done = self.sit(profile, display, PaperClient(ends_s=20.0))
        kinds = display.kinds()
        at = kinds.index("Dot")
        assert kinds[at - 1] == stage
        assert kinds[at + 1] in (stage, "Paused")
        held = [event.outcome for event in done.run.events if isinstance(event, HoldEnded)]
        assert held == ([] if stage == "Paused" else [HoldOutcome.HELD])

    def test_the_timer_waits_and_every_second_is_booked(self, profile):
        done = self.sit(profile, ScriptedDisplay(first_time(Hold=Key.RECENTRE)))
        booked = [event for event in done.run.events if isinstance(event, Booked)]
        paused_s = sum(each.end_s - each.start_s for each in booked if each.account is Account.PAUSED)
        (ended,) = done.run.sitting.ended
        assert paused_s > 1.5
        assert sum(each.end_s - each.start_s for each in booked) == pytest.approx(ended.time_s - ended.start_s)

    def test_gaze_is_told_by_the_new_profile_from_the_dot_on(self, recording):
        (event,) = (each for each in recording.events if isinstance(each, Recentred))
        before = [g.azimuth_deg for g in recording.gazes if event.time_s - 1.0 < g.time_s <= event.time_s]
        after = [g.azimuth_deg for g in recording.gazes if g.time_s > event.time_s + 1.0]
        assert before[len(before) // 2] > 1.5
        assert after[len(after) // 2] < -4.0  # a face of paper is told with too small a gain
        assert event.moved_azimuth_deg < -1.5

    def test_what_the_later_profile_was_made_of_is_in_the_recording(self, recording):
        (event,) = (each for each in recording.events if isinstance(each, Recentred))
        assert event.dots == len(event.learned["points"]) == 1
        assert len(event.learned["points"][0]["features"]) == len(recording.header.profile["points"][0]["features"])
        assert event.learned["neutral"]["rotation"]

    def test_every_frame_has_its_gaze_once(self, recording):
        times = [gaze.time_s for gaze in recording.gazes]
        assert times == sorted(set(times))

    def test_judging_again_gives_the_same_and_the_practitioner_sees_it(self, recording):
        assert rederive(recording) is Rederived.SAME
        notes = to_look_at(recording, summarise(recording), Rederived.SAME)
        assert any("centred again on one dot; what it tells moved by" in note for note in notes)

    def test_a_dot_that_is_not_seen_changes_nothing(self, profile):
        listener = Remembering()
        display = ScriptedDisplay(first_time(Hold=Key.RECENTRE, Message=Key.MAIN))
        done = self.sit(profile, display, PaperClient(away=(1.5, 12.0)), (listener,))
        assert not any(isinstance(event, Recentred) for event in listener.events)
        assert len([event for event in listener.events if isinstance(event, CommandGiven)]) == 2
        assert [each.outcome for each in done.run.sitting.ended] == [HoldOutcome.HELD]

    def test_esc_at_the_dot_ends_the_sitting(self, profile):
        listener = Remembering()
        self.sit(profile, ScriptedDisplay(first_time(Hold=Key.RECENTRE, Dot=Key.STOP)), listeners=(listener,))
        assert listener.events[-1].outcome is SittingOutcome.STOPPED

    def test_pictures_that_end_at_the_dot_end_the_sitting(self, profile):
        listener = Remembering()
        display = ScriptedDisplay(first_time(Hold=Key.RECENTRE))
        self.sit(profile, display, PaperClient(ends_s=2.0), (listener,))
        assert listener.events[-1].outcome is SittingOutcome.PICTURES_ENDED

    def test_the_key_is_offered_only_where_eyes_can_follow(self, profile):
        hints = []
        for can_recentre in (True, False):
            client, display = PaperClient(ends_s=3.0), ScriptedDisplay()
            flow = practise(PLAN, profile, display, attention=client, can_recentre=can_recentre)
            run(flow, client.frames(), client, display)
            shown = [scene for scene in display.scenes if isinstance(scene, HoldScene)]
            hints.append(any(hint.key is Key.RECENTRE for hint in shown[-1].hints))
        assert hints == [True, False]
