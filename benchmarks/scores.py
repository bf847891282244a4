"""Scores of one method on one kind of fixations: window errors, whether sigma is true, and the judge's verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.session_script import Fixation
from gazetrainer.events import Account, Verdict
from gazetrainer.gaze import Gaze, GazeSample, angle_between_deg
from gazetrainer.judging.answer import answer
from gazetrainer.judging.rule import HoldRule
from targets import HeadLimits
from targets.directions import Direction

TOLERANCE_DEG: Final = 5.0
CLEAR_BY_DEG: Final = 2.0
OFF_DEG: Final = (0.0, 7.0)
"""Targets that a fixation is judged against: the one looked at, and one 7 deg beside it."""
RULE: Final = HoldRule(hold_s=60.0, tolerance_deg=TOLERANCE_DEG)
EYES_ALONE: Final = replace(RULE, head_limits=HeadLimits(yaw_deg=30.0, pitch_deg=30.0, roll_deg=30.0))
"""With head limits so wide that the eyes decide."""
_WIDTHS: Final = (1.18, 2.45)
"""Radii in sigma within which half and 95% of a round normal distribution lie."""


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """What was told in the fixations of one kind; scores of several people are pooled.

    offsets_deg (w, 2): mean error of each window, per axis. errors_deg, sigmas_deg (n,): of the frames told; sigmas are
    nan for a method without. frames: all of them. judged, doubted: frames judged, and "can't tell" among them.
    far_out, wrong_in: frames truly more than 2 deg beyond tolerance, and "in position" among them.
    """

    offsets_deg: NDArray[np.float64]
    errors_deg: NDArray[np.float64]
    sigmas_deg: NDArray[np.float64]
    frames: int
    judged: int
    doubted: int
    far_out: int
    wrong_in: int

    def as_numbers(self) -> dict[str, float | None]:
        """Figures by name; None where there is nothing to tell."""
        errors = np.hypot(*self.offsets_deg.T)
        across, upward = np.abs(self.offsets_deg.T)
        inside = [(self.errors_deg < width * self.sigmas_deg).mean() for width in _WIDTHS]
        has_sigma = self.errors_deg.size > 0 and bool(np.isfinite(self.sigmas_deg).all())
        return {
            "mean_deg": _or_none(errors, np.mean),
            "median_deg": _or_none(errors, np.median),
            "p90_deg": _or_none(errors, lambda values: np.percentile(values, 90)),
            "across_deg": _or_none(across, np.mean),
            "upward_deg": _or_none(upward, np.mean),
            "within_1.18_sigma": float(inside[0]) if has_sigma else None,
            "within_2.45_sigma": float(inside[1]) if has_sigma else None,
            "median_sigma_deg": float(np.median(self.sigmas_deg)) if has_sigma else None,
            "not_told": 1 - self.errors_deg.size / self.frames,
            "cannot_tell": self.doubted / self.judged,
            "wrong_in": self.wrong_in / self.far_out if self.far_out else None,
            "wrong_in_of_all_judged": self.wrong_in / self.judged,
        }


def score(gazes: Sequence[Gaze], truth_deg: NDArray[np.float64], fixations: Sequence[Fixation], seed: int) -> Score:
    """Score one person's fixations of one kind; `seed` chooses to which side the targets 7 deg off lie."""
    rng = np.random.default_rng((seed, 13))
    each = [_fixation(gazes[f.frames], truth_deg[f.frames], f.aim_deg, rng) for f in fixations]
    return pooled(each)


def pooled(scores: Sequence[Score]) -> Score:
    """All of them together."""
    return Score(
        offsets_deg=np.concatenate([each.offsets_deg for each in scores]),
        errors_deg=np.concatenate([each.errors_deg for each in scores]),
        sigmas_deg=np.concatenate([each.sigmas_deg for each in scores]),
        frames=sum(each.frames for each in scores),
        judged=sum(each.judged for each in scores),
        doubted=sum(each.doubted for each in scores),
        far_out=sum(each.far_out for each in scores),
        wrong_in=sum(each.wrong_in for each in scores),
    )


def _fixation(
    gazes: Sequence[Gaze], truth_deg: NDArray[np.float64], aim_deg: tuple[float, float], rng: np.random.Generator
) -> Score:
    told = [(i, gaze) for i, gaze in enumerate(gazes) if isinstance(gaze, GazeSample)]
    off = np.array([(g.azimuth_deg, g.elevation_deg) - truth_deg[i] for i, g in told]).reshape(-1, 2)
    side = float(rng.uniform(0, 2 * np.pi))
    verdicts = [_verdicts(gazes, _beside(aim_deg, off_deg, side)) for off_deg in OFF_DEG]
    far = [_is_far(truth_deg, _beside(aim_deg, off_deg, side)) for off_deg in OFF_DEG]
    said, out = np.concatenate(verdicts), np.concatenate(far)
    return Score(
        offsets_deg=off.mean(axis=0)[None] if len(off) else np.empty((0, 2)),
        errors_deg=np.hypot(off[:, 0], off[:, 1]),
        sigmas_deg=np.array([gaze.sigma_deg for _, gaze in told]),
        frames=len(gazes),
        judged=said.size,
        doubted=int((said == Verdict.CANNOT_TELL.value).sum()),
        far_out=int(out.sum()),
        wrong_in=int((out & (said == Verdict.IN.value)).sum()),
    )


def answers(gazes: Sequence[Gaze], target: Direction, rule: HoldRule) -> list[tuple[Verdict, Account]]:
    """The judge's answers to frames one after another, as in a hold."""
    before, said = None, []
    for gaze in gazes:
        latest = answer(gaze, target, rule, before)
        said.append((latest.verdict, latest.account))
        before = before if latest.account is Account.EYES_CLOSED else latest
    return said


def _verdicts(gazes: Sequence[Gaze], target: Direction) -> NDArray[np.str_]:
    # A method without sigma tells nan as its sigma: it is sure of everything.
    return np.array([verdict.value for verdict, _ in answers(sure(gazes), target, EYES_ALONE)])


def sure(gazes: Sequence[Gaze]) -> list[Gaze]:
    """Gazes of a method that knows no doubt, as the judge can take them."""
    return [
        replace(gaze, sigma_deg=0.0) if isinstance(gaze, GazeSample) and np.isnan(gaze.sigma_deg) else gaze
        for gaze in gazes
    ]


def _is_far(truth_deg: NDArray[np.float64], target: Direction) -> NDArray[np.bool_]:
    off = [angle_between_deg(az, el, target.azimuth_deg, target.elevation_deg) for az, el in truth_deg]
    return np.array(off) > TOLERANCE_DEG + CLEAR_BY_DEG


def _beside(aim_deg: tuple[float, float], off_deg: float, side: float) -> Direction:
    azimuth, elevation = aim_deg
    # Where the eyes look up or down, a degree of azimuth is a shorter way.
    return Direction(
        azimuth + off_deg * float(np.cos(side)) / float(np.cos(np.radians(elevation))),
        elevation + off_deg * float(np.sin(side)),
    )


def _or_none(values: NDArray[np.float64], figure: Callable[[NDArray[np.float64]], np.floating[Any]]) -> float | None:
    return float(figure(values)) if values.size else None
