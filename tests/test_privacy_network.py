"""Nothing leaves this computer: no command looks up a name or speaks to anything but loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gazetrainer.adapters.no_calls_home import keep_mediapipe_at_home

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
    ("report", str(SAMPLES / "recording.mcap"), "-o", "report.html"),
    ("share", str(SAMPLES / "recording.mcap"), "--unencrypted", "-o", "sitting.zip"),
)


def test_commands_ask_for_no_address_at_all(tmp_path):
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
