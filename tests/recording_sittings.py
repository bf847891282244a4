"""Whole small sittings: a scripted client, judged and recorded as a live one would be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from recording_helpers import header

from gazetrainer.events import Command, SittingOutcome
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.recording import Recorder, RecordingHeader
from gazetrainer.sitting import Finished, advance, begin_sitting, end_sitting
from targets import Prescription, Step

Client = Callable[[float, Step | None], Gaze]
RATE_HZ = 30.0
_PAUSES = {"get_ready_s": 2.0, "rest_s": 2.0}

PLAN = Prescription.model_validate(
    {
        "schema": 1,
        "title": "Three positions",
        "demonstration": True,
        "steps": [
            {**_PAUSES, "name": "Up, left", "azimuth_deg": -10.0, "elevation_deg": 8.0, "hold_s": 6.0},
            {**_PAUSES, "name": "Far right", "azimuth_deg": 18.0, "elevation_deg": 0.0, "hold_s": 4.0,
             "repetitions": 2, "time_limit_s": 9.0},
            {**_PAUSES, "name": "Down, right", "azimuth_deg": 10.0, "elevation_deg": -12.0, "hold_s": 5.0,
             "time_limit_s": 8.0},
        ],
    }
)  # fmt: skip


def record_sitting(
    path: Path,
    look: Client,
    *,
    commands: Mapping[int, Command] | None = None,
    plan: Prescription = PLAN,
    until_s: float = 120.0,
    rate_hz: float = RATE_HZ,
    **changes: object,
) -> RecordingHeader:
    """Run a plan with a scripted client; `commands` are given with the n-th gaze."""
    head = header(plan=plan.model_dump(mode="json"), **changes)
    sitting, events = begin_sitting(plan, 0.0, head.smallest_tolerances_deg)
    with Recorder(path, head) as recorder:
        for event in events:
            recorder.on_event(event)
        for index in range(int(until_s * rate_hz)):
            gaze = look(index / rate_hz, sitting.step)
            recorder.on_gaze(gaze)
            sitting, events = advance(sitting, gaze, (commands or {}).get(index))
            for event in events:
                recorder.on_event(event)
            if isinstance(sitting.phase, Finished):
                break
        for event in end_sitting(sitting, sitting.time_s, SittingOutcome.PICTURES_ENDED)[1]:
            recorder.on_event(event)
    return head


def steady(time_s: float, step: Step | None) -> Gaze:
    """Looks where the step is, with a small wobble."""
    wobble = np.random.default_rng(round(time_s * 1000)).normal(0, 0.6, 5)
    azimuth_deg, elevation_deg = (step.azimuth_deg, step.elevation_deg) if step else (0.0, 0.0)
    head = HeadPose(1 + wobble[2], np.sin(time_s) + wobble[3] / 3, wobble[4] / 3)
    return GazeSample(time_s, azimuth_deg + wobble[0], elevation_deg + wobble[1], 1.2, head, EyeState(1.0, 0.97, 600.0))


def human(time_s: float, step: Step | None) -> Gaze:
    """Blinks, drifts off, turns the head, closes the eyes; glare hides the third position half of the time."""
    gaze = steady(time_s, step)
    assert isinstance(gaze, GazeSample)
    if time_s % 3 < 0.15:
        return GazeGap(time_s, GapReason.BLINK, gaze.head, EyeState(0.1, 0.1, 600.0))
    if step is not None and step.name == "Down, right" and time_s % 2 < 1.2:
        return GazeGap(time_s, GapReason.EYE_HIDDEN, gaze.head)
    match int(time_s) % 12:
        case 4:
            return GazeSample(time_s, gaze.azimuth_deg + 11, gaze.elevation_deg, 1.2, gaze.head, gaze.eyes)
        case 7:
            return GazeGap(time_s, GapReason.EYES_CLOSED, gaze.head, EyeState(0.0, 0.02, 600.0))
        case 11:
            head = HeadPose(14.0, gaze.head.pitch_deg, gaze.head.roll_deg)
            return GazeSample(time_s, gaze.azimuth_deg, gaze.elevation_deg, 1.2, head, gaze.eyes)
        case _:
            return gaze
