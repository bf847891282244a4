"""A replay shows what the sitting showed, and tells what happened."""

from dataclasses import replace

import pytest
from flow_helpers import first_time
from recording_helpers import record
from recording_sittings import human, record_sitting
from replay_helpers import PLAN, SCREEN, replay_of_a_sitting, sitting_and_what_it_showed
from steps_helpers import EVERY_KIND, Obedient, looking

from gazetrainer.check_in import CheckIn, When
from gazetrainer.errors import RecordingError
from gazetrainer.events import CameraFound, CameraLost, CheckedIn, LookChanged, Recentred, SittingStarted
from gazetrainer.measuring.changes import Change
from gazetrainer.recording import read_recording
from gazetrainer.recording.unharmed import parse_unharmed
from gazetrainer.replaying.replay import replay_of, stage_for
from gazetrainer.replaying.restaging import unpressable
from gazetrainer.replaying.time_line import StretchKind, time_line_of
from gazetrainer.replaying.traces import TraceKind
from gazetrainer.scene import GetReadyScene, HoldScene, Key, MessageScene, PausedScene, RestScene, SummaryScene
from gazetrainer.screen import Screen


@pytest.fixture(scope="module")
def sitting(tmp_path_factory):
    return sitting_and_what_it_showed(tmp_path_factory.mktemp("sitting") / "s.mcap")


def test_every_scene_is_that_which_the_sitting_showed(sitting):
    recording, shown = sitting
    restaging = replay_of(recording, Screen(1000, 500, 300.0, 150.0)).restaging
    again = {unpressable(restaging.at(gaze.time_s)) for gaze in recording.gazes}
    holds = {unpressable(scene) for scene in shown if isinstance(scene, HoldScene)}
    assert len(holds) > 60
    assert holds <= again
    assert {unpressable(scene) for scene in shown[1:-1]} <= again


def test_what_is_shown_at_a_time_does_not_depend_on_how_one_got_there(tmp_path):
    straight, back = (
        replay_of_a_sitting(tmp_path).restaging,
        replay_of(read_recording(tmp_path / "sitting.mcap"), SCREEN),
    )
    times_s = [0.0, 3.3, 7.7, 12.2, 19.0, 25.5, 31.0]
    forward = [straight.at(time_s) for time_s in times_s]
    assert [back.restaging.at(time_s) for time_s in reversed(times_s)] == forward[::-1]


def test_a_pause_that_the_client_made_is_there_again(tmp_path):
    presses = first_time(Hold=Key.MAIN, Paused=Key.MAIN)
    recording, shown = sitting_and_what_it_showed(tmp_path / "s.mcap", presses)
    assert any(isinstance(scene, PausedScene) for scene in shown)
    restaging = replay_of(recording, SCREEN).restaging
    assert any(isinstance(restaging.at(gaze.time_s), PausedScene) for gaze in recording.gazes)


def test_it_ends_with_the_sitting_s_own_summary(tmp_path):
    replay = replay_of_a_sitting(tmp_path)
    assert isinstance(replay.restaging.at(replay.line.end_s), SummaryScene)
    assert not isinstance(replay.restaging.at(replay.line.end_s - 0.2), SummaryScene)


def test_nothing_can_be_pressed_and_no_camera_is_said_to_be_on(tmp_path):
    replay = replay_of_a_sitting(tmp_path)
    scenes = [unpressable(replay.restaging.at(time_s)) for time_s in (0.0, 4.0, 9.0, replay.line.end_s)]
    assert [(scene.hints, scene.camera_on) for scene in scenes] == [((), False)] * 4


def test_holds_lie_on_the_line_with_what_became_of_every_second(tmp_path):
    line = replay_of_a_sitting(tmp_path).line
    holds = [each for each in line.stretches if each.kind is StretchKind.HOLD]
    assert [each.name for each in holds] == ["Up, left", "Far right", "Far right", "Down, right"]
    for hold in holds:
        assert sum(part.end_s - part.start_s for part in hold.parts) == pytest.approx(hold.end_s - hold.start_s)
        assert hold.start_s in line.stops_s


def test_a_file_cut_short_replays_up_to_the_cut_and_says_so(tmp_path):
    record_sitting(tmp_path / "s.mcap", human)
    whole = (tmp_path / "s.mcap").read_bytes()
    (tmp_path / "cut.mcap").write_bytes(whole[: len(whole) // 2])
    replay = replay_of(read_recording(tmp_path / "cut.mcap"), SCREEN)
    assert replay.line.cut_short
    assert 3.0 < replay.line.end_s < 30.0
    assert isinstance(replay.restaging.at(replay.line.end_s), GetReadyScene | HoldScene | RestScene)


def test_of_an_altered_file_what_comes_before_the_change_is_read(tmp_path):
    record_sitting(tmp_path / "s.mcap", human)
    data = bytearray((tmp_path / "s.mcap").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = bytes(2000)
    recording = parse_unharmed(bytes(data), "s.mcap")
    assert not recording.complete
    assert 3.0 < recording.gazes[-1].time_s < 30.0


@pytest.mark.parametrize("data", [b"", b"anything", b"\x89MCAP0\r\n" * 3])
def test_what_is_no_recording_is_none_with_or_without_harm(data):
    with pytest.raises(RecordingError):
        parse_unharmed(data, "x.mcap")


def test_judging_otherwise_than_was_recorded_is_noticed(tmp_path):
    replay = replay_of_a_sitting(tmp_path)
    replay.restaging.go_on(10_000)
    assert not replay.restaging.differs
    moved = replace(
        replay.recording, gazes=tuple(replace(gaze, time_s=gaze.time_s + 0.4) for gaze in replay.recording.gazes)
    )
    other = replay_of(moved, SCREEN).restaging
    other.go_on(10_000)
    assert other.differs


def test_a_check_in_has_a_page_that_says_that_its_pages_are_not_recorded(tmp_path):
    client = Obedient().obey(0.9)
    plan = EVERY_KIND.model_dump(mode="json")
    gazes = [looking(client.sitting, number / 20) for number in range(18)]
    record(tmp_path / "s.mcap", gazes, client.events)
    recording = read_recording(tmp_path / "s.mcap")
    recording = replace(recording, header=replace(recording.header, plan=plan))
    scene = replay_of(recording, SCREEN).restaging.at(0.5)
    assert isinstance(scene, MessageScene)
    assert "not recorded" in scene.text


def test_what_came_from_elsewhere_is_marked_in_words(sitting):
    recording, _shown = sitting
    told = (
        CheckedIn(1.0, When.DURING, CheckIn(dizziness=2, double_vision=False)),
        LookChanged(2.0, (Change.DARKER,)),
        CameraLost(3.0),
        CameraFound(4.0, 1.0),
        Recentred(5.0, 1, 0.5, -0.2, {}),
    )
    recording = replace(recording, events=(recording.events[0], *told, *recording.events[1:]))
    marks = [mark.sentence for mark in time_line_of(recording).marks]
    for words in ("dizziness 2", "darker room", "camera was lost", "came back after 1 s", "Centred again"):
        assert sum(words in sentence for sentence in marks) == 1
    gone = replay_of(recording, SCREEN).restaging.at(3.5)
    assert isinstance(gone, PausedScene)
    assert "camera" in gone.title


def test_traces_are_empty_where_nothing_was_told(tmp_path):
    replay = replay_of_a_sitting(tmp_path)
    assert replay.traces.value_at(TraceKind.AZIMUTH, 3.05) is None  # a blink
    assert replay.traces.value_at(TraceKind.AZIMUTH, 5.5) == pytest.approx(-10.0, abs=3.0)
    bands = replay.traces.bands_between(TraceKind.AZIMUTH, 3.0, 4.0)
    assert [(band.low < -10.0 < band.high) for band in bands] == [True]


def test_the_stage_is_the_sitting_s_own_screen(sitting):
    recording, _shown = sitting
    assert replay_of(recording, Screen(800, 800, 100.0, 100.0)).stage == SCREEN
    absurd = Screen(1, 10**9, float("nan"), -3.0)
    assert stage_for(absurd, SCREEN) == stage_for(None, SCREEN)


def test_a_recording_of_nothing_cannot_be_replayed(tmp_path):
    record(tmp_path / "s.mcap", [], [])
    recording = read_recording(tmp_path / "s.mcap")
    recording = replace(recording, header=replace(recording.header, plan=PLAN.model_dump(mode="json")))
    with pytest.raises(RecordingError, match="nothing to replay"):
        replay_of(recording, SCREEN)
    assert SittingStarted(0.0) not in recording.events
