"""Whether a file that carries its final name is whole, by what its kind of file promises."""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
import wave
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Final

import av
import numpy as np

from gazetrainer.errors import RecordingError
from gazetrainer.recording import read_recording

_AGE: Final = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_KEY: Final = re.compile(r"(# age1\w+\nAGE-SECRET-KEY-\w{50,}|age1\w{50,})\n")
_DAMAGED: Final = (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error, wave.Error, sqlite3.Error)


def is_whole(path: Path) -> bool:
    """Whether nothing of a file is missing; a recording may end early, but opens. Raises KeyError for a new kind."""
    read = _READ[path.suffix]
    try:
        return read(path)
    except (*_DAMAGED, RecordingError, av.FFmpegError):
        return False


def _recording(path: Path) -> bool:
    """One that was killed before its first second is empty, or holds no header yet; nothing was in it to lose."""
    if path.stat().st_size == 0:
        return True
    read_recording(path)
    return True


def _text(path: Path, ending: str = "\n") -> bool:
    return path.read_text(encoding="utf-8").endswith(ending)


def _film(path: Path) -> bool:
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        return 0 < stream.frames == sum(1 for packet in film.demux(stream) if packet.pts is not None)


def _sound(path: Path) -> bool:
    with wave.open(str(path)) as sound:
        return len(sound.readframes(sound.getnframes())) == sound.getnframes() * 4 > 0


def _package(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        return package.testzip() is None


def _locked(path: Path) -> bool:
    """The last piece of an age file is authenticated: what opens is whole. Here its key is beside it."""
    from pyrage import decrypt, passphrase, x25519  # noqa: PLC0415  (native, and only here)

    data = path.read_bytes()
    if data.startswith(_AGE[1]):
        return bool(passphrase.decrypt(data, "quite a long passphrase"))
    keys = [line for file in path.parent.rglob("age-key-*.txt") for line in file.read_text().splitlines()]
    return bool(decrypt(data, [x25519.Identity.from_str(line) for line in keys if line.startswith("AGE-")]))


def _numbers(path: Path) -> bool:
    with np.load(path, allow_pickle=False) as arrays:
        return all(arrays[name].size >= 0 for name in arrays)


def _database(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as database:
        return bool(database.execute("pragma integrity_check").fetchone() == ("ok",))


_READ: Final[Mapping[str, Callable[[Path], bool]]] = MappingProxyType(
    {
        ".json": lambda path: json.loads(path.read_text(encoding="utf-8")) is not None,
        ".seal": lambda path: json.loads(path.read_text(encoding="utf-8")) is not None,
        ".answer": lambda path: json.loads(path.read_text(encoding="utf-8")) is not None,
        ".decided": lambda path: json.loads(path.read_text(encoding="utf-8")) is not None,
        ".toml": lambda path: bool(tomllib.loads(path.read_text(encoding="utf-8"))),
        ".html": lambda path: path.read_text(encoding="utf-8").rstrip().endswith("</html>"),
        ".svg": lambda path: path.read_text(encoding="utf-8").rstrip().endswith("</svg>"),
        ".txt": lambda path: "age-key" not in path.name or bool(_KEY.fullmatch(path.read_text())),
        ".key": lambda path: bool(_KEY.fullmatch(path.read_text())),
        ".pem": lambda path: _text(path, "-----END PRIVATE KEY-----\n"),
        ".gz": lambda path: bool(zlib.decompress(path.read_bytes(), 31)),
        ".page": lambda path: bool(zlib.decompress(path.read_bytes())),
        ".mcap": _recording,
        ".csv": _text,
        ".tsv": _text,
        ".md": _text,
        "": _text,
        ".mp4": _film,
        ".wav": _sound,
        ".zip": _package,
        ".age": _locked,
        ".npz": _numbers,
        ".sqlite": _database,
    }
)
