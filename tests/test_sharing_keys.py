"""Keys: made once, theirs alone who made them, brought back with a passphrase."""

from __future__ import annotations

import io
import stat

import pyrage
import pytest
from cli_helpers import CommandLine
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.adapters.age_key import AgeKeys, public_key_in, unlocked
from gazetrainer.adapters.age_package import decrypt, encrypt
from gazetrainer.errors import OutputError, SharingError

PASSPHRASE = "four or five words"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    keys = AgeKeys(tmp_path_factory.mktemp("somebody") / "keys")
    keys.make()
    return keys


@pytest.fixture
def line(capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return CommandLine(capfd, monkeypatch)


def encrypted_to(key, content):
    output = io.BytesIO()
    encrypt(io.BytesIO(content), output, public_key=key)
    return output.getvalue()


def decrypted_with(keys, data):
    output = io.BytesIO()
    decrypt(io.BytesIO(data), output, keys=keys)
    return output.getvalue()


def test_a_key_is_for_its_owner_alone(keys):
    (file,) = keys.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700


def test_what_is_encrypted_to_a_key_opens_with_it_alone(keys, tmp_path):
    other = AgeKeys(tmp_path)
    other.make()
    data = encrypted_to(keys.public, b"recorded")
    assert decrypted_with(keys, data) == b"recorded"
    with pytest.raises(SharingError, match="another key than yours"):
        decrypted_with(other, data)


def test_what_was_sent_to_an_earlier_key_still_opens(tmp_path):
    keys = AgeKeys(tmp_path)
    first = keys.make()
    assert keys.make() == keys.public != first
    assert decrypted_with(keys, encrypted_to(first, b"recorded")) == b"recorded"


def test_a_backup_opens_with_its_passphrase_alone(line, tmp_path, monkeypatch):
    (tmp_path / "words.txt").write_text(f"{PASSPHRASE}\n")
    (tmp_path / "others.txt").write_text("other words altogether\n")
    key = line.call("key", "make").out.splitlines()[1]
    backup = tmp_path / "backup.age"
    assert line.call("key", "backup", backup, "--passphrase-file", tmp_path / "words.txt").code == 0
    assert b"AGE-SECRET-KEY" not in backup.read_bytes()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "new computer"))
    refused = line.call("key", "import", backup, "--passphrase-file", tmp_path / "others.txt")
    assert refused.is_one_clear_line
    assert "passphrase is another one" in refused.err
    assert line.call("key", "show").is_one_clear_line
    assert key in line.call("key", "import", backup, "--passphrase-file", tmp_path / "words.txt").out
    assert line.call("key", "show").out.splitlines()[1] == key


def test_a_short_passphrase_is_refused(keys):
    with pytest.raises(SharingError, match="at least 12"):
        keys.backup("secret")


def test_a_key_is_never_replaced_unasked(line, tmp_path):
    key = line.call("key", "make").out.splitlines()[1]
    assert line.call("key", "make").is_one_clear_line
    assert key in line.call("key", "show").out
    assert key not in line.call("key", "make", "--another").out


def test_the_public_key_is_written_for_others_and_nothing_is_overwritten(line, tmp_path):
    key = line.call("key", "make").out.splitlines()[1]
    assert line.call("key", "export", tmp_path / "key.txt").code == 0
    assert public_key_in((tmp_path / "key.txt").read_text(), "key.txt") == key
    assert line.call("key", "export", tmp_path / "key.txt").is_one_clear_line


def test_a_key_file_of_ages_own_programs_is_taken(keys, tmp_path):
    made = pyrage.x25519.Identity.generate()
    text = f"# created: 2026-11-22T18:00:00Z\n# public key: {made.to_public()}\n{made}\n"
    other = AgeKeys(tmp_path / "keys")
    assert other.take(text, "key.txt") == other.public == str(made.to_public())
    with pytest.raises(SharingError, match="already"):
        other.take(text, "key.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no key"),
        ("age1short", "no key"),
        ("age1" + "q" * 58, "mistyped"),
        (str(pyrage.x25519.Identity.generate()), "secret key"),
        (" ".join(str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)), "more than one key"),
    ],
)
def test_what_is_no_public_key_is_told_apart(text, said):
    with pytest.raises(SharingError, match=said):
        public_key_in(text, "key.txt")


def test_a_full_disk_is_told_as_such(keys):
    class Full(io.RawIOBase):
        def writable(self):
            return True

        def write(self, _data):
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="no space left"):
        encrypt(io.BytesIO(b"recorded"), Full(), public_key=keys.public)


SOMEBODY = pyrage.x25519.Identity.generate()
GOOD = pyrage.encrypt(b"recorded" * 20, [SOMEBODY.to_public()])


@pytest.fixture(scope="module")
def somebody(tmp_path_factory):
    keys = AgeKeys(tmp_path_factory.mktemp("them"))
    keys.take(str(SOMEBODY), "key.txt")
    return keys


@given(data=st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: GOOD[:120] + tail))
def test_no_bytes_raise_anything_but_a_sharing_error(somebody, data):
    for read in (lambda: decrypted_with(somebody, data), lambda: unlocked(data, PASSPHRASE)):
        with pytest.raises(SharingError):
            read()


@given(place=st.integers(0, len(GOOD) - 1), by=st.integers(1, 255))
def test_every_changed_byte_is_noticed(somebody, place, by):
    changed = bytearray(GOOD)
    changed[place] ^= by
    with pytest.raises(SharingError):
        decrypted_with(somebody, bytes(changed))


@given(text=st.binary(max_size=200))
def test_no_key_file_raises_anything_but_a_sharing_error(tmp_path_factory, text):
    with pytest.raises(SharingError):
        AgeKeys(tmp_path_factory.getbasetemp() / "nowhere").take(text.decode("ascii", errors="replace"), "key.txt")
