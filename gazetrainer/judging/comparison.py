"""Comparison of the judge's verdicts with a known truth, as only a simulated client can give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from gazetrainer.events import HoldEnded, HoldStarted, Verdict
from gazetrainer.gaze import Gaze, GazeGap, GazeSample, angle_between_deg
from gazetrainer.judging.hold import Hold, begin_hold, judge
from gazetrainer.judging.plan_run import JudgedRun, PlanRun
from gazetrainer.judging.rule import HoldRule
from targets import Step

_HALF_OPEN: Final = 0.5
CLEAR_BY_DEG: Final = 2.0
"""Frames whose true error lies this close to the edge of the tolerance are in neither class."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts of frames and seconds of time held, over all holds of a sitting.

    right_in, wrong_in, missed_in: truly in position and said so; said in but truly out; truly in but not said.
    doubted_in: truly in and "can't tell"; caught_out, doubted_out: truly out and said so, and "can't tell".
    in_with_eyes_closed: said in position while the lids were shut or nobody was there; in_with_head_turned: while
        the head was clearly beyond its limits.
    """

    right_in: int = 0
    wrong_in: int = 0
    missed_in: int = 0
    doubted_in: int = 0
    caught_out: int = 0
    doubted_out: int = 0
    in_with_eyes_closed: int = 0
    in_with_head_turned: int = 0
    told_held_s: float = 0.0
    true_held_s: float = 0.0

    @property
    def precision(self) -> float:
        """Share of the frames said to be in position that were."""
        return _share(self.right_in, self.right_in + self.wrong_in)

    @property
    def recall(self) -> float:
        """Share of the frames truly in position that were said to be."""
        return _share(self.right_in, self.right_in + self.missed_in + self.doubted_in)

    @property
    def out_caught(self) -> float:
        """Share of the frames truly out of position that were said to be."""
        return _share(self.caught_out, self.caught_out + self.doubted_out + self.wrong_in)

    @property
    def held_difference(self) -> float:
        """Time said to be held against the true one, as a share of it."""
        return _share(self.told_held_s - self.true_held_s, self.true_held_s, nothing=0.0)


def compare(run: JudgedRun, truth: Sequence[Gaze]) -> Comparison:
    """Compare every frame of a run's holds with the truth; `truth` has one gaze for each time of the run."""
    true_at = {round(gaze.time_s, 6): gaze for gaze in truth}
    windows = _holds(run)
    result = Comparison()
    for judged in run.judged():
        time_s = judged.gaze.time_s
        true = true_at.get(round(time_s, 6))
        window = next((each for each in windows if each.start_s < time_s <= each.end_s), None)
        if judged.verdict is not None and true is not None and window is not None:
            result = _counted(result, judged.verdict, true, window)
    for window in windows:
        during = [gaze for gaze in truth if window.start_s <= gaze.time_s <= window.end_s]
        result = replace(
            result,
            told_held_s=result.told_held_s + window.held_s,
            true_held_s=result.true_held_s + _truly_held_s(during, window),
        )
    return result


@dataclass(frozen=True, slots=True)
class _Hold:
    start_s: float
    end_s: float
    held_s: float
    step: Step
    rule: HoldRule


def _holds(run: PlanRun) -> list[_Hold]:
    holds, start_s = [], 0.0
    for event in run.events:
        if isinstance(event, HoldStarted):
            start_s = event.time_s
        elif isinstance(event, HoldEnded):
            step, rule = run.sitting.holds[event.place.step], run.sitting.rules[event.place.step]
            holds.append(_Hold(start_s, event.time_s, event.held_s, step, rule))
    return holds


def _counted(result: Comparison, verdict: Verdict, true: Gaze, hold: _Hold) -> Comparison:
    is_in = verdict is Verdict.IN
    if isinstance(true, GazeGap):
        return replace(result, in_with_eyes_closed=result.in_with_eyes_closed + (is_in and _is_shut(true)))
    off_deg = angle_between_deg(true.azimuth_deg, true.elevation_deg, hold.step.azimuth_deg, hold.step.elevation_deg)
    head_over_deg = _head_beyond_limits_deg(true, hold.rule)
    if head_over_deg > CLEAR_BY_DEG or off_deg > hold.rule.tolerance_deg + CLEAR_BY_DEG:
        if is_in and head_over_deg > CLEAR_BY_DEG:
            result = replace(result, in_with_head_turned=result.in_with_head_turned + 1)
        field = {Verdict.IN: "wrong_in", Verdict.OUT: "caught_out", Verdict.CANNOT_TELL: "doubted_out"}[verdict]
    elif off_deg < hold.rule.tolerance_deg - CLEAR_BY_DEG and head_over_deg < -CLEAR_BY_DEG:
        field = {Verdict.IN: "right_in", Verdict.OUT: "missed_in", Verdict.CANNOT_TELL: "doubted_in"}[verdict]
    else:
        return result
    return replace(result, **{field: getattr(result, field) + 1})


def _is_shut(true: GazeGap) -> bool:
    """Nobody is there, or a lid covers at least half of its eye; before that a blink only begins or ends."""
    return true.eyes is None or min(true.eyes.openness_left, true.eyes.openness_right) < _HALF_OPEN


def _head_beyond_limits_deg(true: GazeSample, rule: HoldRule) -> float:
    """How far the head is beyond its nearest limit; negative inside."""
    limits, head = rule.head_limits, true.head
    return max(
        abs(head.yaw_deg) - limits.yaw_deg,
        abs(head.pitch_deg) - limits.pitch_deg,
        abs(head.roll_deg) - limits.roll_deg,
    )


def _truly_held_s(during: Sequence[Gaze], hold: _Hold) -> float:
    endless = replace(hold.rule, hold_s=float("inf"), time_limit_s=None)
    state: Hold = begin_hold(hold.start_s)
    for gaze in during:
        state, _ = judge(state, gaze, hold.step, endless)
    return state.held_s


def _share(part: float, whole: float, *, nothing: float = 1.0) -> float:
    return part / whole if whole else nothing
