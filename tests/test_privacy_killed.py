"""What is killed while it is written carries no final name, whichever command wrote it."""

from __future__ import annotations

import os
import shutil
import sys

import numpy as np
import pytest

from benchmarks.killed_commands import killed
from benchmarks.no_network import SAMPLES, asked, prepare
from benchmarks.whole_finals import is_whole
from gazetrainer.adapters.own_ground import owner_only

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX's"),
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),  # since 3.12; the child runs one command
]
PLAN = SAMPLES / "plans" / "sample.toml"
NEW = ("--title", "A plan", "--author", "A practitioner", "--position", "5,5,10")
COMMANDS = {
    "a key": ("key", "make"),
    "a new plan": ("plan", "new", "new.toml", *NEW),
    "a sheet": ("plan", "print", PLAN, "--output", "sheet.html"),
    "findings": ("verify", "recording.mcap", "--json", "findings.json"),
}


@pytest.fixture
def places(tmp_path):
    with owner_only():
        for name in ("place", "kept"):
            (tmp_path / name).mkdir()
        prepare(tmp_path / "place")
    return tmp_path / "place", tmp_path / "kept"


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_what_is_killed_while_it_is_written_carries_no_final_name(places, words):
    found = list(killed(asked(*words), *places, kills=2, random=np.random.default_rng(len(words))))
    assert [each for each in found if not each.is_good] == []
    assert not all(each.is_late for each in found)


@pytest.mark.parametrize("name", ["recording.mcap.seal", "profile.json", "plans/sample.toml"])
def test_half_of_a_file_is_told_from_all_of_it(tmp_path, name):
    path = tmp_path / os.path.basename(name)
    shutil.copy(SAMPLES / name, path)
    assert is_whole(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert not is_whole(path)
