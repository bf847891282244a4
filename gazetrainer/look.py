"""Look: how a person's picture looked at calibration, beside where the eyes pointed; later pictures are held to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict

from gazetrainer.eye_look import EyeLook, usual_look
from gazetrainer.face import FaceObservation
from gazetrainer.ruler import Ruler

_MOST_FACES: Final = 60


class Look(BaseModel):
    """Figures only, no picture."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    eye_left: EyeLook
    eye_right: EyeLook

    @property
    def eyes(self) -> tuple[EyeLook, EyeLook]:
        """The left eye, then the right."""
        return self.eye_left, self.eye_right


def look_of(faces: Sequence[FaceObservation], ruler: Ruler) -> Look | None:
    """The usual look over some open-eyed faces, most of the calibration; None when no eye picture was kept."""
    seen = [face for face in faces if face.eyes is not None]
    if not seen:
        return None
    some = seen[:: max(1, len(seen) // _MOST_FACES)]
    left, right = zip(*(ruler.eye_looks(face) for face in some), strict=True)
    return Look(eye_left=usual_look(left), eye_right=usual_look(right))
