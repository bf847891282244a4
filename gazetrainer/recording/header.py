"""RecordingHeader: what a recording says of itself before the first sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gazetrainer.camera_lock import CameraLock
from gazetrainer.frame import CameraInfo
from gazetrainer.scenes.practice import Guide
from gazetrainer.screen import Screen

FORMAT_VERSION = 1


class Subject(StrEnum):
    """Who sat in front of the camera."""

    PERSON = "person"
    SIMULATED = "simulated"


class VideoConsent(StrEnum):
    """Which pictures the client agreed to keep for this sitting."""

    NONE = "none"
    EYES_ONLY = "eyes_only"
    FULL_PICTURE = "full_picture"


@dataclass(frozen=True, slots=True)
class RecordingHeader:
    """What was prescribed, to whom, with which camera, calibration and software.

    started_at: ISO 8601 time given by the caller. plan: the prescription as plain data.
    smallest_tolerances_deg: per step, what the judge was told it can verify; empty: no such limit. profile:
    the calibration as plain data, None if there was none. validation: {"mean_error_deg", "points":
    [{"azimuth_deg", "elevation_deg", "error_deg", "std_deg", "rms_s2s_deg", "data_loss"}]}; None in a figure:
    that point could not be measured. software: name -> version. camera_lock: what of the camera's own adjustments
    was held; None: not a camera that adjusts itself, or not known. may_be_learned_from: the client agreed that the
    calibration's figures, not pictures, are used to measure other people better. client_age_key: the public key to
    which an answer can be encrypted. screen: what the practice was shown on when it began; guide: what led the eyes
    beyond its edge; None: not recorded. times_factor: how many times as long as in the plan countdowns and rests took,
    as the client chose.
    """

    started_at: str
    plan: Mapping[str, object]
    camera: CameraInfo
    software: Mapping[str, object] = field(default_factory=dict)
    profile: Mapping[str, object] | None = None
    validation: Mapping[str, object] | None = None
    smallest_tolerances_deg: tuple[float, ...] = ()
    measured_rate_hz: float | None = None
    camera_lock: CameraLock | None = None
    client: str | None = None
    client_age_key: str | None = None
    subject: Subject = Subject.PERSON
    video_consent: VideoConsent = VideoConsent.NONE
    may_be_learned_from: bool = False
    screen: Screen | None = None
    guide: Guide | None = None
    times_factor: float = 1.0
    format_version: int = FORMAT_VERSION
