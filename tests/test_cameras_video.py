"""Video files as cameras: their own times, and calm words for whatever is wrong with them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import av
import pytest
from cameras_helpers import picture, turn_by_a_quarter, write_sound, write_video
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.errors import CameraError, CameraFault


def times_ms(video: VideoFile) -> list[int]:
    return [round(frame.time_s * 1000) for frame in video.frames()]


def test_frames_keep_their_own_uneven_times_counted_from_the_first(tmp_path: Path) -> None:
    path = write_video(tmp_path / "uneven.mkv", [100, 133, 167, 300, 333, 600])
    with VideoFile(path) as video:
        assert times_ms(video) == [0, 33, 67, 200, 233, 500]
        assert not video.cut_short


def test_size_is_known_once_the_file_is_open(tmp_path: Path) -> None:
    with VideoFile(write_video(tmp_path / "a.mp4", range(0, 400, 40))) as video:
        assert (video.info.width_px, video.info.height_px) == (64, 48)
        frame = next(video.frames())
    assert frame.size_px == (64, 48)
    assert frame.rgb[5, 5].mean() > frame.rgb[40, 60].mean() + 50


def test_a_video_filmed_with_the_camera_turned_comes_out_upright(tmp_path: Path) -> None:
    path = turn_by_a_quarter(write_video(tmp_path / "turned.mp4", range(0, 400, 40)))
    with VideoFile(path) as video:
        frame = next(video.frames())
        assert (video.info.width_px, video.info.height_px) == frame.size_px == (48, 64)
    # Players turn this matrix clockwise: the bright upper left corner comes to the upper right.
    assert frame.rgb[5, 43].mean() > frame.rgb[5, 5].mean() + 50


@pytest.mark.parametrize(("name", "options"), [("cut.mkv", {}), ("cut.mp4", {"movflags": "faststart"})])
def test_a_file_cut_in_the_middle_gives_every_frame_up_to_the_cut(
    tmp_path: Path, name: str, options: dict[str, str]
) -> None:
    path = write_video(tmp_path / name, range(0, 4000, 40), **options)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * 0.6)])
    with VideoFile(path) as video:
        times = times_ms(video)
        assert video.cut_short
    assert 45 <= len(times) <= 65
    assert times == list(range(0, 40 * len(times), 40))


def test_an_animated_gif_is_a_video(tmp_path: Path) -> None:
    path = tmp_path / "moving.gif"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("gif", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "rgb8"
        for grey in (20, 90, 160):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture(grey), format="rgb24")))
        container.mux(stream.encode())
    with VideoFile(path) as video:
        assert times_ms(video) == [0, 100, 200]


def test_what_is_not_a_video_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("no video at all", encoding="utf-8")
    (tmp_path / "empty.mp4").write_bytes(b"")
    write_sound(tmp_path / "sound.wav")
    expected = {
        "none.mp4": (CameraFault.NOT_FOUND, "no video"),
        "notes.mp4": (CameraFault.UNREADABLE, "not a video"),
        "empty.mp4": (CameraFault.UNREADABLE, "not a video"),
        "sound.wav": (CameraFault.UNREADABLE, "only sound"),
    }
    for name, (fault, words) in expected.items():
        with pytest.raises(CameraError, match=words) as caught, VideoFile(tmp_path / name):
            pass
        assert caught.value.reason is fault


@pytest.mark.parametrize("size_px", [(9000, 16), (16, 9000)])
def test_a_video_larger_than_any_cameras_is_refused_before_it_is_decoded(
    tmp_path: Path, size_px: tuple[int, int]
) -> None:
    with av.open(str(tmp_path / "wide.mkv"), "w") as container:
        stream = container.add_stream("ffv1", rate=30)
        stream.width, stream.height = size_px
        stream.pix_fmt = "yuv420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(picture(40, *size_px), format="rgb24")))
        container.mux(stream.encode())
    with pytest.raises(CameraError, match=f"{size_px[0]} x {size_px[1]} pixels"), VideoFile(tmp_path / "wide.mkv"):
        pass


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.lists(st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=40)), max_size=4))
def test_damage_anywhere_raises_nothing_but_a_camera_error(tmp_path: Path, damage: list[tuple[int, bytes]]) -> None:
    path = tmp_path / "whole.mkv"
    if not path.exists():
        write_video(path, range(0, 800, 40))
    content = bytearray(path.read_bytes())
    for place, noise in damage:
        start = place % len(content)
        content[start : start + len(noise)] = noise
    damaged = tmp_path / "damaged.mkv"
    damaged.write_bytes(bytes(content))
    with suppress(CameraError), VideoFile(damaged) as video:
        times = times_ms(video)
        assert times == sorted(set(times))
