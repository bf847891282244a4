"""What the program writes is its owner's alone, and what a killed run left is gone after the next start."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from cli_helpers import CommandLine

from gazetrainer.adapters.own_ground import own_ground, owner_only
from gazetrainer.cli.places import cache_folder, data_folder, profile_path
from gazetrainer.whole_file import whole

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights of this kind are those of POSIX")
RUN = (sys.executable, "-c", "from gazetrainer.cli import main; main()")
WRITE_AND_WAIT = """
import sys, tempfile, time
from pathlib import Path
from gazetrainer.adapters.own_ground import own_ground
from gazetrainer.whole_file import whole
cache, data = Path(sys.argv[1]), Path(sys.argv[2])
with own_ground(cache, data), whole(data / "report.html") as waiting, tempfile.TemporaryDirectory() as passing:
    waiting.write_text("half")
    (Path(passing) / "unpacked.mcap").write_text("half")
    print("writing", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def run(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch).call


@pytest.fixture
def other_run(tmp_path):
    """A run of the program in the middle of writing; its process."""
    (tmp_path / "data").mkdir()
    command = (sys.executable, "-c", WRITE_AND_WAIT, str(tmp_path / "cache"), str(tmp_path / "data"))
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == b"writing"
        yield process
        process.kill()


@pytest.fixture(params=[0o022, 0o000], ids=["umask 022", "umask 000"])
def generous_system(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def files_in(*folders):
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name != "in-use"]


def open_to_others(*folders):
    every = [each for folder in folders for each in (folder, *folder.rglob("*"))]
    return [each for each in every if stat.S_IMODE(each.stat().st_mode) & 0o077]


@ON_POSIX
def test_what_commands_write_can_be_read_by_its_owner_alone(run, tmp_path, monkeypatch, generous_system):
    own = tmp_path / "own"
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(own / name))
    out, recording = own / "out", own / "out" / "sitting.mcap"
    with owner_only():
        out.mkdir(parents=True)
    recording.write_bytes((SAMPLES / "recording.mcap").read_bytes())
    recording.chmod(0o600)
    commands = (
        ("key", "make"),
        ("key", "export", out / "me.key"),
        ("seal", recording),
        ("report", recording),
        ("export", recording, "--format", "csv", "-o", out / "csv"),
        ("plan", "new", out / "plan.toml", "--title", "A", "--author", "B", "--position", "5,5,10"),
        ("share", recording, "--to", out / "me.key", "-o", out / "package.age"),
        ("open", out / "package.age", "--folder", out / "opened"),
        ("answer", recording, "--accept", "--name", "B", "--to", out / "me.key", "-o", out / "answer.age"),
        ("verify", recording, "--json", out / "findings.json"),
    )
    said = {" ".join(map(str, command)): run(*command) for command in commands}
    assert {command: each.err for command, each in said.items() if each.code} == {}
    assert len(files_in(own)) > len(commands)
    assert open_to_others(own) == []


@ON_POSIX
def test_profiles_settings_notes_and_desks_are_written_under_the_same_rule(tmp_path, generous_system):
    with owner_only(), own_ground(tmp_path / "cache", tmp_path / "data"):
        for name in ("profiles/anna.json", "settings.json", "recordings/index.json", "film.mp4"):
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with whole(path) as waiting:
                waiting.write_text("{}")
        with tempfile.NamedTemporaryFile() as passing:
            assert open_to_others(Path(passing.name).parent) == []
    assert open_to_others(tmp_path / "cache", tmp_path / "data") == []


@ON_POSIX
def test_the_system_s_habit_is_the_same_afterwards(generous_system):
    before = os.umask(0)
    os.umask(before)
    with owner_only():
        pass
    assert os.umask(before) == before


def test_what_a_killed_run_left_is_gone_after_the_next_start(tmp_path, other_run):
    recording = tmp_path / "data" / "sitting-2026-01-05-101500.mcap"
    recording.write_bytes(b"cut short")
    assert len(files_in(tmp_path)) == 3
    other_run.kill()
    other_run.wait()
    with own_ground(tmp_path / "cache", tmp_path / "data"):
        pass
    assert files_in(tmp_path) == [recording]


@ON_POSIX
def test_nothing_of_a_run_that_is_still_at_work_is_removed(tmp_path, other_run):
    before = files_in(tmp_path)
    for _ in range(2):
        with own_ground(tmp_path / "cache", tmp_path / "data"):
            pass
    assert files_in(tmp_path) == before
    assert len(before) == 2


def test_folders_that_cannot_be_written_keep_nobody_from_working(tmp_path):
    (tmp_path / "a_file").write_text("")
    with own_ground(tmp_path / "a_file" / "cache", tmp_path / "nowhere"):
        assert tempfile.gettempdir()


def test_temporary_files_are_gone_when_the_program_ends_well(run, tmp_path):
    assert run("doctor").code in (0, 1)
    assert files_in(cache_folder() / "passing") == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("later_s", [0.5])
def test_a_film_that_is_killed_leaves_nothing_under_its_name(tmp_path, later_s):
    film = tmp_path / "film.mp4"
    asked = ("replay", str(SAMPLES / "recording.mcap"), "--film", str(film), "--size", "640x360", "--volume", "0")
    process = subprocess.Popen((*RUN, *asked), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (tmp_path / "film.mp4.part").exists() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(later_s)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4.part"]


def test_an_unpacking_that_was_killed_does_not_stand_in_the_way_of_the_next(run, tmp_path):
    recording = shutil.copy(SAMPLES / "recording.mcap", tmp_path)  # its report comes beside it
    assert run("share", recording, "--unencrypted", "-o", tmp_path / "it.zip").code == 0
    folder = tmp_path / "opened"
    folder.mkdir()
    (folder / "recording.mcap.part").write_text("half")
    assert run("open", tmp_path / "it.zip", "--folder", folder, "--unencrypted").code == 0
    assert "recording.mcap.part" not in [path.name for path in folder.iterdir()]


def test_profiles_lie_where_leftovers_are_looked_for():
    assert data_folder() in profile_path("Anna").parents
