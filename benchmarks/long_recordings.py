"""Long recordings made of the sample: its pictures again and again under a longer plan, judged anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import Gaze
from gazetrainer.judging.rejudge import prescription_of
from gazetrainer.outcomes import SittingOutcome
from gazetrainer.recording import Recorder, Recording, read_recording
from gazetrainer.sitting import Finished, advance, begin_sitting, end_sitting
from targets import Prescription

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "recording.mcap"
_RATE_HZ = 30.0


def long_recording(path: Path, minutes: float, *, seed: int = 0) -> None:
    """Write a recording of so many minutes; every landmark is new, by noise of half a recorded step."""
    recording = read_recording(SAMPLE)
    profile = recording.header.profile
    assert profile is not None
    plan = _plan(prescription_of(recording), minutes)
    holds = len(plan.holds) // len(recording.header.smallest_tolerances_deg)
    header = replace(
        recording.header,
        plan=plan.model_dump(mode="json"),
        smallest_tolerances_deg=recording.header.smallest_tolerances_deg * holds,
    )
    sitting, events = begin_sitting(plan, 0.0, header.smallest_tolerances_deg)
    with Recorder(path, header) as recorder:
        for event in events:
            recorder.on_event(event)
        for seen, gaze in _moments(recording, minutes, np.random.default_rng(seed)):
            recorder.on_observation(seen)
            recorder.on_gaze(gaze)
            sitting, events = advance(sitting, gaze)
            for event in events:
                recorder.on_event(event)
            if isinstance(sitting.phase, Finished):
                break
        for event in end_sitting(sitting, sitting.time_s, SittingOutcome.PICTURES_ENDED)[1]:
            recorder.on_event(event)


def _plan(plan: Prescription, minutes: float) -> Prescription:
    """The sample's steps again and again, for longer than the minutes."""
    plain = plan.model_dump(mode="json")
    plain["steps"] = plain["steps"] * max(1, min(50 // len(plain["steps"]), round(minutes * 2)))
    for step in plain["steps"]:
        if "hold_s" in step:
            step.update(hold_s=120.0, time_limit_s=300.0)
    return Prescription.model_validate(plain)


def _moments(
    recording: Recording, minutes: float, random: np.random.Generator
) -> Iterator[tuple[FaceObservation | NoFace, Gaze]]:
    gazes = {gaze.time_s: gaze for gaze in recording.gazes}
    both = [(seen, gazes[seen.time_s]) for seen in recording.observations() if seen.time_s in gazes]
    for number in range(round(minutes * 60 * _RATE_HZ)):
        seen, gaze = both[number % len(both)]
        time_s = number / _RATE_HZ
        if isinstance(seen, FaceObservation):
            noise = random.normal(0, 1 / 256, seen.landmarks_px.shape).astype(np.float32)
            seen = replace(seen, landmarks_px=seen.landmarks_px + noise)
        yield replace(seen, time_s=time_s), replace(gaze, time_s=time_s)
