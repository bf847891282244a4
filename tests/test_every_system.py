"""The program runs on Windows and macOS, too: what only POSIX has is guarded, devices open as each system does it."""

from __future__ import annotations

import ast
import errno
import functools
import os
import re
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from rooms_helpers import finish

from gazetrainer.adapters.camera_backends import backends, open_through
from gazetrainer.adapters.clock import clock_of
from gazetrainer.adapters.machine import Machine, gather_findings
from gazetrainer.adapters.picture_folder import PictureFolder
from gazetrainer.adapters.private_file import write_private
from gazetrainer.cli.places import profile_path
from gazetrainer.doctor import FindingState
from gazetrainer.errors import OutputError
from gazetrainer.file_name import is_plain
from gazetrainer.history.index import read_history

ROOT = Path(__file__).resolve().parent.parent
FILES = [path for package in ("gazetrainer", "targets", "calibration") for path in (ROOT / package).rglob("*.py")]
FOLDERS = ("gazetrainer", "targets", "calibration", "samples", "tests", "docs", "benchmarks", "packaging")
POSIX_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
POSIX_CALLS = {
    "os": {
        "chown", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getloadavg", "getpgid",
        "getuid", "killpg", "lchown", "mkfifo", "mknod", "nice", "openpty", "posix_fallocate", "sched_getaffinity",
        "sched_setaffinity", "setsid", "statvfs", "sync", "sysconf", "uname", "wait", "O_CLOEXEC", "O_DIRECTORY",
        "O_NOFOLLOW", "O_SYNC",
    },
    "signal": {"SIGALRM", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGSTOP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "alarm"},
    "time": {"tzset"},
}  # fmt: skip
# It stands under `sys.platform`, beside what Windows has instead.
GUARDED_IMPORTS = {("gazetrainer/adapters/own_ground.py", "fcntl")}
# Each stands in a `suppress(AttributeError)`.
GUARDED_CALLS = {("gazetrainer/adapters/desk/reading.py", "os.nice")}
POSIX_PLACES = re.compile(r"^/(dev|etc|proc|run|sys|tmp|usr|var)(/|$)")
# strftime's "%-d" is glibc's; d3 knows it everywhere.
GLIBC_DATES = re.compile(r"%-[deHIjmMSyY]")
DATES_FOR_D3 = {"gazetrainer/review/plotly_figure.py"}


class FakeDevice:
    def __init__(self, *, opens: bool) -> None:
        self._opens = opens
        self.released = False

    def isOpened(self) -> bool:  # noqa: N802
        return self._opens

    def release(self) -> None:
        self.released = True


def test_nothing_imports_what_only_posix_has() -> None:
    assert {found for path in FILES for found in _imports(path) if found[1] in POSIX_MODULES} == GUARDED_IMPORTS


def test_what_only_posix_has_is_called_in_adapters_alone_and_guarded() -> None:
    called = {(_name(path), name) for path in FILES for name in _posix_calls(path)}
    assert called == GUARDED_CALLS


def test_places_that_only_posix_has_are_known_to_adapters_alone() -> None:
    knowing = {_name(path) for path in FILES if any(POSIX_PLACES.match(text) for text in _texts(path))}
    assert {name for name in knowing if not name.startswith("gazetrainer/adapters/")} == set()


def test_dates_are_not_written_in_the_way_of_one_system() -> None:
    writing = {_name(path) for path in FILES if any(GLIBC_DATES.search(text) for text in _texts(path))}
    assert writing <= DATES_FOR_D3


def test_text_files_say_their_encoding_so_that_no_system_chooses_it() -> None:
    assert [f"{_name(path)}:{line}" for path in FILES for line in _without_encoding(path)] == []


def test_a_file_that_is_opened_by_its_number_is_binary_on_windows() -> None:
    flagged = [path for path in FILES if "os.O_CREAT" in path.read_text(encoding="utf-8")]
    assert flagged
    assert [_name(path) for path in flagged if '"O_BINARY"' not in path.read_text(encoding="utf-8")] == []


def test_windows_can_lay_every_file_of_the_tree_beside_the_others() -> None:
    paths = [path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    assert [path for path in paths if not is_plain(path.name.lstrip("."))] == []
    assert len({path.as_posix().casefold() for path in paths}) == len(paths)
    assert max(len(path.as_posix()) for path in paths) < 150


@pytest.mark.parametrize("name", ["Zoë 2", "عل\u200cرضا", "眼", "Ana.B", "Conny", "com port"])
def test_a_name_that_every_system_takes_is_taken(name: str) -> None:
    assert profile_path(name).name == f"{name}.json"


@pytest.mark.parametrize(
    "name",
    ["con", "CON.2", "nul ", "LPT1", "com¹", "Ana: left", "a?", "a|b", "Ana.", "a\\b", "..", "\u200d", "a\nb"],
)
def test_a_name_that_leads_elsewhere_on_some_system_is_refused_on_all(name: str) -> None:
    with pytest.raises(OutputError, match="cannot be the name of a file"):
        profile_path(name)


def test_a_clock_of_every_system_tells_two_pictures_apart() -> None:
    assert clock_of("win32") is time.perf_counter
    assert {clock_of(system)() > 0 for system in ("linux", "darwin", "freebsd14")} == {True}


def test_a_key_is_kept_where_files_have_one_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_private(tmp_path / "keys" / "key", b"first")
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "keys" / "key", b"second")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "keys").iterdir()] == [("key", b"first")]


def test_a_drive_that_is_not_there_is_told_by_the_doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "exists", lambda _path: False)
    found = gather_findings(data_folder=tmp_path, machine=Machine("win32", {}))
    assert next(each for each in found if each.topic == "data_folder").state is FindingState.MISSING


def test_hidden_files_that_macos_lays_beside_others_are_passed_over(tmp_path: Path) -> None:
    for name in ("sitting.mcap", "._sitting.mcap"):
        (tmp_path / name).write_bytes(b"none")
    cv2.imwrite(str(tmp_path / "eye.png"), np.zeros((4, 4, 3), np.uint8))
    (tmp_path / "._eye.png").write_bytes(b"none")
    entries, _progress = finish(read_history(tmp_path, tmp_path / "index.json"))
    assert [entry.file for entry in entries] == ["sitting.mcap"]
    with PictureFolder(tmp_path) as folder:
        assert len(list(folder.frames())) == 1


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("linux", (cv2.CAP_V4L2,)),
        ("darwin", (cv2.CAP_AVFOUNDATION,)),
        ("win32", (cv2.CAP_DSHOW, cv2.CAP_MSMF)),
        ("freebsd14", (cv2.CAP_ANY,)),
    ],
)
def test_a_camera_is_opened_through_its_systems_own_interface(system: str, expected: tuple[int, ...]) -> None:
    assert backends(system) == expected


def test_a_camera_that_directshow_does_not_know_is_opened_through_media_foundation() -> None:
    devices = {cv2.CAP_DSHOW: FakeDevice(opens=False), cv2.CAP_MSMF: FakeDevice(opens=True)}
    assert open_through(devices.__getitem__, "win32") is devices[cv2.CAP_MSMF]
    assert devices[cv2.CAP_DSHOW].released


def test_a_camera_that_is_open_is_not_opened_a_second_time() -> None:
    tried: list[int] = []

    def open_one(backend: int) -> FakeDevice:
        tried.append(backend)
        return FakeDevice(opens=True)

    open_through(open_one, "win32")
    assert tried == [cv2.CAP_DSHOW]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            found += [(_name(path), alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((_name(path), node.module))
            found += [(_name(path), "posix") for each in node.names if each.name in POSIX_CALLS.get(node.module, ())]
    return found


def _posix_calls(path: Path) -> list[str]:
    return [
        f"{node.value.id}.{node.attr}"
        for node in _nodes(path)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in POSIX_CALLS.get(node.value.id, ())
    ]


def _texts(path: Path) -> list[str]:
    return [node.value for node in _nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _without_encoding(path: Path) -> list[int]:
    lines: list[int] = []
    for node in _nodes(path):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        # An installed package's own `read_text` takes a name and knows its encoding.
        is_text = (
            name == "write_text"
            or (name == "read_text" and not node.args)
            or (name in {"open", "fdopen"} and _is_text_mode(node))
        )
        if is_text and not any(each.arg == "encoding" for each in node.keywords):
            lines.append(node.lineno)
    return lines


def _is_text_mode(call: ast.Call) -> bool:
    # A path's own `open` takes the mode first; that of a module (av, tarfile) takes a name before it.
    at = 0 if isinstance(call.func, ast.Attribute) and call.func.attr == "open" else 1
    mode = call.args[at].value if len(call.args) > at and isinstance(call.args[at], ast.Constant) else ""
    return isinstance(mode, str) and re.fullmatch(r"[rwax]\+?t?", mode) is not None


@functools.cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"), os.fspath(path))))
