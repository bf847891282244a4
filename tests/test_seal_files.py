from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import platformdirs
import pytest
from cli_helpers import CommandLine
from seal_helpers import ONE, recorded, sealed

from gazetrainer.adapters.signing_key import known_signing_key, own_signing_key, signing_key_path
from gazetrainer.cli.sealing import left_open, seal_at_end, seal_recording
from gazetrainer.errors import SharingError
from gazetrainer.fingerprint import spoken_fingerprint, spoken_words
from gazetrainer.history import forget_everything, forget_sittings
from gazetrainer.seal import SealState, check_seal, parse_seal, seal_path


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_args, **_options: str(folder))
    return folder


@pytest.fixture
def command_line(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capfd, monkeypatch)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    recorded(tmp_path / "a.mcap", until_s=3.0)
    return tmp_path / "a.mcap"


def test_the_key_is_made_once_and_only_its_owner_may_read_it(data_folder: Path) -> None:
    assert known_signing_key(data_folder) is None
    key = own_signing_key(data_folder)
    assert own_signing_key(data_folder).public_key == key.public_key
    path = signing_key_path(data_folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"", b"nothing like a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_file_that_is_no_key_is_named_and_left_alone(data_folder: Path, content: bytes) -> None:
    path = signing_key_path(data_folder)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(SharingError, match=r"signing\.pem is not the key"):
        own_signing_key(data_folder)
    assert path.read_bytes() == content


def test_the_words_of_a_key_are_eight_of_256_and_never_change() -> None:
    assert len(set(spoken_words())) == len(spoken_words()) == 256
    assert len({word[:4] for word in spoken_words()}) > 240
    assert spoken_fingerprint(ONE.public_key) == spoken_fingerprint(ONE.public_key)
    assert len(spoken_fingerprint(ONE.public_key).split()) == 8


def test_a_sitting_is_sealed_at_its_end_with_the_own_key(recording: Path, data_folder: Path) -> None:
    seal_at_end(recording)
    seal = parse_seal(seal_path(recording).read_bytes(), "x")
    assert check_seal(seal, recording.read_bytes()) is SealState.INTACT
    assert seal.key == own_signing_key(data_folder).public_key
    assert seal.cut_short_at_s is None


def test_that_a_sitting_cannot_be_sealed_is_said_and_ends_nothing(recording: Path, data_folder: Path) -> None:
    signing_key_path(data_folder).parent.mkdir(parents=True)
    signing_key_path(data_folder).write_text("no key")
    assert "The recording is not sealed." in str(seal_at_end(recording))
    assert not seal_path(recording).exists()


def test_what_a_crash_left_is_offered_until_it_is_sealed_as_cut_short(recording: Path) -> None:
    data = recording.read_bytes()
    recording.write_bytes(data[: len(data) * 2 // 3])
    assert left_open(recording.parent) == ()  # perhaps it is still being written
    os.utime(recording, (1e9, 1e9))
    assert left_open(recording.parent) == (recording,)
    assert seal_recording(recording).cut_short_at_s is not None
    assert left_open(recording.parent) == ()


def test_what_was_closed_and_what_is_no_recording_is_not_offered(recording: Path) -> None:
    (recording.parent / "b.mcap").write_bytes(b"something else")
    for path in recording.parent.glob("*.mcap"):
        os.utime(path, (1e9, 1e9))
    assert left_open(recording.parent) == ()


def test_a_sealed_recording_is_said_to_be_good(recording: Path, command_line: CommandLine) -> None:
    assert command_line.call("seal", recording).code == 0
    said = command_line.call("verify", recording, "--json", recording.with_suffix(".json"))
    assert said.code == 0
    assert "Sealed on this computer" in said.out
    found = json.loads(recording.with_suffix(".json").read_bytes())
    assert [each["good"] for each in found] == [True]


def test_a_seal_is_never_replaced(recording: Path, command_line: CommandLine) -> None:
    command_line.call("seal", recording)
    before = seal_path(recording).read_bytes()
    assert command_line.call("seal", recording).is_one_clear_line
    assert seal_path(recording).read_bytes() == before


def test_one_worker_and_many_find_the_same_and_anything_wrong_ends_in_1(
    recording: Path, command_line: CommandLine
) -> None:
    data = recording.read_bytes()
    cut = recording.with_name("b.mcap")
    cut.write_bytes(data[: len(data) // 2])
    seal_path(recording).write_bytes(sealed(data).to_bytes())
    one, many = recording.with_name("one.json"), recording.with_name("many.json")
    files = (recording, cut, recording.with_name("missing.mcap"))
    first = command_line.call("verify", *files, "--workers", 1, "--json", one)
    second = command_line.call("verify", *files, "--workers", 2, "--json", many)
    assert (first.code, second.code) == (1, 1)
    assert one.read_bytes() == many.read_bytes()
    assert [each["good"] for each in json.loads(one.read_bytes())] == [True, False, False]


def test_a_seal_goes_with_its_sitting_and_the_key_with_everything(recording: Path, data_folder: Path) -> None:
    seal_at_end(recording)
    forget_sittings([recording])
    assert not seal_path(recording).exists()
    forget_everything(data_folder)
    assert not signing_key_path(data_folder).parent.exists()
