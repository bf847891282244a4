from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recording_helpers import record, sample
from recording_sittings import RATE_HZ, human, record_sitting, steady

from gazetrainer.errors import RecordingError
from gazetrainer.events import Account, Booked, Command, Event, HoldEnded, SittingEnded
from gazetrainer.gaze import GazeSample
from gazetrainer.judging.rejudge import Rederived, rederive, rejudge
from gazetrainer.recording import read_recording
from gazetrainer.recording.reader import parse_recording


def test_judging_a_recording_again_gives_the_same_events(tmp_path: Path) -> None:
    record_sitting(tmp_path / "a.mcap", human)
    recording = read_recording(tmp_path / "a.mcap")
    assert recording.complete
    assert rejudge(recording) == recording.events
    assert rederive(recording) is Rederived.SAME


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=st.dictionaries(st.integers(0, 900), st.sampled_from(Command), max_size=5))
def test_pauses_skips_and_stops_are_judged_again_as_they_were_given(
    tmp_path_factory: pytest.TempPathFactory, commands: dict[int, Command]
) -> None:
    path = tmp_path_factory.mktemp("commands") / "a.mcap"
    record_sitting(path, human, commands=commands)
    recording = read_recording(path)
    assert rejudge(recording) == recording.events


def test_the_tolerance_that_could_be_verified_is_used_again(tmp_path: Path) -> None:
    record_sitting(tmp_path / "a.mcap", human, smallest_tolerances_deg=(12.5, 0.0, 7.0))
    assert rederive(read_recording(tmp_path / "a.mcap")) is Rederived.SAME


def test_half_the_frames_give_the_same_verdicts(tmp_path: Path) -> None:
    record_sitting(tmp_path / "a.mcap", human, commands={400: Command.PAUSE_OR_GO_ON, 431: Command.PAUSE_OR_GO_ON})
    recording = read_recording(tmp_path / "a.mcap")
    halved = rejudge(replace(recording, gazes=recording.gazes[::2]))
    assert _outcomes(halved) == _outcomes(recording.events)
    for account, booked_s in _accounts(recording.events).items():
        transitions = sum(isinstance(event, Booked) for event in recording.events)
        assert _accounts(halved)[account] == pytest.approx(booked_s, abs=transitions * 2 / RATE_HZ)


def test_a_cut_recording_is_judged_up_to_its_cut(tmp_path: Path) -> None:
    record_sitting(tmp_path / "a.mcap", human)
    data = (tmp_path / "a.mcap").read_bytes()
    cut = parse_recording(data[: len(data) // 3], "cut")
    assert not cut.complete
    assert rederive(cut) is Rederived.SAME
    assert isinstance(rejudge(cut)[-1], SittingEnded)


def test_a_changed_verdict_is_noticed(tmp_path: Path) -> None:
    record_sitting(tmp_path / "a.mcap", steady)
    recording = read_recording(tmp_path / "a.mcap")
    elsewhere = tuple(
        replace(gaze, azimuth_deg=gaze.azimuth_deg + 20) if isinstance(gaze, GazeSample) else gaze
        for gaze in recording.gazes
    )
    assert rederive(replace(recording, gazes=elsewhere)) is Rederived.DIFFERENT


def test_a_recording_without_a_sitting_has_nothing_to_judge(tmp_path: Path) -> None:
    record(tmp_path / "a.mcap", [sample(0.0)], [])
    recording = read_recording(tmp_path / "a.mcap")
    assert (rejudge(recording), rederive(recording)) == ((), Rederived.NOT_STARTED)


def test_a_plan_that_is_none_is_a_recording_error(tmp_path: Path) -> None:
    record_sitting(tmp_path / "a.mcap", steady, until_s=3.0)
    recording = read_recording(tmp_path / "a.mcap")
    with pytest.raises(RecordingError, match="plan"):
        rejudge(replace(recording, header=replace(recording.header, plan={"title": "no steps"})))


def _outcomes(events: tuple[Event, ...]) -> list[object]:
    return [(event.place, event.outcome) for event in events if isinstance(event, HoldEnded)]


def _accounts(events: tuple[Event, ...]) -> Counter[Account]:
    total: Counter[Account] = Counter()
    for event in events:
        if isinstance(event, Booked):
            total[event.account] += event.end_s - event.start_s  # type: ignore[assignment]
    return total
