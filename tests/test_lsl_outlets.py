"""What other programs get over Lab Streaming Layer while somebody practises."""

import json
import math
import os
import re
import shutil
import subprocess
import sys

import pytest
from recording_helpers import sample

from gazetrainer.adapters.lsl_outlets import CHANNELS, GAZE_NAME, MARKERS_NAME, LslOutlets, marker
from gazetrainer.check_in import CheckIn, When
from gazetrainer.events import CheckedIn, HoldStarted, Place, Verdict, VerdictChanged
from gazetrainer.gaze import GapReason, GazeGap

SOURCE = f"gazetrainer-test-{os.getpid()}"
"""Others in the network may practise just now."""
STREAMED = """
import time
from gazetrainer.adapters.lsl_outlets import LslOutlets
from gazetrainer.gaze import GapReason, GazeGap
outlets = LslOutlets("gazetrainer-strace")
for number in range(10):
    outlets.on_gaze(GazeGap(number / 10, GapReason.BLINK))
    time.sleep(0.1)
"""
NEEDS = "pylsl finds no liblsl on this machine; install it as docs/exports.md says"


@pytest.fixture(scope="module")
def lsl():
    return pytest.importorskip("pylsl", reason=NEEDS, exc_type=(ImportError, RuntimeError))


@pytest.fixture
def outlets(lsl):
    return LslOutlets(SOURCE)


def inlet(lsl, source, name):
    found = lsl.resolve_byprop("source_id", source, timeout=20.0)
    assert [one.name() for one in found] == [name]
    one = lsl.StreamInlet(found[0])
    one.open_stream(timeout=20.0)
    return one


def test_an_inlet_reads_direction_doubt_and_validity(lsl, outlets):
    reader = inlet(lsl, SOURCE, GAZE_NAME)
    outlets.on_gaze(sample(2.0, -10.5, 8.25))
    outlets.on_gaze(GazeGap(2.5, GapReason.BLINK))
    (told, first_s), (gap, then_s) = (reader.pull_sample(timeout=20.0) for _ in range(2))
    assert told == [-10.5, 8.25, 1.5, 1.0]
    assert gap[3] == 0.0
    assert all(math.isnan(value) for value in gap[:3])
    assert then_s - first_s == pytest.approx(0.5, abs=1e-6)


def test_units_and_signs_stand_in_the_description(lsl, outlets):
    about = inlet(lsl, SOURCE, GAZE_NAME).info(timeout=20.0)
    channel = about.desc().child("channels").child("channel")
    labels, meanings = [], []
    while not channel.empty():
        labels.append((channel.child_value("label"), channel.child_value("unit")))
        meanings.append(channel.child_value("meaning"))
        channel = channel.next_sibling()
    assert labels == [(each.label, each.unit) for each in CHANNELS]
    assert "+ is the person's right" in meanings[0]
    assert "+ is up" in meanings[1]


def test_an_event_is_a_marker_with_its_place(lsl, outlets):
    reader = inlet(lsl, f"{SOURCE}-markers", MARKERS_NAME)
    outlets.on_event(HoldStarted(1.0, Place(2, 1)))
    text, _time_s = reader.pull_sample(timeout=20.0)
    assert json.loads(text[0]) == {"kind": "HoldStarted", "hold": 2, "repetition": 1}


def test_no_word_of_the_person_is_sent():
    said = CheckedIn(1.0, When.BEFORE, CheckIn(dizziness=3, thoughts="my secret"))
    assert json.loads(marker(said)) == {"kind": "CheckedIn"}
    told = json.loads(marker(VerdictChanged(1.0, Verdict.CANNOT_TELL, GapReason.BLINK)))
    assert told == {"kind": "VerdictChanged", "verdict": "cannot_tell", "reason": "blink"}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace sees what native code sends; CI installs it")
def test_streams_are_announced_on_this_computer_alone(lsl, tmp_path, monkeypatch):
    monkeypatch.delenv("LSLAPICFG", raising=False)
    trace = tmp_path / "trace.txt"
    watched = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(trace))
    subprocess.run((*watched, sys.executable, "-c", STREAMED), cwd=tmp_path, check=True, capture_output=True)
    told = trace.read_text(errors="replace")
    sent = re.findall(r"(?:connect|sendto|sendmsg|sendmmsg)\(.*inet_(?:addr|pton)\(([^)]+)\)", told)
    assert set(sent) <= {'"127.0.0.1"'}
    assert "bind(" in told
    assert "ADD_MEMBERSHIP" not in told
