"""Small sittings and strategies for the tests of recording, report and re-judging."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from check_in_helpers import told_events
from hypothesis import strategies as st

from gazetrainer.events import (
    Account,
    Booked,
    CameraFound,
    CameraLost,
    Command,
    CommandGiven,
    Doubt,
    Event,
    GetReadyStarted,
    HalfHeld,
    HoldEnded,
    HoldOutcome,
    HoldStarted,
    LookChanged,
    Paused,
    PictureMended,
    PictureSpoilt,
    Place,
    Recentred,
    RestStarted,
    Resumed,
    SittingEnded,
    SittingOutcome,
    SittingStarted,
    StepEnded,
    StepOutcome,
    StepStarted,
    Verdict,
    VerdictChanged,
)
from gazetrainer.face import BLENDSHAPE_COUNT, LANDMARK_COUNT, FaceObservation, NoFace, NoFaceReason
from gazetrainer.frame import CameraInfo
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.measuring.changes import Change
from gazetrainer.recording import Recorder, Recording, RecordingHeader, Subject
from targets import Prescription

CAMERA = CameraInfo("test camera", 640, 480, 30.0)
PLAN = {
    "title": "Three positions",
    "steps": [
        {"name": "Up, left", "azimuth_deg": -10.0, "elevation_deg": 8.0, "hold_s": 6.0, "tolerance_deg": 6.0},
    ],
}


def header(**changes: object) -> RecordingHeader:
    values: dict[str, object] = {
        "started_at": "2026-11-22T07:40:00+01:00",
        "plan": PLAN,
        "camera": CAMERA,
        "software": {"gazetrainer": "0.1.0"},
        "subject": Subject.SIMULATED,
    }
    return RecordingHeader(**{**values, **changes})  # type: ignore[arg-type]


def as_recorded(plan: Prescription, gazes: Sequence[Gaze], events: Sequence[Event]) -> Recording:
    """What a recording of these would hold, without its observations."""
    return Recording(
        header=header(plan=plan.model_dump(mode="json", by_alias=True), smallest_tolerances_deg=()),
        gazes=tuple(gazes),
        events=tuple(events),
        observation_blocks=(),
        cut_short_at_s=None,
    )


def face(time_s: float, seed: int = 0) -> FaceObservation:
    random = np.random.default_rng([seed, round(time_s * 1000)])
    base = np.random.default_rng(seed).uniform((150, 100, -60), (450, 400, 60), (LANDMARK_COUNT, 3))
    return FaceObservation(
        time_s=time_s,
        image_size_px=(640, 480),
        landmarks_px=(base + random.normal(0, 0.15, base.shape)).astype(np.float32),
        blendshapes=random.uniform(0, 1, BLENDSHAPE_COUNT).astype(np.float32),
        head_matrix=random.normal(0, 1, (4, 4)).astype(np.float32),
        brightness=120.5,
        sharpness=88.25,
        faces_seen=2,
        second_face_ratio=0.25,
    )


def sample(time_s: float, azimuth_deg: float = -10.0, elevation_deg: float = 8.0) -> GazeSample:
    head, eyes = HeadPose(0.5, -0.25, 0.125), EyeState(0.98, 1.0, 600.0)
    return GazeSample(time_s, azimuth_deg, elevation_deg, 1.5, head, eyes)


def record(
    path: Path, gazes: Sequence[Gaze], events: Sequence[Event], seen: Sequence[FaceObservation | NoFace] = ()
) -> None:
    """Write a recording of these streams, merged in order of time."""
    with Recorder(path, header()) as recorder:
        items = [(gaze.time_s, 1, gaze) for gaze in gazes] + [(item.time_s, 0, item) for item in seen]
        items += [(_end_s(event), 2, event) for event in events]  # type: ignore[misc]
        for _, order, item in sorted(items, key=lambda entry: entry[:2]):
            take = (recorder.on_observation, recorder.on_gaze, recorder.on_event)[order]
            take(item)  # type: ignore[arg-type, operator]


def _end_s(event: Event) -> float:
    return event.end_s if isinstance(event, Booked) else event.time_s


numbers = st.floats(allow_nan=False)
times = st.floats(0, 1e5)
reasons = st.sampled_from([*GapReason, *Doubt])
places = st.builds(Place, st.integers(0, 99), st.integers(0, 99))
heads = st.builds(HeadPose, numbers, numbers, numbers)
eye_states = st.builds(EyeState, numbers, numbers, numbers)
samples = st.builds(GazeSample, times, numbers, numbers, numbers, heads, eye_states)
gaps = st.builds(GazeGap, times, st.sampled_from(GapReason), st.none() | heads, st.none() | eye_states)
gazes: st.SearchStrategy[Gaze] = samples | gaps
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(SittingStarted, times),
    st.builds(GetReadyStarted, times, places),
    st.builds(HoldStarted, times, places),
    st.builds(VerdictChanged, times, st.sampled_from(Verdict), st.none() | reasons),
    st.builds(Booked, times, times, places, st.sampled_from(Account), st.none() | reasons),
    st.builds(HalfHeld, times, places),
    st.builds(HoldEnded, times, places, st.sampled_from(HoldOutcome), numbers, numbers),
    st.builds(RestStarted, times, places),
    st.builds(StepStarted, times, st.integers(0, 49)),
    st.builds(StepEnded, times, st.integers(0, 49), st.sampled_from(StepOutcome)),
    st.builds(CommandGiven, times, st.sampled_from(Command)),
    st.builds(Paused, times),
    st.builds(Resumed, times),
    st.builds(LookChanged, times, st.lists(st.sampled_from(Change)).map(tuple)),
    st.builds(CameraLost, times),
    st.builds(CameraFound, times, numbers),
    st.builds(PictureSpoilt, times, st.sampled_from(GapReason)),
    st.builds(PictureMended, times, st.sampled_from(GapReason), numbers),
    st.builds(Recentred, times, st.integers(1, 5), numbers, numbers, st.just({"points": [{"features": [0.5]}]})),
    told_events(times, numbers),
    st.builds(SittingEnded, times, st.sampled_from(SittingOutcome)),
)
no_faces = st.builds(NoFace, times, st.sampled_from(NoFaceReason))
faces = st.builds(face, times, st.integers(0, 3))
