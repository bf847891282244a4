"""gaze -> answer: the judge's verdict on a single frame, with hysteresis but without time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gazetrainer.events import Account, Doubt, Verdict
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample, HeadPose, angle_between_deg
from gazetrainer.judging.rule import Direction, HoldRule
from targets import HeadLimits

LIDS_SHUT = frozenset({GapReason.BLINK, GapReason.EYES_CLOSED})


@dataclass(frozen=True, slots=True)
class Offset:
    """The way the eyes still have to go (target minus gaze), and its great-circle length."""

    azimuth_deg: float
    elevation_deg: float
    angle_deg: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on one frame.

    reason: why it cannot tell; HEAD_TURNED beside OUT: the head is beyond its limits; None otherwise.
    account: where the frame's time would go if no interruption were ever forgiven.
    offset: how far the eyes are from the target, where a direction was measured.
    """

    verdict: Verdict
    reason: GapReason | Doubt | None
    account: Account
    offset: Offset | None = None


def answer(gaze: Gaze, target: Direction, rule: HoldRule, previous: Answer | None = None) -> Answer:
    """Judge one frame; `previous` is the answer before it (before a blink), for the hysteresis."""
    if isinstance(gaze, GazeGap):
        return _answer_gap(gaze, rule)
    offset = _offset(gaze, target)
    was_beyond = previous is not None and previous.account is Account.HEAD_MOVED
    margin_deg = rule.head_hysteresis_deg if was_beyond else 0.0
    if not is_within(gaze.head, rule.head_limits, margin_deg=margin_deg):
        return Answer(Verdict.OUT, GapReason.HEAD_TURNED, Account.HEAD_MOVED, offset)
    if _is_uncertain(offset, gaze.doubt_deg, rule):
        return Answer(Verdict.CANNOT_TELL, Doubt.UNCERTAIN, Account.CANNOT_TELL, offset)
    was_in = previous is not None and previous.verdict is Verdict.IN
    limit_deg = rule.tolerance_deg + (rule.hysteresis_deg if was_in else 0.0)
    furthest_deg = offset.angle_deg + rule.sure_sigmas * gaze.doubt_deg
    if offset.angle_deg <= limit_deg and furthest_deg > limit_deg + rule.clearly_out_deg:
        return Answer(Verdict.CANNOT_TELL, Doubt.UNCERTAIN, Account.CANNOT_TELL, offset)
    is_near = furthest_deg <= rule.tolerance_deg + rule.clearly_out_deg
    if offset.angle_deg <= (limit_deg if is_near else rule.tolerance_deg):
        return Answer(Verdict.IN, None, Account.HELD, offset)
    return Answer(Verdict.OUT, None, Account.SLIPPED, offset)


def _answer_gap(gap: GazeGap, rule: HoldRule) -> Answer:
    if gap.reason in LIDS_SHUT:
        return Answer(Verdict.CANNOT_TELL, gap.reason, Account.EYES_CLOSED)
    if gap.reason is GapReason.HEAD_TURNED and not (gap.head and is_within(gap.head, rule.head_limits)):
        return Answer(Verdict.OUT, GapReason.HEAD_TURNED, Account.HEAD_MOVED)
    return Answer(Verdict.CANNOT_TELL, gap.reason, Account.CANNOT_TELL)


def is_within(head: HeadPose, limits: HeadLimits, *, margin_deg: float = 0.0) -> bool:
    """Say whether the head is within limits that are made narrower by a margin."""
    return (
        _is_inside(head.yaw_deg, limits.yaw_deg, margin_deg)
        and _is_inside(head.pitch_deg, limits.pitch_deg, margin_deg)
        and _is_inside(head.roll_deg, limits.roll_deg, margin_deg)
    )


def _is_inside(angle_deg: float, limit_deg: float, margin_deg: float) -> bool:
    # A margin of more than a quarter would leave little of a narrow limit.
    return abs(angle_deg) <= limit_deg - min(margin_deg, limit_deg / 4)


def _offset(gaze: GazeSample, target: Direction) -> Offset:
    azimuth_deg = target.azimuth_deg - gaze.azimuth_deg
    elevation_deg = target.elevation_deg - gaze.elevation_deg
    if not (math.isfinite(azimuth_deg) and math.isfinite(elevation_deg)):
        return Offset(azimuth_deg, elevation_deg, math.nan)
    angle_deg = angle_between_deg(gaze.azimuth_deg, gaze.elevation_deg, target.azimuth_deg, target.elevation_deg)
    return Offset(azimuth_deg, elevation_deg, angle_deg)


def _is_uncertain(offset: Offset, doubt_deg: float, rule: HoldRule) -> bool:
    if not (math.isfinite(offset.angle_deg) and math.isfinite(doubt_deg)):
        return True
    is_surely_out = offset.angle_deg - rule.tolerance_deg > rule.sure_sigmas * doubt_deg
    return doubt_deg > rule.largest_sigma_share * rule.tolerance_deg and not is_surely_out
