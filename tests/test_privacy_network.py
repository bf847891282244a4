"""Nothing leaves this computer: no command looks up a name or speaks to anything but loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from benchmarks.no_network import commands
from gazetrainer.adapters.no_calls_home import keep_mediapipe_at_home
from gazetrainer.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
TRACKED = """
import sys
import numpy as np
from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.frame import Frame
from pathlib import Path
with MediaPipeTracker(find_face_model(None, data_folder=Path("nowhere")).path) as tracker:
    tracker.observe(Frame(0, 0.0, np.zeros((480, 640, 3), np.uint8)))
"""
LISTENED_TO = """
import json, sys
said, done = [], []
ASKS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto", "socket.bind")
def hear(event, about):
    if event in ASKS:
        said.append(f"{done} {event} {about[1:]}")
sys.addaudithook(hear)
from gazetrainer.cli import main
for command in json.loads(sys.argv[1]):
    sys.argv[1:] = command
    try:
        main()
    except SystemExit as ended:
        assert ended.code in (0, 1, None), command
    done.append(command[0])
assert not said, said
"""
COMMANDS = (
    ("doctor",),
    ("plan", "check", str(SAMPLES / "plans" / "sample.toml")),
    ("report", "recording.mcap"),
    ("share", "recording.mcap", "--unencrypted", "-o", "sitting.zip"),
)


def commands_of(program: Any, words: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    within = getattr(program, "commands", {})
    return set().union(*(commands_of(each, (*words, name)) for name, each in within.items())) if within else {words}


def test_every_command_of_the_program_is_watched_for_what_it_speaks_to(tmp_path):
    watched = {each.words for each in commands(tmp_path)}
    every = commands_of(get_command(app))
    assert {words for words in every if not any(each[: len(words)] == words for each in watched)} == set()


def test_commands_ask_for_no_address_at_all(tmp_path):
    shutil.copy(SAMPLES / "recording.mcap", tmp_path)
    asked = (sys.executable, "-c", LISTENED_TO, json.dumps(COMMANDS))
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr[-500:]) == (0, "")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace sees what native code sends; CI installs it")
def test_the_face_tracker_tells_its_maker_nothing(tmp_path):
    trace = tmp_path / "trace.txt"
    watched = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace))
    subprocess.run((*watched, sys.executable, "-c", TRACKED), cwd=tmp_path, check=True, capture_output=True)
    spoken = [line for line in trace.read_text(errors="replace").splitlines() if "AF_INET" in line]
    assert [line for line in spoken if '"127.0.0.1"' not in line and '"::1"' not in line] == []
    assert "googleapis" not in trace.read_text(errors="replace")


def test_a_proxy_of_the_person_s_own_does_not_carry_it_either(monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    keep_mediapipe_at_home()
    assert {os.environ[name] for name in ("https_proxy", "HTTPS_PROXY")} == {"http://127.0.0.1:9"}
    assert {os.environ[name] for name in ("no_proxy", "NO_PROXY")} == {""}
