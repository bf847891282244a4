"""A recording without its video: what goes, what stays, and that the seal still proves the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import CommandLine
from hypothesis import given, settings
from hypothesis import strategies as st
from seal_helpers import MOMENT, ONE, recorded
from sharing_helpers import small_recording
from video_helpers import filmed, frames

from gazetrainer.recording.reader import parse_recording
from gazetrainer.recording.video_reader import parse_video
from gazetrainer.recording.without_video import digest_without_video, without_video
from gazetrainer.seal import Seal, SealState, check_seal, parse_seal, seal
from gazetrainer.verify import Check, State, verify

AGE_KEY = "age1z7sgu3h68s6m7lvf6wd5jkfn7cp293z3r0a2wejpjzp5m4ny8ylq2adm36"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return filmed(tmp_path_factory.mktemp("videos") / "sitting.mcap", frames(70)).read_bytes()


def sealed(recording: bytes) -> Seal:
    return seal(recording, ONE, sealed_at=MOMENT, cut_short_at_s=parse_recording(recording, "x").cut_short_at_s)


def test_everything_but_the_pictures_is_in_the_copy(film: bytes) -> None:
    copy = without_video(film, "x")
    before, after = parse_recording(film, "x"), parse_recording(copy, "x")
    assert (after.header, after.gazes, after.events) == (before.header, before.gazes, before.events)
    assert after.observation_blocks == before.observation_blocks
    assert (len(parse_video(film, "x").packets), parse_video(copy, "x").packets) == (70, ())
    assert len(copy) < len(film)


def test_the_seal_of_the_whole_also_holds_for_the_copy_and_says_what_is_missing(film: bytes) -> None:
    made, copy = sealed(film), without_video(film, "x")
    assert (made.version, parse_seal(made.to_bytes(), "x")) == (2, made)
    assert check_seal(made, film) is SealState.INTACT
    assert check_seal(made, copy) is SealState.WITHOUT_VIDEO
    findings = {each.check: each for each in verify(copy, made.to_bytes(), "x").findings}
    assert findings[Check.SEAL].state is State.AGREES
    assert "but for the video, which was left out" in findings[Check.SEAL].sentence
    assert findings[Check.TRACKED_AGAIN].state is State.NOTED


def test_a_recording_without_video_is_sealed_as_ever(tmp_path: Path) -> None:
    made = sealed(recorded(tmp_path / "a.mcap"))
    assert made.version == 1
    assert b"video" not in made.to_bytes()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_change_of_the_copy_shows(film: bytes, data: st.DataObject) -> None:
    made, copy = sealed(film), bytearray(without_video(film, "x"))
    content = digest_without_video(bytes(copy), "x")
    copy[data.draw(st.integers(0, len(copy) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    state = check_seal(made, bytes(copy))
    assert state is SealState.CHANGED or digest_without_video(bytes(copy), "x") == content


def test_a_message_less_or_another_video_shows(film: bytes, tmp_path: Path) -> None:
    made = sealed(film)
    shorter = filmed(tmp_path / "b.mcap", frames(69)).read_bytes()
    assert check_seal(made, without_video(shorter, "x")) is SealState.CHANGED
    assert check_seal(made, shorter) is SealState.CHANGED


def test_a_recording_that_was_cut_stays_cut_in_the_copy(film: bytes) -> None:
    cut = film[: len(film) * 2 // 3]
    made, copy = sealed(cut), without_video(cut, "x")
    assert parse_recording(copy, "x").cut_short_at_s == made.cut_short_at_s
    assert check_seal(made, copy) is SealState.WITHOUT_VIDEO


def test_a_sitting_is_sent_without_its_video(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    line = CommandLine(capfd, monkeypatch)
    recording = filmed(tmp_path / "monday.mcap", frames(70))
    assert line.call("seal", recording).code == 0
    whole = line.call("share", recording, "--unencrypted", "-o", "whole.zip")
    assert "Without it, it would take about" in whole.out
    sent = line.call("share", recording, "--unencrypted", "--without-video", "-o", "less.zip")
    assert sent.code == 0, sent.err
    assert "--without-video" not in sent.out
    got = line.call("open", "less.zip", "--unencrypted")
    assert got.code == 0, got.err
    assert "but for the video" in got.out
    opened = (tmp_path / "less" / "monday.mcap").read_bytes()
    assert parse_video(opened, "x").packets == ()
    assert len(parse_video(recording.read_bytes(), "x").packets) == 70


def test_of_a_recording_without_video_nothing_is_said_about_it(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    sent = CommandLine(capfd, monkeypatch).call("share", small_recording(tmp_path / "a.mcap"), "--unencrypted")
    assert "video" not in sent.out
