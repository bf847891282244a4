"""Events that come from elsewhere than the judge: nothing that they tell has a part in a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gazetrainer.check_in import CheckedIn, StopRuleMet
from gazetrainer.finding.found import PlaceFound
from gazetrainer.gaze import GapReason
from gazetrainer.measuring.changes import Change


@dataclass(frozen=True, slots=True)
class LookChanged:
    """From now on this is different from the calibration; empty: nothing any more. It has no part in judging."""

    time_s: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Recentred:
    """From now on gaze is told by a profile re-centred on some dots. It has no part in judging.

    dots: how many were seen. moved_*_deg: by how much what is told there moved. learned: what the
    profile of the sitting's start needs to become this one, as plain data: "neutral" and "points".
    """

    time_s: float
    dots: int
    moved_azimuth_deg: float
    moved_elevation_deg: float
    learned: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CameraLost:
    """The camera gave no more pictures; the sitting waits for it."""

    time_s: float


@dataclass(frozen=True, slots=True)
class CameraFound:
    """The camera is back after so many seconds; what the sitting waited for goes on."""

    time_s: float
    gone_s: float


@dataclass(frozen=True, slots=True)
class PictureSpoilt:
    """For a while now pictures have come by which nothing can be told, because of the camera or the machine."""

    time_s: float
    reason: GapReason


@dataclass(frozen=True, slots=True)
class PictureMended:
    """Pictures are as they should be again, after so many seconds."""

    time_s: float
    reason: GapReason
    lasted_s: float


UNJUDGED = (
    LookChanged,
    Recentred,
    CheckedIn,
    StopRuleMet,
    PlaceFound,
    CameraLost,
    CameraFound,
    PictureSpoilt,
    PictureMended,
)
"""All of them; judging a recording again does not give them."""
