"""Expression: what a smile, a squint and the brows do to face and lids, wherever the eyes look.

After the Facial Action Coding System (Ekman & Friesen 1978): smile is cheek raiser and lip corner puller (AU 6, 12),
squint is lid tightener (AU 7), brows are raised (AU 1, 2) or lowered (AU 4). How many millimetres each is worth was
chosen by eye.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.pose import Pose

_STEPS: Final = 4
"""Paint is kept for so many strengths of each part, for painting a head takes long."""


@dataclass(frozen=True, slots=True)
class Expression:
    """How a face differs from rest: smile and squint 0..1, brows -1 lowered .. +1 raised."""

    smile: float = 0.0
    squint: float = 0.0
    brows: float = 0.0

    @classmethod
    def of(cls, pose: Pose) -> Expression:
        """The expression of a pose."""
        return cls(pose.smile, pose.squint, pose.brows)

    @property
    def coarse(self) -> Expression:
        """The nearest of the few strengths that heads are painted for."""
        return Expression(*(round(each * _STEPS) / _STEPS for each in (self.smile, self.squint, self.brows)))

    @property
    def lower_lid_up(self) -> float:
        """By which share of its distance from the middle of the eye the lower lid's margin is raised."""
        return min(0.30 * self.smile + 0.35 * self.squint, 0.5)

    @property
    def upper_lid_down(self) -> float:
        """By which share of its distance from the middle the upper lid's margin is lowered; below 0: raised."""
        return min(0.22 * self.smile + 0.40 * self.squint - 0.12 * self.brows, 0.6)

    @property
    def brows_up_mm(self) -> float:
        """How far the brows are raised."""
        return 4.0 * self.brows - 1.0 * self.smile - 1.5 * self.squint

    def on(self, identity: Identity) -> Identity:
        """The identity with its face in that expression, for all that is painted once."""
        cheeks, shape = max(self.smile, 0.5 * self.squint), identity.shape
        return replace(
            identity,
            shape=replace(
                shape,
                brow_height_mm=shape.brow_height_mm + self.brows_up_mm,
                cheek_fullness=shape.cheek_fullness + 0.7 * cheeks,
                cheek_below_mm=shape.cheek_below_mm - 6.0 * cheeks,
                mouth_width_mm=shape.mouth_width_mm * (1 + 0.2 * self.smile),
                mouth_corners_mm=shape.mouth_corners_mm + 6.0 * self.smile,
            ),
        )


AT_REST: Final = Expression()
