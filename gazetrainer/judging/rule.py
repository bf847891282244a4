"""HoldRule: what counts as holding one position, in plain numbers; made from a step of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from targets import HeadLimits, Step


class Direction(Protocol):
    """Anything that names an eye-in-head direction, such as a step of a plan."""

    @property
    def azimuth_deg(self) -> float:
        """Toward the client's right."""

    @property
    def elevation_deg(self) -> float:
        """Up."""


NEAR_NEUTRAL = HeadLimits()


@dataclass(frozen=True, slots=True)
class HoldRule:
    """What counts as a hold.

    hold_s: time to be held in total; slips do not take any of it away.
    tolerance_deg, hysteresis_deg: in position within the tolerance; once in, until beyond tolerance + hysteresis, or
        beyond the tolerance where the direction may as well be clearly out.
    head_hysteresis_deg: a head that was beyond its limits must come this much inside them again.
    grace_s, blink_bridge_s: how much time away from the position, or with the lids shut, one interruption may hold
        and still count as held.
    settle_s: how long the first arrival must last before the hold counts as begun.
    time_limit_s: longest duration of the hold without its pauses, or None.
    longest_sample_interval_s: a longer silence of the camera is nobody's fault and is booked as such.
    largest_sigma_share: an uncertainty above this share of the tolerance gives no verdict, unless the
        direction is off by more than the tolerance and `sure_sigmas` standard deviations. A direction within the
        tolerance gives none either while it may as well, by as many of them, be beyond it by `clearly_out_deg`.
    """

    hold_s: float
    tolerance_deg: float
    head_limits: HeadLimits = NEAR_NEUTRAL
    hysteresis_deg: float = 1.0
    head_hysteresis_deg: float = 1.0
    grace_s: float = 0.4
    blink_bridge_s: float = 0.5
    settle_s: float = 0.2
    time_limit_s: float | None = None
    longest_sample_interval_s: float = 0.5
    largest_sigma_share: float = 0.5
    sure_sigmas: float = 2.0
    clearly_out_deg: float = 2.0


def rule_for(step: Step, *, smallest_tolerance_deg: float = 0.0) -> HoldRule:
    """Take the rule from a step of a plan; no tolerance may be smaller than what the set-up can verify."""
    return HoldRule(
        hold_s=step.hold_s,
        tolerance_deg=max(step.tolerance_deg, smallest_tolerance_deg),
        head_limits=step.head_limits,
        grace_s=step.grace_s,
        blink_bridge_s=step.blink_bridge_s,
        time_limit_s=step.time_limit_s,
    )
