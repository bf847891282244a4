"""Pictures at the camera's rate, the screen at its own; and a camera that goes and comes back."""

import contextlib
import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from display_helpers import hold
from flow_helpers import LARGE_SCREEN, RATE_HZ

from gazetrainer.adapters.clock import FakeClock
from gazetrainer.adapters.tracked_pictures import TrackedPictures
from gazetrainer.between import scene_between, without_jumping_back
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.events import CameraFound, CameraLost, Command
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.flows.asked import CameraWatch, commands_by
from gazetrainer.frame import Frame
from gazetrainer.live import Seen, carry_live
from gazetrainer.loop import CameraState, Moment, PicturesEnded
from gazetrainer.scene import GetReadyScene, HoldState, Key, MessageScene, PausedScene

PICTURE = np.zeros((4, 4, 3), np.uint8)
GONE = CameraError(CameraFault.LOST, "The camera gives no more pictures. Check its cable.")


def seen(time_s):
    return Seen(Frame(round(time_s * RATE_HZ), time_s, PICTURE), NoFace(time_s, NoFaceReason.NO_FACE))


class ScriptedPictures:
    """A picture every so often of the clock's time, none while the camera is gone."""

    def __init__(self, clock, ends_s, gone=(9e9, 9e9)):
        self._clock, self._ends_s, self._gone = clock, ends_s, gone
        self._times_s = (n / RATE_HZ for n in itertools.count())
        self._next_s = next(self._times_s)

    @property
    def lost(self):
        return GONE if self._gone[0] <= self._clock.now_s() < self._gone[1] else None

    def take(self):
        taken = []
        while self._next_s <= self._clock.now_s():
            if self._next_s > self._ends_s:
                raise PicturesEnded
            if not self._gone[0] <= self._next_s < self._gone[1]:
                taken.append(seen(self._next_s))
            self._next_s = next(self._times_s)
        return taken

    def wait_s(self, duration_s):
        until_s = self._clock.now_s() + duration_s
        self._clock.sleep_s(min(until_s, max(self._next_s, self._clock.now_s())) - self._clock.now_s() + 1e-9)


class CountingDisplay:
    screen = LARGE_SCREEN

    def __init__(self, presses=lambda _scene: ()):
        self.new, self.between, self._presses, self._scene = [], [], presses, None

    def draw(self, scene):
        self.new.append(scene)
        self._scene = scene

    def draw_between(self, scene):
        self.between.append(scene)
        self._scene = scene

    def keys(self):
        return self._presses(self._scene)

    def typed(self):
        return ""


def carried(ends_s, gone=(9e9, 9e9), presses=lambda _scene: (), scene_of=lambda m: MessageScene(f"{m.time_s:.4f}", "")):
    clock, moments = FakeClock(), []

    def flow():
        scene = MessageScene("begins", "")
        try:
            while True:
                moment = yield scene
                moments.append(moment)
                scene = scene_of(moment)
        except PicturesEnded:
            return moments

    display = CountingDisplay(presses)
    return carry_live(flow(), ScriptedPictures(clock, ends_s, gone), display, clock), display


def test_every_picture_is_told_in_its_order_and_the_screen_is_drawn_sixty_times_a_second_or_more():
    moments, display = carried(2.0)
    assert [moment.frame.index for moment in moments] == list(range(33))
    assert 2.0 * 60 - 5 < len(display.new) + len(display.between) < 2.0 * (60 + RATE_HZ)


def test_a_picture_is_told_and_shown_when_it_comes_not_when_the_screen_is_due():
    clock, told = FakeClock(), []

    def flow():
        with contextlib.suppress(PicturesEnded):
            while True:
                moment = yield MessageScene("a title", "and a text")
                told.append((moment.time_s, clock.now_s()))

    carry_live(flow(), ScriptedPictures(clock, 2.0), CountingDisplay(), clock)
    assert len(told) == 33
    assert max(now_s - time_s for time_s, now_s in told) < 0.001


def test_a_key_is_told_once_and_with_the_next_picture():
    presses = iter([(), (), (Key.MAIN,), (Key.SKIP,)])
    moments, _ = carried(1.0, presses=lambda _scene: next(presses, ()))
    assert [key for moment in moments for key in moment.keys] == [Key.MAIN, Key.SKIP]


def test_while_the_camera_is_gone_the_flow_hears_only_of_stopping_and_time_goes_on():
    pressed = lambda scene: (Key.MAIN, Key.STOP) if isinstance(scene, PausedScene) else ()  # noqa: E731
    moments, display = carried(3.0, gone=(1.0, 2.0), presses=pressed)
    gone = [moment for moment in moments if moment.camera is CameraState.GONE]
    assert len(gone) == pytest.approx(10, abs=2)
    assert {key for moment in gone for key in moment.keys} == {Key.STOP}
    assert all(moment.seen.reason is NoFaceReason.NO_PICTURE for moment in gone)
    times_s = [moment.time_s for moment in moments]
    assert times_s == sorted(times_s)
    assert len(set(times_s)) == len(times_s)
    shown = [scene.title for scene in display.new if isinstance(scene, PausedScene)]
    assert set(shown) == {"The camera is gone"}


def test_a_lost_camera_pauses_and_its_return_goes_on_but_never_against_the_client():
    here = Moment(seen(1.0).frame, seen(1.0).seen)
    gone = replace(here, seen=NoFace(2.0, NoFaceReason.NO_PICTURE), camera=CameraState.GONE)
    watch = CameraWatch()
    assert watch.push(here, is_paused=False) == ((), ())
    assert watch.push(gone, is_paused=False) == ((CameraLost(2.0),), (Command.PAUSE_OR_GO_ON,))
    assert watch.push(gone, is_paused=True) == ((), ())
    back = Moment(seen(5.0).frame, seen(5.0).seen)
    assert watch.push(back, is_paused=True) == ((CameraFound(5.0, 3.0),), (Command.PAUSE_OR_GO_ON,))
    by_client = CameraWatch()
    by_client.push(gone, is_paused=True)
    assert by_client.push(back, is_paused=True)[1] == ()


def test_escape_pauses_then_stops_and_the_window_s_cross_stops_at_once():
    assert commands_by((Key.STOP,), is_paused=False) == (Command.PAUSE_OR_GO_ON,)
    assert commands_by((Key.STOP,), is_paused=True) == (Command.STOP,)
    assert commands_by((Key.STOP, Key.STOP), is_paused=False) == (Command.PAUSE_OR_GO_ON, Command.STOP)
    assert commands_by((Key.CLOSE, Key.STOP), is_paused=False) == (Command.STOP,)


def test_between_pictures_time_held_runs_on_only_in_position_and_never_past_the_end():
    scene = hold(LARGE_SCREEN, state=HoldState.IN, held_s=10.0, hold_s=10.05)
    assert scene_between(scene, 0.03).held_s == pytest.approx(10.03)
    assert scene_between(scene, 5.0).held_s == 10.05
    for state in set(HoldState) - {HoldState.IN}:
        out = replace(scene, state=state)
        assert scene_between(out, 0.03) == replace(out, time_s=0.03)
    assert scene_between(GetReadyScene("", "", 0, 0, 2.0, ""), 9.0).remaining_s == pytest.approx(1.75)


def test_a_timer_does_not_jump_back_when_the_picture_was_late():
    before, now = hold(LARGE_SCREEN, held_s=10.04), hold(LARGE_SCREEN, held_s=10.0)
    assert without_jumping_back(before, now).held_s == 10.04
    assert without_jumping_back(replace(before, held_s=11.0), now).held_s == 10.0
    assert without_jumping_back(replace(before, title="another"), now).held_s == 10.0


class Tracker:
    def observe(self, frame):
        return NoFace(frame.time_s, NoFaceReason.NO_FACE)


def all_of(pictures, patience_s=10.0):
    taken, until_s = [], time.monotonic() + patience_s
    try:
        while time.monotonic() < until_s:
            taken += pictures.take()
            time.sleep(0.002)
    except PicturesEnded:
        return taken
    raise AssertionError("the pictures did not end")


def test_the_thread_keeps_every_picture_in_its_order_however_slowly_they_are_taken():
    frames = [seen(n / RATE_HZ).frame for n in range(40)]
    with TrackedPictures(lambda: iter(frames), Tracker()) as pictures:
        assert [each.frame.index for each in all_of(pictures)] == list(range(40))
        assert pictures.dropped == 0


def test_pictures_that_a_webcam_dropped_are_counted():
    frames = [replace(seen(n / RATE_HZ).frame, index=n) for n in (0, 1, 4, 5, 9)]
    with TrackedPictures(lambda: iter(frames), Tracker()) as pictures:
        all_of(pictures)
        assert pictures.dropped == 5


def test_a_camera_that_comes_back_goes_on_in_time_and_number():
    def until_pulled():
        yield from (seen(n / RATE_HZ).frame for n in range(5))
        raise GONE

    runs, tries = iter([until_pulled(), (seen(n / RATE_HZ).frame for n in range(3))]), []

    def reopen():
        tries.append(pictures.lost)
        if len(tries) < 3:
            raise CameraError(CameraFault.NOT_FOUND, "There is no camera.")

    with TrackedPictures(lambda: next(runs), Tracker(), reopen=reopen, tried_every_s=0.02) as pictures:
        taken = all_of(pictures)
        assert pictures.lost is None
    assert tries == [GONE] * 3
    assert [each.frame.index for each in taken] == list(range(8))
    times_s = [each.frame.time_s for each in taken]
    assert times_s == sorted(times_s)
    assert times_s[5] - times_s[4] >= 0.05


def test_what_cannot_be_waited_for_is_raised_where_the_pictures_are_taken():
    def broken():
        yield seen(0.0).frame
        raise CameraError(CameraFault.UNREADABLE, "The file ends in the middle.")

    with TrackedPictures(broken, Tracker(), reopen=lambda: None) as pictures, pytest.raises(CameraError, match="file"):
        all_of(pictures)
