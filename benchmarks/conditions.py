"""Conditions and kinds of fixations of the accuracy benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SMALL_MOTION: Final = (1.2, 1.2, 0.6, 3.0, 3.0, 4.0)
LARGE_MOTION: Final = (3.0, 3.0, 1.5, 8.0, 8.0, 8.0)
STRAIGHT: Final = (0.0, 0.0, 0.0)
_TURNS: Final = (
    (10.0, 0.0, 0.0),
    (-10.0, 0.0, 0.0),
    (0.0, 10.0, 0.0),
    (0.0, -10.0, 0.0),
    (0.0, 0.0, 10.0),
    (0.0, 0.0, -6.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is different in a session.

    light: while calibrating; tested_light: afterwards. openness: of the lids while calibrating; afterwards every
    fixation draws it from tested_openness. is_expressive: every fixation has an expression of its own. is_varied: faces
    and eyes differ more (`people.varied`). is_whole: with all fixations and holds, not only some.
    """

    width_px: int = 640
    height_px: int = 480
    light: float = 1.0
    tested_light: float | None = None
    distance_mm: float = 600.0
    has_glasses: bool = False
    openness: float = 1.0
    tested_openness: tuple[float, float] = (1.0, 1.0)
    is_expressive: bool = False
    is_varied: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fixations: how many, how many where not all are done, how far out (deg), how much the head moves."""

    fixations: int
    fewer: int
    half_width_deg: float
    half_height_deg: float
    motion: tuple[float, ...] = SMALL_MOTION
    turns: tuple[tuple[float, float, float], ...] = (STRAIGHT,)


FIXATIONS: Final = {
    "still": Kind(12, 8, 20, 12),
    "moving": Kind(12, 8, 20, 12, LARGE_MOTION),
    "eccentric": Kind(10, 8, 30, 18),
    "turned": Kind(6, 6, 12, 8, turns=_TURNS),
}
HOLDS: Final = 4
FEWER_HOLDS: Final = 2
CONDITIONS: Final = {
    "640x480": Condition(is_whole=True),
    "1280x720": Condition(width_px=1280, height_px=720, is_whole=True),
    "dim": Condition(light=0.4),
    "far": Condition(distance_mm=780.0),
    "glasses": Condition(has_glasses=True),
    "partial lids": Condition(openness=0.85, tested_openness=(0.7, 0.95)),
    "expressions": Condition(is_expressive=True),
    "light changed": Condition(tested_light=0.6),
    "varied faces": Condition(is_varied=True),
    "1920x1080": Condition(width_px=1920, height_px=1080, is_whole=True),
}
