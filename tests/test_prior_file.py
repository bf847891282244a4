"""A population file of somebody else: nothing in it may lead to a wrong direction, or to more than a clear sentence."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetrainer.calibrating.population import GazePopulation, shipped_population
from gazetrainer.errors import ProfileError


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    path = tmp_path_factory.mktemp("people") / "people.npz"
    shipped_population().save(path)
    with np.load(path) as arrays:
        return {name: arrays[name] for name in arrays.files}, path.read_bytes()


def refused(path, arrays):
    with path.open("wb") as file:
        np.savez(file, **arrays)
    with pytest.raises(ProfileError, match=r"cannot be read|another version"):
        GazePopulation.load(path)


def test_numbers_that_are_none_are_refused_wherever_they_are(stored, tmp_path):
    arrays, _ = stored
    for name, values in arrays.items():
        if values.dtype.kind == "f":
            for wrong in (np.nan, np.inf):
                spoilt = values.copy()
                spoilt.flat[-1] = wrong
                refused(tmp_path / "spoilt.npz", arrays | {name: spoilt})


def test_every_wrong_shape_is_refused(stored, tmp_path):
    arrays, _ = stored
    for name, values in arrays.items():
        for wrong in (values[None], values[..., :-1] if values.ndim else np.stack([values, values])):
            refused(tmp_path / "spoilt.npz", arrays | {name: wrong})


def test_a_missing_part_and_one_of_another_kind_are_refused(stored, tmp_path):
    arrays, _ = stored
    for name, values in arrays.items():
        refused(tmp_path / "spoilt.npz", {key: each for key, each in arrays.items() if key != name})
        refused(tmp_path / "spoilt.npz", arrays | {name: np.full(values.shape, b"words")})


@pytest.mark.parametrize(
    "name", ["both_scale", "left_weights_variance", "right_noise_deg", "doubt_shares", "usual_strangeness"]
)
def test_spreads_below_zero_are_refused(name, stored, tmp_path):
    arrays, _ = stored
    refused(tmp_path / "spoilt.npz", arrays | {name: -arrays[name]})


def test_parts_that_do_not_go_together_are_refused(stored, tmp_path):
    arrays, _ = stored
    refused(tmp_path / "spoilt.npz", arrays | {"appearance_components": arrays["appearance_components"][:-1]})


def test_a_file_that_would_fill_the_memory_is_refused_unread(stored, tmp_path):
    arrays, _ = stored
    path = tmp_path / "large.npz"
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays, more=np.zeros(8 * 2**20))
    with pytest.raises(ProfileError, match="too large"):
        GazePopulation.load(path)


def test_pickles_are_never_opened(stored, tmp_path):
    arrays, _ = stored
    path = tmp_path / "pickled.npz"
    with path.open("wb") as file:
        np.savez(file, **(arrays | {"name": np.array([{"a": 1}], dtype=object)}))
    with pytest.raises(ProfileError, match="cannot be read"):
        GazePopulation.load(path)


def test_something_else_is_not_a_population(tmp_path):
    np.save(tmp_path / "one.npy", np.zeros(3))
    (tmp_path / "text.npz").write_text("people")
    for path in (tmp_path, tmp_path / "none.npz", tmp_path / "one.npy", tmp_path / "text.npz"):
        with pytest.raises(ProfileError, match="cannot be read"):
            GazePopulation.load(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_altered_byte_raises_anything_but_a_clear_sentence(stored, tmp_path, data):
    _, whole = stored
    altered = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        altered[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(whole) // 2, len(whole)))
    path = tmp_path / "altered.npz"
    path.write_bytes(altered[:cut] if data.draw(st.booleans()) else altered)
    try:
        GazePopulation.load(path)
    except ProfileError:
        return
