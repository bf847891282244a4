"""Hidden eye: which eye cannot be seen, because a patch, a hand, hair, dark glasses or glare are in front of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason
from gazetrainer.measuring.eye_look import EyeLook

_CHANGED_CONTRAST: Final = 5.0
_CHANGED_STRANGENESS: Final = 5.0
_IRIS_SEEN: Final = 6.0
_BEFORE_LOOKING: Final = -2.0
"""Weights of a logistic rule over simulated people with patches, hands, hair and glare, rounded; the last is a little
lower than the rule's own, because a good eye called hidden is worse than a hidden one that is noticed later."""
_NEVER_AN_EYE: Final = 10.0
_CLEAREST_IRIS: Final = 1.2
_FAINTEST: Final = 0.03
_CLEARER_BY: Final = 2.0
"""One eye is hidden only if the other is clearly less so; else the light may have changed."""
_BOTH_BEYOND: Final = 2.0
"""Of open eyes that were seen, of many people in other light and turned, the better one was below -2 in 99.9%, and
below 2 in all; behind hands, dark glasses or a bar it was 7 and more."""
_STRANGER_BY: Final = 2.0
"""Patches of which so many times more is left unexplained than usual, in both eyes: it was 1.5 in 99.9% of good frames,
2.2 and more where glasses were put on, or where a mask led the landmarks astray."""
_NO_IRIS: Final = 0.12
"""An own iris contrast below this was no eye at calibration either; open eyes had 0.3 and more."""

HIDDEN_REASONS: Final[Mapping[Eyes, GapReason]] = MappingProxyType(
    {Eyes.LEFT: GapReason.LEFT_EYE_HIDDEN, Eyes.RIGHT: GapReason.RIGHT_EYE_HIDDEN}
)
"""The gap that says which eye is hidden."""


def doubt(seen: EyeLook, own: EyeLook) -> float:
    """Logarithm of the odds that what is seen is not the person's own open eye.

    A covered eye's contrast and patch are not its own, and where the iris should be nothing is darker than beside it.
    """
    if own.iris_contrast < _NO_IRIS:
        return _NEVER_AN_EYE
    iris = float(np.clip(seen.iris_contrast / own.iris_contrast, 0.0, _CLEAREST_IRIS))
    return (
        _BEFORE_LOOKING
        + _CHANGED_CONTRAST * _change(seen.contrast, own.contrast)
        + _CHANGED_STRANGENESS * _change(seen.strangeness, own.strangeness)
        - _IRIS_SEEN * iris
    )


def hidden_eye(seen: tuple[EyeLook, EyeLook], own: tuple[EyeLook, EyeLook]) -> Eyes | None:
    """The eye that is hidden, or BOTH; pairs are left, right; None: neither, or it cannot be told which.

    Closed eyes are not told from hidden ones; ask only while the lids are open.
    """
    left, right = (doubt(now, usual) for now, usual in zip(seen, own, strict=True))
    if min(left, right) > _BOTH_BEYOND or _are_strange(seen, own):
        return Eyes.BOTH
    if max(left, right) <= 0 or abs(left - right) < _CLEARER_BY:
        return None
    return Eyes.LEFT if left > right else Eyes.RIGHT


def _are_strange(seen: tuple[EyeLook, EyeLook], own: tuple[EyeLook, EyeLook]) -> bool:
    return all(now.strangeness > _STRANGER_BY * usual.strangeness > 0 for now, usual in zip(seen, own, strict=True))


def _change(seen: float, own: float) -> float:
    return float(abs(np.log(max(seen, _FAINTEST * own, 1e-9) / max(own, 1e-9))))
