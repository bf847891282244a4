"""Folders of pictures as cameras, and the choice of a camera by what stands after --camera."""

from __future__ import annotations

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from cameras_helpers import picture, write_video

from gazetrainer.adapters.camera_choice import open_camera
from gazetrainer.adapters.picture_folder import PictureFolder
from gazetrainer.adapters.picture_size import is_too_large, size_px_of
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.adapters.webcam import Webcam
from gazetrainer.errors import CameraError, CameraFault


def fill(folder: Path, *names: str) -> Path:
    for grey, name in enumerate(names):
        cv2.imwrite(str(folder / name), picture(10 * grey)[..., ::-1])
    return folder


def test_pictures_come_in_the_order_a_person_counts_them(tmp_path: Path) -> None:
    fill(tmp_path, "eye10.png", "eye9.png", "eye1.png")
    with PictureFolder(tmp_path, rate_hz=10) as folder:
        frames = list(folder.frames())
    assert [int(frame.rgb[-1, -1, 0]) for frame in frames] == [20, 10, 0]
    assert [frame.time_s for frame in frames] == pytest.approx([0, 0.1, 0.2])


def test_colours_are_red_green_blue(tmp_path: Path) -> None:
    red = picture(0)
    red[..., 0] = 200
    cv2.imwrite(str(tmp_path / "red.png"), red[..., ::-1])
    with PictureFolder(tmp_path) as folder:
        assert tuple(next(folder.frames()).rgb[-1, -1]) == (200, 0, 0)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, "a.png")
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    with PictureFolder(tmp_path) as folder:
        assert len(list(folder.frames())) == 1


def test_an_empty_folder_and_a_broken_picture_are_said(tmp_path: Path) -> None:
    with pytest.raises(CameraError, match="holds no pictures"), PictureFolder(tmp_path):
        pass
    (tmp_path / "broken.png").write_bytes(b"no picture")
    with pytest.raises(CameraError, match=r"broken\.png"), PictureFolder(tmp_path):
        pass


def test_the_word_after_camera_chooses_the_kind(tmp_path: Path) -> None:
    fill(tmp_path, "a.png")
    video = write_video(tmp_path / "a.mp4", range(0, 400, 40))
    assert isinstance(open_camera("0"), Webcam)
    assert isinstance(open_camera(str(tmp_path)), PictureFolder)
    assert isinstance(open_camera(str(video)), VideoFile)


@pytest.mark.parametrize("spec", ["nowhere.mp4", "", "-1", "²"])
def test_a_word_that_names_nothing_is_answered_with_what_is_allowed(spec: str) -> None:
    with pytest.raises(CameraError, match="a folder of pictures") as caught:
        open_camera(spec)
    assert caught.value.reason is CameraFault.NOT_FOUND


def test_wishes_reach_the_simulated_client_and_its_own_words_win() -> None:
    with open_camera(
        "simulated:identity=4,width_px=1280,height_px=720", width_px=320, height_px=240, rate_hz=15
    ) as camera:
        info = camera.info
    assert (info.width_px, info.height_px, info.nominal_rate_hz) == (1280, 720, 15)


def test_a_fault_in_the_simulated_clients_options_is_a_camera_error() -> None:
    with pytest.raises(CameraError, match="behavior"):
        open_camera("simulated:behavior=drifting")


@pytest.mark.parametrize("ending", [".png", ".jpg", ".bmp", ".webp", ".tif"])
@pytest.mark.parametrize("shape", [(3, 5), (48, 64), (700, 300)])
def test_every_kind_of_picture_tells_its_size_before_it_is_decoded(ending: str, shape: tuple[int, int]) -> None:
    _done, code = cv2.imencode(ending, np.full((*shape, 3), 90, np.uint8))
    assert size_px_of(code.tobytes()) == (shape[1], shape[0])


@pytest.mark.parametrize("ending", [".png", ".jpg", ".bmp", ".webp", ".tif"])
def test_a_picture_that_is_cut_anywhere_is_read_or_refused_and_tells_no_false_size(ending: str) -> None:
    content = cv2.imencode(ending, picture(40))[1].tobytes()
    right = size_px_of(content)
    assert {size_px_of(content[:end]) for end in range(len(content))} <= {None, right}


@pytest.mark.parametrize(
    ("ending", "quality", "before", "sizes"),
    [
        (".png", (), b"IHDR", struct.pack(">II", 16000, 16000)),
        (".bmp", (), b"\x28\0\0\0", struct.pack("<ii", 16000, -16000)),
        (".jpg", (), b"\xff\xc0\0\x11\x08", struct.pack(">HH", 16000, 16000)),
        (".webp", (cv2.IMWRITE_WEBP_QUALITY, 80), b"\x9d\x01\x2a", struct.pack("<HH", 16000, 16000)),
        (".webp", (), b"\x2f", struct.pack("<I", 15999 | 15999 << 14)),
    ],
)
def test_a_picture_larger_than_any_cameras_is_refused_by_its_header(
    ending: str, quality: tuple[int, ...], before: bytes, sizes: bytes, tmp_path: Path
) -> None:
    content = bytearray(cv2.imencode(ending, picture(40), quality)[1].tobytes())
    at = content.index(before) + len(before)
    content[at : at + len(sizes)] = sizes
    (tmp_path / f"a{ending}").write_bytes(content)
    with pytest.raises(CameraError, match="16000 x 16000 pixels"), PictureFolder(tmp_path):
        pass


def test_a_large_photograph_is_still_a_picture() -> None:
    assert not is_too_large((8064, 6048))
    assert is_too_large((8193, 10))
    assert is_too_large((8192, 8192))
