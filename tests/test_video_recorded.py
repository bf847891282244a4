from __future__ import annotations

import contextlib
import io
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mcap.reader import make_reader
from mcap_protobuf.decoder import DecoderFactory
from recording_helpers import face, header
from video_helpers import SMALL, filmed, frames

from gazetrainer.adapters.video import CodedBeside, WhenFull, recorded_pictures, write_mp4
from gazetrainer.adapters.video.coding_beside import MOST_WAITING
from gazetrainer.errors import RecordingError
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.recording import Recorder, Video, VideoConsent, read_recording, read_video
from gazetrainer.recording.compressed_video import decode_video_message, encode_video_message
from gazetrainer.recording.video_reader import parse_video

FILMED = frames(100)


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filmed(tmp_path_factory.mktemp("videos") / "sitting.mcap", FILMED)


def test_every_picture_comes_back_with_its_time_and_much_as_it_was(recording: Path) -> None:
    back = list(recorded_pictures(read_video(recording)))
    assert [frame.time_s for frame in back] == pytest.approx([frame.time_s for frame in FILMED], abs=1e-9)
    off = [np.abs(one.rgb.astype(int) - other.rgb).mean() for one, other in zip(back, FILMED, strict=True)]
    assert max(off) < 4


def test_a_player_can_begin_every_second(recording: Path) -> None:
    video = read_video(recording)
    keys_s = [packet.time_s for packet in video.packets if packet.is_key]
    assert keys_s == pytest.approx([0.0, 1.0, 2.0, 3.0], abs=0.04)
    from_there = list(recorded_pictures(video, from_s=2.5))
    assert from_there[0].time_s == pytest.approx(2.5)
    assert np.abs(from_there[0].rgb.astype(int) - FILMED[75].rgb).mean() < 4


def test_of_a_recording_that_was_cut_the_video_is_there_up_to_the_last_second(recording: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mcap"
    # The summary and the last second stand at the end.
    cut.write_bytes(recording.read_bytes()[: -recording.stat().st_size // 3])
    video, last_s = read_video(cut), read_recording(cut).cut_short_at_s
    assert last_s is not None
    assert 1.0 < last_s < 3.3
    assert video.packets[-1].time_s >= last_s - 1.1
    assert len(list(recorded_pictures(video))) == len(video.packets)


def test_where_nobody_agreed_the_recording_knows_no_video(tmp_path: Path) -> None:
    with Recorder(tmp_path / "a.mcap", header()) as recorder:
        recorder.on_picture(FILMED[0], face(0.0))
    with (tmp_path / "a.mcap").open("rb") as file:
        summary = make_reader(file).get_summary()
    assert summary is not None
    assert not [channel.topic for channel in summary.channels.values() if "video" in channel.topic]
    assert read_video(tmp_path / "a.mcap").packets == ()


def test_a_stranger_reads_the_video_with_public_tools(recording: Path) -> None:
    with recording.open("rb") as file:
        messages = list(make_reader(file, decoder_factories=[DecoderFactory()]).iter_decoded_messages(["/video"]))
    assert {schema.name for schema, *_ in messages} == {"foxglove.CompressedVideo"}
    assert {decoded.format for *_, decoded in messages} == {"h264"}
    with av.open(io.BytesIO(b"".join(decoded.data for *_, decoded in messages)), format="h264") as raw:
        assert sum(1 for _ in raw.decode(video=0)) == len(FILMED)


def test_an_mp4_for_browsers_holds_the_same_pictures_at_the_same_times(tmp_path: Path) -> None:
    at_s = [4.0, 4.031, 4.069, 4.5, 4.55]
    seen = [frame.__class__(i, at_s[i], frame.rgb) for i, frame in enumerate(FILMED[:5])]
    video = read_video(filmed(tmp_path / "a.mcap", seen))
    output = io.BytesIO()
    write_mp4(video, output)
    with av.open(io.BytesIO(output.getvalue())) as container:
        shown_s = [frame.time for frame in container.decode(video=0)]
    assert video.starts_at_s == 4.0
    assert shown_s == pytest.approx([each - 4.0 for each in at_s], abs=1e-4)


def test_a_video_without_pictures_makes_no_mp4() -> None:
    with pytest.raises(RecordingError, match="no video"):
        write_mp4(Video(VideoConsent.NONE, ()), io.BytesIO())


def test_pictures_that_cannot_be_coded_in_time_are_left_out_and_counted(tmp_path: Path) -> None:
    encoder = CodedBeside(VideoConsent.FULL_PICTURE, SMALL)
    for frame in FILMED[: MOST_WAITING + 7]:  # nothing is coded yet
        encoder.push(frame, face(frame.time_s))
    with encoder, Recorder(tmp_path / "a.mcap", header(), video=encoder):
        pass
    video = read_video(tmp_path / "a.mcap")
    assert (len(video.packets), video.dropped) == (MOST_WAITING, 7)


def test_a_camera_that_comes_back_with_other_pictures_ends_nothing(tmp_path: Path) -> None:
    mixed = [*FILMED[:3], *frames(5, width_px=80, height_px=60)[3:], *FILMED[5:9]]
    video = read_video(filmed(tmp_path / "a.mcap", mixed))
    assert (len(video.packets), video.dropped) == (7, 2)


@pytest.mark.parametrize("consent", [VideoConsent.FULL_PICTURE, VideoConsent.EYES_ONLY])
def test_a_picture_that_is_none_is_left_out(tmp_path: Path, consent: VideoConsent) -> None:
    broken = [*FILMED[:2], Frame(2, 0.07, np.zeros((0, 0, 3), np.uint8)), *FILMED[3:5]]
    video = read_video(filmed(tmp_path / "a.mcap", broken, consent))
    assert (len(video.packets), video.dropped) == (4, 1)


def test_pictures_of_odd_size_are_kept(tmp_path: Path) -> None:
    odd = frames(3, width_px=161, height_px=121)
    video = read_video(filmed(tmp_path / "a.mcap", odd, camera=CameraInfo("odd", 161, 121, 30.0)))
    assert [frame.rgb.shape for frame in recorded_pictures(video)] == [(122, 162, 3)] * 3


def test_where_no_face_is_seen_the_strip_is_black(tmp_path: Path) -> None:
    seen = [NoFace(frame.time_s, NoFaceReason.NO_FACE) for frame in FILMED[:3]]
    video = read_video(filmed(tmp_path / "a.mcap", FILMED[:3], VideoConsent.EYES_ONLY, seen=seen))
    assert max(frame.rgb.max() for frame in recorded_pictures(video)) < 4


@given(st.floats(0, 1e6), st.binary(max_size=300))
def test_a_coded_picture_comes_back_as_it_was(time_s: float, data: bytes) -> None:
    told_s, told = decode_video_message(encode_video_message(time_s, data))
    assert told == data
    assert told_s == pytest.approx(time_s, abs=1e-9, rel=1e-12)


@given(st.binary(max_size=60))
def test_no_message_makes_the_reader_raise_anything_but_a_value_error(message: bytes) -> None:
    with contextlib.suppress(ValueError):
        decode_video_message(message)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_altered_recording_gives_pictures_or_a_recording_error(recording: Path, data: st.DataObject) -> None:
    content = bytearray(recording.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        video = parse_video(bytes(content), "x")
    except RecordingError:
        return
    assert len(video.packets) <= len(FILMED)


@settings(max_examples=10, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 99))
def test_damaged_pictures_are_passed_over(recording: Path, junk: bytes, at: int) -> None:
    video = read_video(recording)
    packets = list(video.packets)
    packets[at] = type(packets[at])(packets[at].time_s, junk)
    shown = list(recorded_pictures(Video(video.consent, tuple(packets))))
    assert 50 <= len(shown) <= len(FILMED)
    with pytest.raises(RecordingError):
        write_mp4(Video(video.consent, (type(packets[0])(0.0, junk),)), io.BytesIO())


def test_waiting_for_the_encoder_leaves_nothing_out() -> None:
    many = frames(3 * MOST_WAITING)
    with CodedBeside(VideoConsent.FULL_PICTURE, SMALL, when_full=WhenFull.WAIT) as encoder:
        for frame in many:
            encoder.push(frame, face(frame.time_s))
        packets = encoder.finish()
    assert (len(packets), encoder.dropped) == (len(many), 0)
