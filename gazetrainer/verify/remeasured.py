"""Measuring again from the recorded observations: all that landmarks, blendshapes and head matrix tell.

The direction of a single picture, and how sure it is, are read off the picture of the eyes, which is not kept; they are
taken from the recording. Everything before and after is done anew: head, lids, distance, which pictures show no face
that can be measured, blinks and closures with the pictures that they spoil, and the mean over neighbouring pictures.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from pydantic import ValidationError

from gazetrainer.calibrating.profile import Neutral, Profile
from gazetrainer.events import Recentred
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.measuring.features import lids_of_many
from gazetrainer.measuring.head import distance_mm, head_angles_deg, rotation_of
from gazetrainer.measuring.iris import iris_diameters_px
from gazetrainer.measuring.landmarks import LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES
from gazetrainer.measuring.lids import LidWatch
from gazetrainer.measuring.seen import Seen, unseen
from gazetrainer.measuring.settling import Measured, Settling
from gazetrainer.recording import Recording
from gazetrainer.recording.observations import ObservationColumns, decode_columns

_OF_LIDS: Final = (GapReason.BLINK, GapReason.EYES_CLOSED)
_UNKNOWN: Final = (math.nan, math.nan)
_BLINKS: Final = [LEFT_EYE_SHAPES.blink, RIGHT_EYE_SHAPES.blink]


class _Stream:
    """One way to measure the eyes, followed through the recording."""

    def __init__(self, profile: Profile, eyes: Eyes) -> None:
        self._profile, self._lids, self._settling = profile, LidWatch(profile, profile.eyes_for(eyes)), Settling()
        self._neutral = np.array(profile.neutral.rotation)

    def push_all(self, columns: ObservationColumns, told: Mapping[float, Gaze]) -> Iterator[Gaze]:
        """Gaze of a block's pictures, as far as it is settled; what only the picture tells comes from `told`."""
        faces = self._faces(columns)
        for index, time_s in enumerate(columns.times_s.tolist()):
            reason = columns.reason(index)
            measured = _measured(next(faces), told.get(time_s)) if reason is None else unseen(time_s, reason)
            yield from self._settling.push(measured)

    def flush(self) -> tuple[Gaze, ...]:
        """Gaze of the pictures still held."""
        return self._settling.flush()

    def _faces(self, columns: ObservationColumns) -> Iterator[Seen]:
        heads = head_angles_deg(rotation_of(columns.head_matrices), self._neutral).tolist()
        lids = lids_of_many(columns.landmarks_px, columns.blendshapes)
        blinks = columns.blendshapes[:, _BLINKS].tolist()
        irises_px = iris_diameters_px(columns.landmarks_px).astype(np.float64).mean(axis=1).tolist()
        details, cut_off = columns.details, _cut_off(columns)
        for index, time_s in enumerate(columns.times_s[columns.kinds == 0].tolist()):
            width_px = int(details["width"][index])
            yield Seen(
                time_s,
                HeadPose(*heads[index]),
                self._lids.follow(time_s, lids[index], tuple(blinks[index])),
                distance_mm(irises_px[index], width_px, self._profile.field_of_view_deg),
                float(details["second"][index]),
                cut_off[index],
            )


def measured_anew(recording: Recording, profile: Profile, asked: tuple[Eyes, ...]) -> Iterator[dict[Eyes, Gaze]]:
    """Gaze of every picture for each way to measure the eyes, in order; raises RecordingError on an altered block."""
    told = {gaze.time_s: gaze for gaze in recording.gazes}
    waiting: dict[Eyes, deque[Gaze]] = {eyes: deque() for eyes in asked}
    for streams, columns in _parts(recording, profile, asked):
        for eyes, stream in streams.items():
            waiting[eyes] += stream.flush() if columns is None else stream.push_all(columns, told)
        for _ in range(min(map(len, waiting.values()))):
            yield {eyes: gazes.popleft() for eyes, gazes in waiting.items()}


def _parts(
    recording: Recording, profile: Profile, asked: tuple[Eyes, ...]
) -> Iterator[tuple[dict[Eyes, _Stream], ObservationColumns | None]]:
    """Blocks with the streams that they go to, new ones where a dot shown in between changed the calibration.

    None: the streams end here.
    """
    changes = deque(event for event in recording.events if isinstance(event, Recentred))
    streams = {eyes: _Stream(profile, eyes) for eyes in asked}
    for columns in map(decode_columns, recording.observation_blocks):
        left = columns
        while changes and (left.times_s > changes[0].time_s).any():
            change = changes.popleft()
            before = left.times_s <= change.time_s
            yield streams, left.where(before)
            yield streams, None
            left, profile = left.where(~before), _changed(profile, change)
            streams = {eyes: _Stream(profile, eyes) for eyes in asked}
        yield streams, left
    yield streams, None


def _changed(profile: Profile, change: Recentred) -> Profile:
    try:
        neutral = Neutral.model_validate(change.learned.get("neutral"))
    except ValidationError:
        return profile
    return profile.model_copy(update={"sittings": (*profile.sittings, neutral)})


def _measured(seen: Seen, told: Gaze | None) -> Measured:
    """A face with what only its picture tells; a direction that nobody recorded, as behind a blink, is not known."""
    if isinstance(told, GazeGap) and told.reason is GapReason.NO_PICTURE:
        return seen.gap(told.reason)
    without = seen.without_direction()
    if without is not None:
        return without
    if isinstance(told, GazeGap) and told.reason not in _OF_LIDS:
        return seen.gap(told.reason)
    raw_deg, sigma_deg = _UNKNOWN, math.nan
    if isinstance(told, GazeSample):
        raw_deg, sigma_deg = told.raw_deg or _UNKNOWN, told.sigma_deg
    return Measured(GazeSample(seen.time_s, *raw_deg, sigma_deg, seen.head, seen.eyes, raw_deg), seen.lids.state)


def _cut_off(columns: ObservationColumns) -> list[bool]:
    """Of which faces a part lies beyond the picture, as `is_cut_off` has it for one."""
    points = columns.landmarks_px[..., :2]
    size = np.column_stack([columns.details["width"], columns.details["height"]])
    beyond: list[bool] = ((points.min(axis=1) < 0) | (points.max(axis=1) > size)).any(axis=1).tolist()
    return beyond
