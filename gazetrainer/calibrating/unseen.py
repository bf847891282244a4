"""Unseen: why a calibration that could not see the face could not, as far as the pictures tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from calibration import CalibrationError
from gazetrainer.face import NoFace, NoFaceReason
from targets.language import N_

_WHY: Final[Mapping[NoFaceReason, str]] = MappingProxyType(
    {
        NoFaceReason.TOO_SMALL: N_(
            "the face is too small in the pictures; come closer to the camera, or choose larger pictures"
        ),
        NoFaceReason.TOO_DARK: N_("there is too little light on the face; turn a lamp toward it"),
        NoFaceReason.SEVERAL_FACES: N_("there is more than one face near the camera; only one can be measured"),
    }
)


def not_seen(unseen: Iterable[NoFace], otherwise: str) -> CalibrationError:
    """The fault that says what most of the unseen frames lacked; `otherwise` where they do not tell what to do."""
    counted = Counter(each.reason for each in unseen).most_common(1)
    return CalibrationError(_WHY.get(counted[0][0], otherwise) if counted else otherwise)
