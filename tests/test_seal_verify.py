from __future__ import annotations

import contextlib
import json
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mcap.opcode import Opcode
from seal_helpers import ONE, OTHER, recorded, sealed

from gazetrainer.errors import RecordingError
from gazetrainer.events import Booked, HoldEnded, Recentred
from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.gaze import GapReason, GazeGap, GazeSample
from gazetrainer.recording import Recording, read_recording
from gazetrainer.seal import parse_seal
from gazetrainer.verify import Check, State, Verified, verify
from gazetrainer.verify.again import judged_again, measured_again
from gazetrainer.verify.consistent import accounts, calibration, profile_of, rate, times
from gazetrainer.verify.sealed import Expected

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "recording.mcap"

TURNED_BY_90_DEG = ((0.0, -1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0))


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return recorded(tmp_path_factory.mktemp("sealed") / "a.mcap")


@pytest.fixture(scope="module")
def seal(sitting: bytes) -> bytes:
    return sealed(sitting).to_bytes()


@pytest.fixture(scope="module")
def sample() -> Recording:
    return read_recording(SAMPLE)


def test_a_sealed_sitting_has_nothing_that_differs() -> None:
    data = SAMPLE.read_bytes()
    verified = verify(data, sealed(data).to_bytes(), "x", Expected(own=ONE.public_key))
    checked = [check for check in Check if check is not Check.TRACKED_AGAIN]
    assert {finding.check: finding.state for finding in verified.findings} == dict.fromkeys(checked, State.AGREES)


def test_of_a_file_that_is_no_recording_that_alone_is_said(seal: bytes) -> None:
    (finding,) = verify(b'{"person": "me"}', None, "profile.json").findings
    assert finding.check is Check.WHOLE
    assert "profile.json is not a recording" in finding.sentence
    assert _differs(verify(b"something else", seal, "x"), Check.SEAL)


def test_every_changed_bit_is_reported(sitting: bytes, seal: bytes) -> None:
    random = np.random.default_rng(7)
    for at, bit in zip(random.integers(0, len(sitting), 150), random.integers(0, 8, 150), strict=True):
        altered = bytearray(sitting)
        altered[at] ^= 1 << bit
        assert _differs(verify(bytes(altered), seal, "x"), Check.SEAL)


def test_every_changed_bit_of_the_seal_is_reported(sitting: bytes, seal: bytes) -> None:
    for at in range(len(seal)):
        altered = bytearray(seal)
        altered[at] ^= 1 << at % 8
        with contextlib.suppress(RecordingError):
            assert parse_seal(bytes(altered), "x") != parse_seal(seal, "x")
        if at % 64 == 0:
            assert _differs(verify(sitting, bytes(altered), "x"), Check.SEAL)


def test_every_cut_is_reported(sitting: bytes, seal: bytes) -> None:
    lengths = [0, 1, 8, 9, *np.random.default_rng(8).integers(0, len(sitting), 25), *range(-40, 0, 7)]
    for length in lengths:
        assert _differs(verify(sitting[:length], seal, "x"), Check.SEAL)
        assert _differs(verify(sitting[:length], None, "x"), Check.WHOLE)


def test_what_was_cut_before_it_was_sealed_is_noted(sitting: bytes) -> None:
    cut = sitting[: len(sitting) * 2 // 3]
    verified = verify(cut, sealed(cut).to_bytes(), "x")
    assert verified.is_good
    assert _states(verified)[Check.WHOLE] is State.NOTED


def test_two_chunks_that_change_places_are_reported_with_and_without_the_seal(sitting: bytes) -> None:
    first, second = _chunks(sitting)[2:4]
    swapped = (
        sitting[: first[0]]
        + sitting[slice(*second)]
        + sitting[first[1] : second[0]]
        + sitting[slice(*first)]
        + sitting[second[1] :]
    )
    assert len(swapped) == len(sitting)
    assert _differs(verify(swapped, sealed(sitting).to_bytes(), "x"), Check.SEAL)
    assert _differs(verify(swapped, None, "x"), Check.WHOLE)


def test_a_changed_index_is_reported_even_without_a_seal(sitting: bytes) -> None:
    altered = bytearray(sitting)
    altered[-100] ^= 4
    assert _differs(verify(bytes(altered), None, "x"), Check.WHOLE)


def test_a_missing_a_forged_and_another_recordings_seal_are_each_one_sentence(sitting: bytes) -> None:
    forged = sealed(sitting).model_copy(update={"public_key": OTHER.public_key.hex()}).to_bytes()
    others = sealed(sitting + b"\0").to_bytes()
    for seal_file, said in ((None, "no seal"), (forged, "not made with the key"), (others, "changed after")):
        wrong = verify(sitting, seal_file, "x").differing()
        assert len(wrong) == 1
        assert said in wrong[0].sentence


def test_another_key_than_expected_is_named_in_words(sitting: bytes) -> None:
    wanted = spoken_fingerprint(ONE.public_key)
    other = verify(sitting, sealed(sitting, OTHER).to_bytes(), "x", Expected(signer=wanted))
    assert [finding.check for finding in other.differing()] == [Check.SIGNER]
    assert spoken_fingerprint(OTHER.public_key) in other.differing()[0].sentence
    assert verify(sitting, sealed(sitting).to_bytes(), "x", Expected(signer=f" {wanted.upper()} ")).is_good


def test_a_seal_of_a_newer_version_is_named(sitting: bytes) -> None:
    newer = {**json.loads(sealed(sitting).to_bytes()), "version": 3}
    with pytest.raises(RecordingError, match="update gazetrainer"):
        parse_seal(json.dumps(newer).encode(), "x")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 600), st.sampled_from(["alone", "within"]))
def test_no_bytes_of_a_seal_raise_anything_but_a_recording_error(seal: bytes, junk: bytes, at: int, way: str) -> None:
    with contextlib.suppress(RecordingError):
        parse_seal(junk if way == "alone" else seal[:at] + junk + seal[at + len(junk) :], "x")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 200_000), st.sampled_from(["alone", "within"]))
def test_whatever_the_bytes_are_verifying_gives_findings(sitting: bytes, junk: bytes, at: int, way: str) -> None:
    at %= len(sitting)
    data = junk if way == "alone" else sitting[:at] + junk + sitting[at + len(junk) :]
    assert verify(data, junk, "x").differing()


def test_a_sealed_lie_is_found_by_judging_again(sample: Recording) -> None:
    moved = tuple(
        replace(gaze, azimuth_deg=gaze.azimuth_deg + 20) if isinstance(gaze, GazeSample) else gaze
        for gaze in sample.gazes
    )
    assert judged_again(replace(sample, gazes=moved)).state is State.DIFFERS


def test_a_head_that_was_not_seen_so_is_found_by_measuring_again(sample: Recording) -> None:
    gazes = list(sample.gazes)
    at = next(i for i, gaze in enumerate(gazes) if i > 300 and gaze.head is not None)
    gazes[at] = replace(gazes[at], head=replace(gazes[at].head, yaw_deg=gazes[at].head.yaw_deg + 0.5))
    finding = measured_again(replace(sample, gazes=tuple(gazes)))
    assert finding.state is State.DIFFERS
    assert f"{gazes[at].time_s:.1f} s" in finding.sentence


def test_averages_and_blinks_that_do_not_follow_from_the_pictures_are_found(sample: Recording) -> None:
    moved = [
        replace(gaze, azimuth_deg=gaze.azimuth_deg + 0.01) if isinstance(gaze, GazeSample) else gaze
        for gaze in sample.gazes
    ]
    called_otherwise = [
        replace(gaze, reason=GapReason.EYES_CLOSED) if isinstance(gaze, GazeGap) else gaze for gaze in sample.gazes
    ]
    for gazes in (moved, called_otherwise):
        finding = measured_again(replace(sample, gazes=tuple(gazes)))
        assert finding.state is State.DIFFERS
        assert "gaps, blinks or averages differ" in finding.sentence


def test_after_a_dot_shown_in_between_the_head_is_measured_against_its_new_straight_ahead(sample: Recording) -> None:
    profile = profile_of(sample.header)
    assert profile is not None
    turned = profile.neutral.model_copy(update={"rotation": tuple(zip(*TURNED_BY_90_DEG, strict=True))})
    plain = {"neutral": turned.model_dump(mode="json"), "points": []}
    at_s = sample.gazes[600].time_s
    recentred = replace(sample, events=(*sample.events, Recentred(at_s, 1, 0.0, 0.0, plain)))
    finding = measured_again(recentred)
    after = next(gaze for gaze in sample.gazes[601:] if gaze.head is not None)
    assert finding.state is State.DIFFERS
    assert f"{after.time_s:.1f} s" in finding.sentence


def test_a_chunk_of_another_sitting_is_reported(sitting: bytes, tmp_path: Path) -> None:
    other = recorded(tmp_path / "b.mcap", until_s=4.0)
    (start, end), (from_at, to_at) = _chunks(sitting)[2], _chunks(other)[3]
    mixed = sitting[:start] + other[from_at:to_at] + sitting[end:]
    assert _differs(verify(mixed, sealed(sitting).to_bytes(), "x"), Check.SEAL)
    assert verify(mixed, None, "x").differing()[1:] != ()


def test_times_that_go_back_and_gaze_without_a_picture_are_found(sample: Recording) -> None:
    gazes = sample.gazes
    assert times(replace(sample, gazes=(gazes[1], gazes[0], *gazes[2:]))).state is State.DIFFERS
    between = replace(gazes[5], time_s=gazes[5].time_s + 0.01)
    assert times(replace(sample, gazes=(*gazes[:5], between, *gazes[6:]))).state is State.DIFFERS


def test_more_pictures_than_the_camera_gives_are_found_and_fewer_noted(sample: Recording) -> None:
    for declared_hz, state in ((15.0, State.DIFFERS), (30.0, State.AGREES), (60.0, State.NOTED)):
        header = replace(sample.header, measured_rate_hz=declared_hz)
        assert rate(replace(sample, header=header)).state is state


def test_a_second_that_was_taken_away_or_added_is_found_in_the_accounts(sample: Recording) -> None:
    events = sample.events
    booked = next(i for i, event in enumerate(events) if i > 20 and isinstance(event, Booked))
    ended = next(i for i, event in enumerate(events) if isinstance(event, HoldEnded))
    assert accounts(replace(sample, events=events[:booked] + events[booked + 1 :])).state is State.DIFFERS
    more = replace(events[ended], held_s=events[ended].held_s + 1)  # type: ignore[call-arg, union-attr]
    assert accounts(replace(sample, events=(*events[:ended], more, *events[ended + 1 :]))).state is State.DIFFERS


def test_tolerances_that_do_not_follow_from_the_calibration_are_found(sample: Recording) -> None:
    tolerances_deg = tuple(each / 2 for each in sample.header.smallest_tolerances_deg)
    header = replace(sample.header, smallest_tolerances_deg=tolerances_deg)
    assert calibration(replace(sample, header=header)).state is State.DIFFERS


def _chunks(data: bytes) -> list[tuple[int, int]]:
    found, at = [], 8
    while at + 9 <= len(data):
        opcode, length = struct.unpack_from("<BQ", data, at)
        if opcode == Opcode.CHUNK:
            found.append((at, at + 9 + length))
        if opcode == Opcode.FOOTER:
            break
        at += 9 + length
    return found


def _states(verified: Verified) -> dict[Check, State]:
    return {finding.check: finding.state for finding in verified.findings}


def _differs(verified: Verified, check: Check) -> bool:
    return _states(verified).get(check) is State.DIFFERS
