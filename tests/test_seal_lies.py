"""What somebody with a key may write into a recording before sealing it, and what verifying says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from seal_helpers import ONE, OTHER, recorded, sealed

from gazetrainer.errors import RecordingError
from gazetrainer.events import HoldEnded, SittingEnded
from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.gaze import EyeState, Gaze, HeadPose
from gazetrainer.recording import Recording, RecordingHeader, read_recording
from gazetrainer.recording.reader import parse_recording
from gazetrainer.seal import seal
from gazetrainer.verify import Check, Finding, State, verify
from gazetrainer.verify.again import judged_again, measured_again
from gazetrainer.verify.consistent import accounts, calibration, times
from gazetrainer.verify.sealed import Expected

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "recording.mcap"
MOMENT = "2026-11-22T07:45:00+01:00"


@pytest.fixture(scope="module")
def sample() -> Recording:
    return read_recording(SAMPLE)


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return recorded(tmp_path_factory.mktemp("sealed") / "a.mcap")


@pytest.mark.parametrize("part", ["yaw_deg", "pitch_deg", "roll_deg"])
def test_a_head_held_stiller_than_it_was_is_found_about_each_axis(sample: Recording, part: str) -> None:
    def stiller(head: HeadPose, eyes: EyeState) -> tuple[HeadPose, EyeState]:
        return replace(head, **{part: getattr(head, part) + 0.02}), eyes

    assert measured_again(_seen_otherwise(sample, stiller)).state is State.DIFFERS


@pytest.mark.parametrize(("part", "factor"), [("openness_left", 0.9), ("openness_right", 0.9), ("distance_mm", 1.03)])
def test_lids_and_distance_that_were_not_seen_so_are_found(sample: Recording, part: str, factor: float) -> None:
    def otherwise(head: HeadPose, eyes: EyeState) -> tuple[HeadPose, EyeState]:
        return head, replace(eyes, **{part: getattr(eyes, part) * factor})

    assert measured_again(_seen_otherwise(sample, otherwise)).state is State.DIFFERS


def test_events_in_another_order_than_their_times_are_found(sample: Recording) -> None:
    *before, last = sample.events
    assert isinstance(last, SittingEnded)
    early = replace(last, time_s=last.time_s - 5)
    assert times(replace(sample, events=(*before, early))).state is State.DIFFERS


def test_a_longest_hold_beyond_all_that_was_held_is_found(sample: Recording) -> None:
    events = tuple(
        replace(event, longest_s=event.held_s + 1) if isinstance(event, HoldEnded) else event for event in sample.events
    )
    assert accounts(replace(sample, events=events)).state is State.DIFFERS


def test_a_validation_that_is_better_than_the_calibrations_own_is_found(sample: Recording) -> None:
    assert sample.header.validation is not None
    better = sample.header.validation | {"points": []}
    assert "validation" in _of_header(sample, replace(sample.header, validation=better)).sentence


def test_a_camera_that_is_not_the_calibrations_is_found(sample: Recording) -> None:
    camera = sample.header.camera
    other_size = replace(sample.header, camera=replace(camera, width_px=camera.width_px * 2))
    assert "another size" in _of_header(sample, other_size).sentence
    assert sample.header.profile is not None
    made_with_one = sample.header.profile | {"camera": "webcam One"}
    other_name = replace(sample.header, profile=made_with_one, camera=replace(camera, name="webcam Two"))
    assert "another camera" in _of_header(sample, other_name).sentence


def test_a_tolerance_too_few_or_too_many_is_an_altered_recording(sample: Recording) -> None:
    told = sample.header.smallest_tolerances_deg
    for tolerances_deg in (told[:-1], (*told, 5.0)):
        altered = replace(sample, header=replace(sample.header, smallest_tolerances_deg=tolerances_deg))
        with pytest.raises(RecordingError, match="it was altered"):
            judged_again(altered)


def test_an_event_left_out_at_the_end_is_found_by_judging_again(sample: Recording) -> None:
    finding = judged_again(replace(sample, events=sample.events[:-1]))
    assert finding.state is State.DIFFERS


def test_a_seal_that_says_another_cut_than_there_is_does_not_hold_for_it(sitting: bytes) -> None:
    cut = sitting[: len(sitting) * 2 // 3]
    ends_s = parse_recording(cut, "x").cut_short_at_s
    assert ends_s is not None
    for data, said_s in ((sitting, 2.0), (cut, ends_s + 1), (cut, None)):
        lying = seal(data, ONE, sealed_at=MOMENT, cut_short_at_s=said_s)
        states = {finding.check: finding.state for finding in verify(data, lying.to_bytes(), "x").findings}
        assert (states[Check.SEAL], states[Check.WHOLE]) == (State.AGREES, State.DIFFERS)


def test_the_words_of_a_key_count_however_they_are_typed_and_no_other_key_passes_as_ones_own(sitting: bytes) -> None:
    words = spoken_fingerprint(ONE.public_key)
    typed = f"  {words.upper().replace(' ', '   ')} "
    expected = ((Expected(signer=typed), State.AGREES), (Expected(own=OTHER.public_key), State.NOTED))
    for who, state in expected:
        findings = verify(sitting, sealed(sitting).to_bytes(), "x", who).findings
        assert next(each for each in findings if each.check is Check.SIGNER).state is state


def _seen_otherwise(
    recording: Recording, changed: Callable[[HeadPose, EyeState], tuple[HeadPose, EyeState]]
) -> Recording:
    def one(gaze: Gaze) -> Gaze:
        if gaze.head is None or gaze.eyes is None:
            return gaze
        head, eyes = changed(gaze.head, gaze.eyes)
        return replace(gaze, head=head, eyes=eyes)

    return replace(recording, gazes=tuple(map(one, recording.gazes)))


def _of_header(recording: Recording, header: RecordingHeader) -> Finding:
    finding = calibration(replace(recording, header=header))
    assert finding.state is State.DIFFERS
    return finding
