"""The shipped plans and the shipped recording: what they are said to be, and what can be made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import av
import pytest
from samples_helpers import PLAN, SAMPLES, rows

from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.calibrating.profile_file import load_profile, require_same_camera
from gazetrainer.cli.app import app
from gazetrainer.events import Event, HoldEnded, HoldStarted, SittingEnded, SittingOutcome
from gazetrainer.judging.rejudge import Rederived, prescription_of, rederive, rejudge
from gazetrainer.recording import Recording, Subject, read_recording
from gazetrainer.seal import SealState, check_seal, parse_seal, seal_path
from targets import load_prescription

MOST_BYTES_OF_VIDEO = 5_000_000
HALF_RATE_FRAME_S = 1 / 15 + 1e-6


@pytest.fixture(scope="module")
def recording() -> Recording:
    return read_recording(SAMPLES / "recording.mcap")


def test_the_clips_are_small_and_have_a_line_of_truth_for_every_frame() -> None:
    clips = [SAMPLES / "calibration.mp4", SAMPLES / "sitting.mp4"]
    assert sum(clip.stat().st_size for clip in clips) < MOST_BYTES_OF_VIDEO
    for clip in clips:
        with VideoFile(clip) as video:
            assert (video.info.width_px, video.info.height_px) == (640, 480)
            assert video.info.nominal_rate_hz == pytest.approx(30)
        with av.open(str(clip)) as container:
            count = container.streams.video[0].frames
        assert count == len(rows(clip.with_name(f"{clip.stem}_truth.csv")))


def test_the_shipped_profile_fits_the_clips() -> None:
    with VideoFile(SAMPLES / "sitting.mp4") as video:
        require_same_camera(load_profile(SAMPLES / "profile.json"), video.info)


@pytest.mark.parametrize("name", ["sample", "every_setting"])
def test_the_sample_plans_are_in_order_and_marked_as_demonstrations(name: str) -> None:
    assert load_prescription(SAMPLES / "plans" / f"{name}.toml").demonstration


def test_the_recording_is_whole_and_says_that_nobody_sat_there(recording: Recording) -> None:
    assert recording.complete
    assert recording.header.subject is Subject.SIMULATED
    assert prescription_of(recording) == PLAN
    ended = [event for event in recording.events if isinstance(event, SittingEnded)]
    assert [event.outcome for event in ended] == [SittingOutcome.FINISHED]


def test_the_recording_is_as_it_was_sealed() -> None:
    path = SAMPLES / "recording.mcap"
    assert check_seal(parse_seal(seal_path(path).read_bytes(), "x"), path.read_bytes()) is SealState.INTACT


def test_judged_again_the_recording_gives_the_same_events(recording: Recording) -> None:
    assert rederive(recording) is Rederived.SAME


@pytest.mark.parametrize("first", [0, 1])
def test_half_of_the_samples_give_the_same_verdicts_within_a_frame(recording: Recording, first: int) -> None:
    half = rejudge(replace(recording, gazes=recording.gazes[first::2]))
    # The recording stops with its last hold, so that one may lack its end when every other sample is left out.
    whole_holds, half_holds = holds_of(recording.events)[:-1], holds_of(half)[:-1]
    assert [ended.outcome for _, ended in half_holds] == [ended.outcome for _, ended in whole_holds]
    assert lengths_s(half_holds) == pytest.approx(lengths_s(whole_holds), abs=HALF_RATE_FRAME_S)


def test_a_report_is_made_from_a_recording_that_was_cut_short(tmp_path: Path) -> None:
    cut = tmp_path / "cut.mcap"
    whole = (SAMPLES / "recording.mcap").read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    app(["report", str(cut)], standalone_mode=False)
    page = (tmp_path / "cut.html").read_text(encoding="utf-8")
    assert PLAN.steps[0].name in page
    assert "cut short" in page


def holds_of(events: Iterable[Event]) -> list[tuple[HoldStarted, HoldEnded]]:
    every = list(events)
    started = [event for event in every if isinstance(event, HoldStarted)]
    return list(zip(started, (event for event in every if isinstance(event, HoldEnded)), strict=True))


def lengths_s(holds: Iterable[tuple[HoldStarted, HoldEnded]]) -> list[float]:
    return [ended.time_s - started.time_s for started, ended in holds]
