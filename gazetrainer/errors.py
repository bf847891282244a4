"""Faults a person can act on; every message says what is wrong and what to do.

GazeTrainerError
 |- CameraError(reason)    not found, busy, denied, lost, unreadable
 |- FaceModelError         model missing, unreadable, wrong hash
 |- ProfileError           other camera, other feature version, unknown format
 |- RecordingError         not a recording, newer version, cut short, altered
 |- SharingError           unknown key, not for this key, no package, damaged
 |- DisplayError           no screen to draw on
 |- OutputError            a file or folder cannot be written
 |- LanguageError          no texts in the language that was asked for
 |- ClusterError           the cluster that should do the work cannot be reached
targets.PrescriptionError and calibration.CalibrationError are raised by the two leaf packages.
"""

from __future__ import annotations

from enum import StrEnum


class GazeTrainerError(Exception):
    """A fault the person can act on; its message ends in what to do."""


class CameraFault(StrEnum):
    """Why a camera gives no pictures."""

    NOT_FOUND = "not_found"
    BUSY = "busy"
    DENIED = "denied"
    LOST = "lost"
    UNREADABLE = "unreadable"


class CameraError(GazeTrainerError):
    """A camera, video or folder gives no (more) pictures."""

    def __init__(self, reason: CameraFault, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class FaceModelError(GazeTrainerError):
    """The face model is missing, unreadable or not the official file."""


class ProfileError(GazeTrainerError):
    """A profile cannot be read or does not fit this camera, resolution or feature version."""


class RecordingError(GazeTrainerError):
    """A file is not a recording, is of a newer version, was cut short or altered."""


class SharingError(GazeTrainerError):
    """A package cannot be made for or opened with these keys, is damaged, or holds what no package may hold."""


class DisplayError(GazeTrainerError):
    """There is no screen to draw on."""


class OutputError(GazeTrainerError):
    """A file or folder cannot be written."""


class LanguageError(GazeTrainerError):
    """There are no texts in the language that was asked for."""


class ClusterError(GazeTrainerError):
    """The cluster that should do the work cannot be reached."""
