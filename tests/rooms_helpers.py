"""Folders of small recordings, and flows without a camera driven by keys."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from recording_helpers import CAMERA, PLAN

from gazetrainer.events import Account, Booked, HoldEnded, HoldOutcome, Place, SittingEnded, SittingOutcome
from gazetrainer.loop import Tick
from gazetrainer.recording import Recorder, RecordingHeader
from gazetrainer.scene import Key

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=timezone(timedelta(hours=1)))


def write_sitting(path, *, started_at=NOW, person="me", held_s=40.0, error_deg=1.5, outcome=SittingOutcome.FINISHED):
    """A recording with one hold: some seconds held, 10 s slipped, 5 s paused."""
    header = RecordingHeader(
        started_at=started_at.isoformat(),
        plan=PLAN,
        camera=CAMERA,
        client=person,
        validation={"mean_error_deg": error_deg},
    )
    place = Place(0, 0)
    ends = (held_s, held_s + 10.0, held_s + 15.0)
    with Recorder(path, header) as recorder:
        for start_s, end_s, account in zip(
            (0.0, *ends), ends, (Account.HELD, Account.SLIPPED, Account.PAUSED), strict=False
        ):
            recorder.on_event(Booked(start_s, end_s, place, account, None))
        recorder.on_event(HoldEnded(ends[-1], place, HoldOutcome.HELD, held_s, held_s))
        if outcome is not None:
            recorder.on_event(SittingEnded(ends[-1], outcome))
    return path


def finish(generator):
    """Run a generator to its end; gives what it returned and what it yielded."""
    yielded = []
    while True:
        try:
            yielded.append(next(generator))
        except StopIteration as end:
            return end.value, yielded


def drive(flow, presses, *, most=500):
    """Carry a flow without a camera; `presses(scene)` gives a key, several, or text. Gives result and scenes."""
    scenes = [next(flow)]
    try:
        for number in range(most):
            pressed = presses(scenes[-1])
            keys, typed = ((), pressed) if isinstance(pressed, str) and not isinstance(pressed, Key) else (pressed, "")
            keys = (keys,) if isinstance(keys, Key) else tuple(keys or ())
            scenes.append(flow.send(Tick(number / 30, keys, typed)))
    except StopIteration as end:
        return end.value, scenes
    raise AssertionError(f"the flow does not end; it shows {scenes[-1]}")
