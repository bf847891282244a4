"""Seen: what one face tells by its landmarks alone, and the gaps that follow before any direction is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gazetrainer.face import FaceObservation, NoFaceReason
from gazetrainer.gaze import EyeState, GapReason, GazeGap, HeadPose
from gazetrainer.measuring.lids import LidState, SeenLids
from gazetrainer.measuring.nearest_face import NEARBY_FACE
from gazetrainer.measuring.settling import Measured

_FURTHEST_YAW_DEG: Final = 25.0
_FURTHEST_TILT_DEG: Final = 20.0
"""Head turned further than this from neutral: the landmarks of the far eye are guesses."""
_ONE_OPEN: Final = 0.8
"""Lids that are shut while one eye is wider open than this may be those of a covered eye."""

_REASONS: Final = {
    NoFaceReason.NO_FACE: GapReason.NO_FACE,
    NoFaceReason.TOO_SMALL: GapReason.TOO_SMALL,
    NoFaceReason.TOO_DARK: GapReason.TOO_DARK,
    NoFaceReason.SEVERAL_FACES: GapReason.SEVERAL_FACES,
    NoFaceReason.NO_PICTURE: GapReason.NO_PICTURE,
    NoFaceReason.PICTURE_BLANK: GapReason.PICTURE_BLANK,
    NoFaceReason.PICTURE_TORN: GapReason.PICTURE_TORN,
    NoFaceReason.PICTURE_FROZEN: GapReason.PICTURE_FROZEN,
    NoFaceReason.OTHER_SIZE: GapReason.OTHER_SIZE,
    NoFaceReason.TRACKER_FAILED: GapReason.TRACKER_FAILED,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One face: head, lids and distance. second_face_ratio: size of the next nearest face against this one."""

    time_s: float
    head: HeadPose
    lids: SeenLids
    distance_mm: float
    second_face_ratio: float
    is_cut_off: bool

    @property
    def eyes(self) -> EyeState:
        """Lids and distance as they go with the gaze."""
        return EyeState(self.lids.openness_left, self.lids.openness_right, self.distance_mm)

    def gap(self, reason: GapReason, lids: LidState = LidState.UNSEEN) -> Measured:
        """No direction in this frame."""
        return Measured(GazeGap(self.time_s, reason, self.head, self.eyes), lids)

    def without_direction(self) -> Measured | None:
        """The gap of a face in which no direction can be measured; None: one can."""
        reason = self._reason()
        if reason is not None:
            return self.gap(reason)
        if self.lids.state is LidState.CLOSED and max(self.lids.openness_left, self.lids.openness_right) < _ONE_OPEN:
            return self.gap(GapReason.BLINK, LidState.CLOSED)
        return None

    def _reason(self) -> GapReason | None:
        head = self.head
        if self.second_face_ratio >= NEARBY_FACE:
            return GapReason.SEVERAL_FACES
        if abs(head.yaw_deg) > _FURTHEST_YAW_DEG or max(abs(head.pitch_deg), abs(head.roll_deg)) > _FURTHEST_TILT_DEG:
            return GapReason.HEAD_TURNED
        return GapReason.FACE_CUT_OFF if self.is_cut_off else None


def unseen(time_s: float, reason: NoFaceReason) -> Measured:
    """A frame without a face."""
    return Measured(GazeGap(time_s, _REASONS[reason]), LidState.UNSEEN)


def is_cut_off(observation: FaceObservation) -> bool:
    """Whether a part of the face lies beyond the picture."""
    width, height = observation.image_size_px
    x, y = observation.landmarks_px[:, 0], observation.landmarks_px[:, 1]
    return bool(x.min() < 0 or y.min() < 0 or x.max() > width or y.max() > height)
