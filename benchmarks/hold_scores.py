"""Scores of the judge's verdicts in holds: by what eyes and head do, and over whole holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final, TypeVar

from benchmarks.scores import EYES_ALONE, RULE, TOLERANCE_DEG, answers, sure
from benchmarks.session_script import KINDS, ON_TARGET, RATE_HZ, TURNED_RIGHT, HeldTarget, Script
from gazetrainer.events import Account, SittingOutcome, Verdict
from gazetrainer.gaze import EyeState, Gaze, GazeSample, HeadPose
from gazetrainer.judging.comparison import Comparison, compare
from gazetrainer.judging.plan_run import JudgedRun
from gazetrainer.judging.rule import HoldRule
from targets import Prescription, Step
from targets.directions import Direction

_IS_IN: Final = frozenset({ON_TARGET, TURNED_RIGHT})
HEAD_LIMITS: Final = {"as usual": RULE, "wide": EYES_ALONE}
"""The judge with the usual head limits (8, 8, 6 deg), and with such that the eyes alone decide."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Frames of one kind by how they were judged; `head`: out of position because of the head."""

    right: int = 0
    cannot_tell: int = 0
    head: int = 0
    wrong: int = 0

    def as_numbers(self) -> dict[str, float]:
        """Shares."""
        frames = sum(getattr(self, each.name) for each in fields(self))
        return {each.name: getattr(self, each.name) / frames for each in fields(self)} if frames else {}


@dataclass(frozen=True, slots=True)
class HoldScore:
    """kinds: counts by kind of frame and head limits; comparison: over the holds with slips."""

    kinds: dict[tuple[str, str], Counts]
    comparison: Comparison

    def as_numbers(self) -> dict[str, float]:
        """What the comparison comes to."""
        same = self.comparison
        return {
            "precision": same.precision,
            "recall": same.recall,
            "out_caught": same.out_caught,
            "held_difference": same.held_difference,
        }


_Summed = TypeVar("_Summed", Counts, Comparison)


def score_holds(gazes: Sequence[Gaze], script: Script) -> HoldScore:
    """Judge all holds of one person's session."""
    certain, truth = sure(gazes), _truth(script)
    kinds = {
        (kind, limits): _counts(certain, script, kind, rule) for kind in KINDS for limits, rule in HEAD_LIMITS.items()
    }
    return HoldScore(kinds, _sum(_compared(certain, truth, held) for held in script.holds))


def pooled_holds(scores: Sequence[HoldScore]) -> HoldScore:
    """All of them together."""
    kinds = {key: _sum(score.kinds[key] for score in scores) for key in scores[0].kinds}
    return HoldScore(kinds, _sum(score.comparison for score in scores))


def _counts(gazes: Sequence[Gaze], script: Script, kind: str, rule: HoldRule) -> Counts:
    found = []
    for held in script.holds:
        whole = slice(held.slipping.start, held.turning.stop)
        said = answers(gazes[whole], Direction(*held.target_deg), rule)
        for name, frames in held.kinds:
            if name == kind:
                found += said[frames.start - whole.start : frames.stop - whole.start]
    return _sum(_count(verdict, account, is_in=kind in _IS_IN) for verdict, account in found)


def _count(verdict: Verdict, account: Account, *, is_in: bool) -> Counts:
    if account is Account.HEAD_MOVED:
        return Counts(head=1)
    if verdict is Verdict.CANNOT_TELL:
        return Counts(cannot_tell=1)
    return Counts(right=1) if (verdict is Verdict.IN) == is_in else Counts(wrong=1)


def _compared(gazes: Sequence[Gaze], truth: Sequence[Gaze], held: HeldTarget) -> Comparison:
    first = gazes[held.slipping.start].time_s
    step = Step(
        azimuth_deg=held.target_deg[0],
        elevation_deg=held.target_deg[1],
        hold_s=RULE.hold_s,
        tolerance_deg=TOLERANCE_DEG,
        get_ready_s=0.0,
    )
    run = JudgedRun(Prescription(schema=1, title="benchmark", steps=(step,)), first - 1e-3)
    for gaze in gazes[held.slipping]:
        run.take(gaze)
    run.end(run.sitting.time_s, SittingOutcome.PICTURES_ENDED)
    return compare(run, truth[held.slipping])


def _truth(script: Script) -> list[Gaze]:
    return [
        GazeSample(
            index / RATE_HZ,
            pose.azimuth_deg,
            pose.elevation_deg,
            0.0,
            HeadPose(pose.head_yaw_deg, pose.head_pitch_deg, pose.head_roll_deg),
            EyeState(pose.openness_left, pose.openness_right, pose.distance_mm),
        )
        for index, pose in enumerate(script.poses)
    ]


def _sum(parts: Iterable[_Summed]) -> _Summed:
    """Field by field; at least one."""
    first, *rest = parts
    names = [each.name for each in fields(first)]
    return type(first)(*(sum((getattr(part, name) for part in rest), getattr(first, name)) for name in names))
