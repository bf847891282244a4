from __future__ import annotations

import contextlib
import resource
import signal
import stat
from io import BytesIO
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcap.reader import make_reader
from mcap.stream_reader import StreamReader
from recording_helpers import events, face, faces, gazes, header, no_faces, record, sample

from gazetrainer.errors import OutputError, RecordingError
from gazetrainer.events import Event, SittingEnded, SittingOutcome, SittingStarted
from gazetrainer.face import FaceObservation, NoFace, NoFaceReason
from gazetrainer.gaze import Gaze
from gazetrainer.recording import FORMAT_VERSION, Recorder, read_recording
from gazetrainer.recording.observations import decode_block, encode_block
from gazetrainer.recording.plain import decode, encode
from gazetrainer.recording.reader import parse_recording

END = SittingEnded(5.0, SittingOutcome.FINISHED)


@pytest.fixture(scope="module")
def five_seconds(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("recordings") / "sitting.mcap"
    at_s = [index / 10 for index in range(51)]
    record(path, [sample(time_s) for time_s in at_s], [SittingStarted(0.0), END], [face(time_s) for time_s in at_s])
    return path.read_bytes()


@given(gazes)
def test_every_gaze_comes_back_as_it_was(gaze: Gaze) -> None:
    assert decode(Gaze, encode(gaze)) == gaze


@given(events)
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    assert decode(Event, encode(event)) == event


def test_every_class_of_event_is_covered_by_the_strategy() -> None:
    seen: set[type] = set()

    @settings(max_examples=400, database=None, suppress_health_check=list(HealthCheck))
    @given(events)
    def collect(event: Event) -> None:
        seen.add(type(event))

    collect()
    assert seen == set(get_args(Event))


@settings(max_examples=25, deadline=None)
@given(st.lists(faces | no_faces, max_size=4))
def test_observations_come_back_within_their_stated_steps(seen: list[FaceObservation | NoFace]) -> None:
    restored = decode_block(encode_block(seen))
    assert [type(item) for item in restored] == [type(item) for item in seen]
    for before, after in zip(seen, restored, strict=True):
        assert after.time_s == before.time_s
        if isinstance(before, FaceObservation) and isinstance(after, FaceObservation):
            assert np.abs(after.landmarks_px - before.landmarks_px).max() <= 1 / 128 + 1e-4
            assert np.abs(after.blendshapes - before.blendshapes).max() <= 1 / 8192 + 1e-6
            assert np.array_equal(after.head_matrix, before.head_matrix)
            assert (after.image_size_px, after.faces_seen) == (before.image_size_px, before.faces_seen)
            assert (after.brightness, after.second_face_ratio) == (before.brightness, before.second_face_ratio)
        else:
            assert after == before


def test_a_sitting_comes_back_whole_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "sitting.mcap"
    given_gazes = [sample(index / 30) for index in range(160)]
    seen = [face(0.0), NoFace(0.5, NoFaceReason.TOO_DARK), face(5.1)]
    record(path, given_gazes, [SittingStarted(0.0), END], seen)
    recording = read_recording(path)
    assert recording.complete
    assert recording.header == header()
    assert list(recording.gazes) == given_gazes
    assert recording.events == (SittingStarted(0.0), END)
    assert [item.time_s for item in recording.observations()] == [0.0, 0.5, 5.1]


def test_a_recording_opens_in_any_mcap_viewer(five_seconds: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sitting.mcap"
    path.write_bytes(five_seconds)
    with path.open("rb") as stream:
        summary = make_reader(stream, validate_crcs=True).get_summary()
    assert summary is not None
    topics = {channel.topic: channel.message_encoding for channel in summary.channels.values()}
    assert topics["/gaze"] == topics["/events"] == topics["/header"] == "json"
    assert {schema.encoding for schema in summary.schemas.values()} == {"jsonschema", "text"}


def test_a_cut_loses_at_most_the_last_second(five_seconds: bytes) -> None:
    for cut_at in range(0, len(five_seconds), 997):
        kept = _times_or_none(five_seconds[:cut_at])
        flushed = _times_or_none(five_seconds[: _end_of_last_chunk(five_seconds, cut_at)])
        assert kept == flushed


def test_a_cut_anywhere_near_the_end_is_never_a_whole_sitting(five_seconds: bytes) -> None:
    footer_at = len(five_seconds) - 8 - 29
    for cut_at in range(footer_at - 400, footer_at + 28, 4):
        recording = parse_recording(five_seconds[:cut_at], "x")
        assert not recording.complete
        assert recording.cut_short_at_s is not None


def test_a_cut_recording_says_where_it_ends(five_seconds: bytes) -> None:
    recording = parse_recording(five_seconds[: len(five_seconds) * 6 // 10], "x")
    assert recording.cut_short_at_s == pytest.approx(recording.gazes[-1].time_s)
    assert 1.9 <= recording.gazes[-1].time_s <= 4.0


def test_a_sitting_without_its_end_is_not_complete(tmp_path: Path) -> None:
    record(tmp_path / "a.mcap", [sample(0.0), sample(2.0)], [SittingStarted(0.0)])
    recording = read_recording(tmp_path / "a.mcap")
    assert recording.cut_short_at_s == 2.0


def test_an_altered_second_is_noticed(five_seconds: bytes) -> None:
    random = np.random.default_rng(1)
    data_section = len(five_seconds) - 4000  # what follows is the index, which the reader does not use
    for position in random.integers(8, data_section, 60):
        altered = bytearray(five_seconds)
        altered[position] ^= 0x10
        with pytest.raises(RecordingError):
            parse_recording(bytes(altered), "x")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 60_000), st.sampled_from(["insert", "replace", "prefix"]))
def test_no_bytes_raise_anything_but_a_recording_error(
    five_seconds: bytes, junk: bytes, position: int, way: str
) -> None:
    at = position % len(five_seconds)
    rest = {"insert": at, "replace": at + len(junk), "prefix": len(five_seconds)}[way]
    with contextlib.suppress(RecordingError):
        list(parse_recording(five_seconds[:at] + junk + five_seconds[rest:], "x").observations())


@given(st.binary(max_size=400))
def test_no_block_raises_anything_but_a_recording_error(data: bytes) -> None:
    for block in (data, b"GTOB1\0" + data):
        with contextlib.suppress(RecordingError):
            decode_block(block)


def test_a_newer_format_is_named(tmp_path: Path) -> None:
    with Recorder(tmp_path / "a.mcap", header(format_version=FORMAT_VERSION + 1)):
        pass
    with pytest.raises(RecordingError, match="update gazetrainer"):
        read_recording(tmp_path / "a.mcap")


@pytest.mark.parametrize("name", ["missing.mcap", "."])
def test_what_cannot_be_read_is_a_recording_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordingError, match="cannot be read"):
        read_recording(tmp_path / name)


def test_another_file_is_not_a_recording(tmp_path: Path) -> None:
    (tmp_path / "a.mcap").write_text("not a recording at all")
    with pytest.raises(RecordingError, match="not a recording"):
        read_recording(tmp_path / "a.mcap")


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    record(tmp_path / "a.mcap", [sample(0.0)], [])
    with pytest.raises(OutputError, match="choose another name"), Recorder(tmp_path / "a.mcap", header()):
        pass
    assert read_recording(tmp_path / "a.mcap").gazes == (sample(0.0),)


def test_a_folder_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another folder"), Recorder(tmp_path / "file" / "a.mcap", header()):
        pass


def test_a_recording_is_private_to_its_owner(tmp_path: Path) -> None:
    record(tmp_path / "a.mcap", [], [])
    assert stat.S_IMODE((tmp_path / "a.mcap").stat().st_mode) == 0o600


def test_a_full_disk_keeps_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    times_s = [index / 10 for index in range(200)]
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, hard))
        with pytest.raises(OutputError, match="Make room on the disk"):
            record(path, [sample(time_s) for time_s in times_s], [], [face(time_s) for time_s in times_s])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    recording = read_recording(path)
    assert not recording.complete
    assert len(recording.gazes) >= 10
    assert 0 <= len(list(recording.observations())) - len(recording.gazes) <= 1


def test_a_flushed_second_is_on_the_disk_while_the_sitting_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    with Recorder(path, header()) as recorder:
        for index in range(70):
            recorder.on_gaze(sample(index / 30))
        assert len(read_recording(path).gazes) >= 60


def _times_or_none(data: bytes) -> list[float] | None:
    try:
        return [gaze.time_s for gaze in parse_recording(data, "x").gazes]
    except RecordingError:
        return None


def _end_of_last_chunk(data: bytes, limit: int) -> int:
    """Where the last record ends that fits before `limit`, by the container library's own offsets."""
    stream, end = BytesIO(data), 8
    for _ in StreamReader(stream, emit_chunks=True).records:
        if stream.tell() > limit:
            return end
        end = stream.tell()
    return end
