"""`share` and `open`, as the client and the practitioner meet them."""

from __future__ import annotations

import os
import stat

import pytest
from cli_helpers import CommandLine
from sharing_helpers import small_recording, zip_of

from gazetrainer.adapters.age_package import encrypt
from gazetrainer.cli.keys import own_keys
from gazetrainer.sharing import LARGEST_BYTES

NO_ONE = "age1" + "q" * 58


@pytest.fixture
def line(capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return CommandLine(capfd, monkeypatch)


@pytest.fixture
def key(line):
    return line.call("key", "make").out.splitlines()[1]


def sealed_to(key, data, path):
    plain = path.with_suffix(".plain")
    plain.write_bytes(data)
    with plain.open("rb") as inside, path.open("wb") as output:
        encrypt(inside, output, public_key=key)
    return path


def test_a_sitting_goes_from_one_computer_to_another(line, key, tmp_path):
    recording = small_recording(tmp_path / "monday.mcap", practitioner_key=key)
    assert line.call("seal", recording).code == 0
    (tmp_path / "monday.notes.txt").write_text("tired")
    sent = line.call("share", recording)
    assert sent.code == 0, sent.err
    assert "monday.zip.age (0.1 MB)" in sent.out
    assert key in sent.out
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["monday.zip.age"]
    got = line.call("open", "monday.zip.age")
    assert got.code == 0, got.err
    folder = tmp_path / "out" / "monday"
    assert (folder / "monday.mcap").read_bytes() == recording.read_bytes()
    assert (folder / "monday.notes.txt").read_text() == "tired"
    assert (folder / "monday.mcap.seal").read_bytes() == (tmp_path / "monday.mcap.seal").read_bytes()
    assert "Unchanged since it was sealed" in got.out
    assert "Three positions" in (folder / "monday.html").read_text()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert line.call("open", "monday.zip.age").is_one_clear_line


def test_the_report_is_made_of_the_recording_and_not_of_what_was_sent(line, key, tmp_path):
    recording = small_recording(tmp_path / "monday.mcap")
    (tmp_path / "monday.html").write_text("<script>elsewhere()</script>")
    assert line.call("share", recording, "--to", key).code == 0
    line.call("open", "monday.zip.age", "--folder", "there")
    assert "elsewhere" not in (tmp_path / "out" / "there" / "monday.html").read_text()


def test_a_seal_that_does_not_fit_is_said(line, key, tmp_path):
    recording = small_recording(tmp_path / "monday.mcap")
    line.call("seal", recording)
    recording.unlink()
    small_recording(recording, title="Another sitting")
    line.call("share", recording, "--to", key)
    got = line.call("open", "monday.zip.age")
    assert got.code == 1
    assert "changed after it was sealed" in got.out


def test_forgetting_everything_takes_the_keys_along(line, key):
    assert "the keys that open what is sent to you" in line.call("forget", "--everything").out
    assert line.call("key", "show").is_one_clear_line


def test_a_recording_without_a_report_goes_all_the_same(line, key, tmp_path):
    recording = small_recording(tmp_path / "monday.mcap", title=["of another version"])
    sent = line.call("share", recording, "--to", key)
    assert "Without a report" in sent.out
    assert sent.code == 0
    assert line.call("open", "monday.zip.age").is_one_clear_line
    assert (tmp_path / "out" / "monday" / "monday.mcap").read_bytes() == recording.read_bytes()


def test_a_key_comes_from_a_file_as_well(line, key, tmp_path):
    (tmp_path / "key.txt").write_text(f"{key}\n")
    assert line.call("share", small_recording(tmp_path / "monday.mcap"), "--to", tmp_path / "key.txt").code == 0


@pytest.mark.parametrize("to", [(), ("--to", "me"), ("--to", NO_ONE)])
def test_without_a_key_nothing_is_written(line, tmp_path, to):
    assert line.call("share", small_recording(tmp_path / "monday.mcap"), *to).is_one_clear_line
    assert list((tmp_path / "out").iterdir()) == []


def test_another_persons_package_does_not_open(line, key, tmp_path, monkeypatch):
    line.call("share", small_recording(tmp_path / "monday.mcap"), "--to", key)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    assert "gazetrainer key make" in line.call("open", "monday.zip.age").err
    line.call("key", "make")
    refused = line.call("open", "monday.zip.age")
    assert refused.is_one_clear_line
    assert "another key than yours" in refused.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["monday.zip.age"]


def test_what_is_not_encrypted_is_only_opened_when_asked(line, tmp_path):
    line.call("share", small_recording(tmp_path / "monday.mcap"), "--unencrypted")
    refused = line.call("open", "monday.zip")
    assert refused.is_one_clear_line
    assert "not encrypted" in refused.err
    assert not (tmp_path / "out" / "monday").exists()
    assert line.call("open", "monday.zip", "--unencrypted").code == 0


@pytest.mark.parametrize("place", [0, 100, 300, -1])
def test_a_damaged_package_is_told_in_one_line_and_leaves_nothing(line, key, tmp_path, place):
    line.call("share", small_recording(tmp_path / "monday.mcap"), "--to", key)
    package = tmp_path / "out" / "monday.zip.age"
    data = bytearray(package.read_bytes())
    data[place] ^= 1
    package.write_bytes(data)
    assert line.call("open", package).is_one_clear_line
    assert [path.name for path in (tmp_path / "out").iterdir()] == [package.name]


def test_a_package_with_a_way_out_of_its_folder_is_refused(line, key, tmp_path):
    package = sealed_to(key, zip_of(("../escaped.mcap", b"")), tmp_path / "out" / "bad.zip.age")
    assert line.call("open", package, "--folder", tmp_path / "out" / "deep" / "there").is_one_clear_line
    assert list(tmp_path.rglob("escaped*")) == []


def test_a_file_larger_than_any_package_is_refused_unread(line, key, tmp_path):
    huge = tmp_path / "huge.zip.age"
    with huge.open("wb") as file:
        file.write(b"age-encryption.org/v1\n")
        os.truncate(huge, 5 * LARGEST_BYTES)  # a hole: it takes no room
    refused = line.call("open", huge)
    assert refused.is_one_clear_line
    assert "larger than 2 GB" in refused.err


def test_what_is_no_recording_says_so_and_is_kept_for_a_look(line, key, tmp_path):
    package = sealed_to(key, zip_of(("monday.mcap", b"no recording")), tmp_path / "out" / "bad.zip.age")
    assert line.call("open", package).is_one_clear_line
    assert not (tmp_path / "out" / "bad" / "monday.html").exists()


@pytest.mark.parametrize("file", ["missing.age", ".", "plain.txt"])
def test_what_is_no_package_is_told_in_one_line(line, file):
    with open("plain.txt", "w", encoding="utf-8") as text:
        text.write("Dear colleague")
    assert line.call("open", file).is_one_clear_line


def test_keys_lie_in_the_data_folder(line, key, tmp_path):
    assert own_keys().folder == tmp_path / "data" / "gazetrainer" / "keys"
