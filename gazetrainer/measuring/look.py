"""Look: how a person's picture looked at calibration, beside where the eyes pointed; later pictures are held to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from gazetrainer.face import FaceObservation
from gazetrainer.measuring.around_eyes import AroundEyes, around_eyes, bridge_line
from gazetrainer.measuring.doubts import doublings
from gazetrainer.measuring.eye_look import EyeLook, usual_look
from gazetrainer.measuring.mesh import Landmarks
from gazetrainer.measuring.ruler import Ruler

_MOST_FACES: Final = 60
_CLEAR_RIMS: Final = 0.1
"""A line across the nose's bridge as clear as that, in the brightness of the face: bare ones had 0.01, glasses 0.2."""
_UNLIKE: Final = 0.1
"""The doubt was learned over drawn faces. Of drawn eyes in a photographed face twice as much is left unexplained, and
so much wider it holds 95% of their frames."""


class PictureLook(BaseModel):
    """How a face's picture looks over some frames, whatever its brightness.

    sharpness: variance of the Laplacian around the eyes over the squared brightness of the face. side_light: logarithm
    of the grey under the left eye over that under the right. bridge_line: how clearly a line, as of glasses, crosses
    the nose's bridge.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    sharpness: float = Field(ge=0)
    side_light: float
    bridge_line: float = Field(ge=0)


class Look(BaseModel):
    """A person's usual look, of the eyes and of the picture; figures only, no picture."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    eye_left: EyeLook
    eye_right: EyeLook
    picture: PictureLook

    @property
    def eyes(self) -> tuple[EyeLook, EyeLook]:
        """The left eye, then the right."""
        return self.eye_left, self.eye_right


def look_of(faces: Sequence[FaceObservation], ruler: Ruler) -> Look | None:
    """The usual look over some open-eyed faces, most of the calibration; None when no eye picture was kept."""
    seen = [face for face in faces if face.eyes is not None]
    some = seen[:: max(1, len(seen) // _MOST_FACES)]
    picture = picture_look(some, ruler.mesh)
    if picture is None:
        return None
    left, right = zip(*(ruler.read(face, ruler.head(face)).eyes for face in some), strict=True)
    return Look(eye_left=usual_look(left), eye_right=usual_look(right), picture=picture)


def rims(look: Look | None) -> float:
    """0 for a bare bridge of the nose, 1 for one that a line as clear as that of glasses crosses; 0 if not known."""
    return 0.0 if look is None else min(look.picture.bridge_line / _CLEAR_RIMS, 1.0)


def unlike(look: Look | None, usual_strangeness: float) -> float:
    """By how much less surely eyes are told that look unlike the population's; 1: like those, or not known."""
    if look is None:
        return 1.0
    own = sum(eye.strangeness for eye in look.eyes) / len(look.eyes)
    return 1.0 + _UNLIKE * max(0.0, doublings(own, usual_strangeness))


def picture_look(faces: Sequence[FaceObservation], mesh: Landmarks) -> PictureLook | None:
    """How the picture looks over some faces; None when no eye picture was kept."""
    around = [around_eyes(face, face.eyes, mesh) for face in faces if face.eyes is not None]
    return look_around(faces, around) if around else None


def look_around(faces: Sequence[FaceObservation], around: Sequence[AroundEyes]) -> PictureLook:
    """How the picture looks over some faces, of which what is around the eyes is known already."""
    return PictureLook(
        sharpness=float(np.median([face.sharpness / max(face.brightness, 1.0) ** 2 for face in faces])),
        side_light=float(np.median([each.side_light for each in around])),
        bridge_line=bridge_line([each.bridge for each in around]),
    )
