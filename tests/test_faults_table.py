"""The table of faults names tests that exist; and what a machine does to a whole program."""

import ast
import os
import re
import signal
from math import inf
from pathlib import Path

import numpy as np
import pytest

from gazetrainer.cli.interrupts import interrupts
from gazetrainer.events import CameraFound, CameraLost, Command
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.flows.asked import CameraWatch
from gazetrainer.frame import Frame
from gazetrainer.loop import CameraState, Moment

TESTS = Path(__file__).parent
TABLE = (TESTS.parent / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_every_test_that_the_table_names_exists():
    named = set(re.findall(r"`(test_\w+)`", TABLE))
    there = {
        each.name
        for path in TESTS.glob("test_*.py")
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.FunctionDef)
    }
    assert len(named) > 15
    assert named - there == set()


def moment(time_s):
    return Moment(Frame(0, time_s, np.zeros((2, 2, 3), np.uint8)), NoFace(time_s, NoFaceReason.NO_FACE))


def test_an_hour_with_the_lid_closed_is_a_pause_and_nothing_of_it_is_judged():
    watch = CameraWatch()
    assert [len(watch.with_silence_told(moment(time_s))) for time_s in (10.0, 10.1)] == [1, 1]
    told = watch.with_silence_told(moment(3610.0))
    assert [each.camera for each in told] == [CameraState.GONE] * 3 + [CameraState.HERE]
    assert [round(each.time_s, 2) for each in told] == [10.2, 3609.8, 3609.9, 3610.0]
    (lost,), asked = watch.push(told[0], is_paused=False)
    assert (lost, asked) == (CameraLost(10.2), (Command.PAUSE_OR_GO_ON,))
    (found,), asked = watch.push(told[-1], is_paused=True)
    assert isinstance(found, CameraFound)
    assert found.gone_s == pytest.approx(3599.8)
    assert asked == (Command.PAUSE_OR_GO_ON,)


def test_pictures_that_come_slowly_are_no_silence():
    watch = CameraWatch()
    assert watch.before_s == inf
    assert all(len(watch.with_silence_told(moment(time_s))) == 1 for time_s in (0.0, 1.0, 2.5, 4.4))


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal")
def test_a_closed_terminal_ends_a_sitting_as_ctrl_c_does():
    with interrupts() as interrupted:
        assert not interrupted()
        os.kill(os.getpid(), signal.SIGHUP)
        assert interrupted()
