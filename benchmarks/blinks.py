"""Blinks and closures of simulated people whose lids are known: `python -m benchmarks.blinks`.

A blink frame is one whose lids truly are less than half open, or in which moving lids would fake the gaze by more than
2 deg. A false alarm is a dropped frame whose lids are as open as they are in that part of the session.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.blink_sessions import IDENTITIES, PARTS, RATE_HZ, BlinkSession, blink_session
from benchmarks.kept_faces import cache_folder
from benchmarks.tables import README, between
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.profile import LidLine, Profile
from gazetrainer.estimate import estimate
from gazetrainer.events import Account, Booked, Event, SittingOutcome, VerdictChanged
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.measuring.lids import SHUT_BELOW, LidState, LidWatch
from gazetrainer.measuring.settling import AROUND_BLINK_S
from targets import Prescription, Step

FAKED_DEG: Final = 2.0
CALM_FRAMES: Final = 3
"""An open frame further than this from every blink is calm."""
ALLOWED_FALSE: Final = 0.01
THRESHOLDS: Final = tuple(round(float(value), 2) for value in np.arange(0.70, 0.96, 0.01))
CLOSED: Final = frozenset({GapReason.BLINK, GapReason.EYES_CLOSED})
_ALWAYS_OPEN: Final = LidLine(open_value=1e-3, slope=0.0)
_ROUNDING_S: Final = 1e-6

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One person: of each frame its part, whether it is a blink's, open, calm, dropped; the 10 s closure as judged.

    is_calm: open, and away from any blink. dropped_by: what would be dropped with each of THRESHOLDS. closures: closed
    spans told; closed_s: seconds booked.
    """

    identity: int
    parts: list[str]
    blink: Flags
    is_open: Flags
    is_calm: Flags
    dropped: Flags
    dropped_by: dict[float, Flags]
    closures: int
    closed_s: float


def found_of(identity: int, folder: Path) -> Found:
    """Measure one person's session with the engine, and with other thresholds of the lids."""
    own = blink_session(identity, folder)
    setting = CalibrationSetting("benchmark", own.camera, 62.0, "2026-01-01T00:00:00")
    profile = fit_profile(own.seen, own.script.points, setting)
    gazes = list(estimate(own.seen, profile))
    moments = own.script.moments
    judged = _closure_judged(own, gazes)
    is_open = np.array([moment.unblinked == 1 for moment in moments])
    return Found(
        identity=identity,
        parts=[moment.part for moment in moments],
        blink=_blink_frames(own, profile),
        is_open=is_open,
        is_calm=np.convolve(~is_open, np.ones(2 * CALM_FRAMES + 1), "same") == 0,
        dropped=np.array([isinstance(gaze, GazeGap) and gaze.reason in CLOSED for gaze in gazes]),
        dropped_by={threshold: _dropped(own.seen, profile, threshold) for threshold in THRESHOLDS},
        closures=sum(isinstance(e, VerdictChanged) and e.reason is GapReason.EYES_CLOSED for e in judged),
        closed_s=sum(e.end_s - e.start_s for e in judged if isinstance(e, Booked) and e.account is Account.EYES_CLOSED),
    )


def _blink_frames(own: BlinkSession, profile: Profile) -> Flags:
    """Lids less than half open, or moving lids that fake the gaze against the same fixation with open lids."""
    unlidded = profile.model_copy(update={"lid_left": _ALWAYS_OPEN, "lid_right": _ALWAYS_OPEN})
    told = np.array([_direction(gaze) for gaze in estimate(own.seen, unlidded)])
    moments = own.script.moments
    fixations = np.array([moment.fixation for moment in moments])
    moving = np.array([moment.unblinked < 1 for moment in moments])
    wide = np.array([max(moment.pose.openness_left, moment.pose.openness_right) for moment in moments])
    faked = np.zeros(len(moments), dtype=bool)
    for fixation in np.unique(fixations):
        here = fixations == fixation
        usual = np.nanmedian(told[here & ~moving], axis=0)
        faked[here] = np.linalg.norm(told[here] - usual, axis=1) > FAKED_DEG
    return np.asarray(moving & (faked | (wide < 0.5)))


def _direction(gaze: Gaze) -> tuple[float, float]:
    return (gaze.azimuth_deg, gaze.elevation_deg) if isinstance(gaze, GazeSample) else (np.nan, np.nan)


def _dropped(seen: Sequence[FaceObservation | NoFace], profile: Profile, threshold: float) -> Flags:
    """Frames dropped with another threshold, with their neighbours as the estimator drops them."""
    watch = LidWatch(profile, Eyes.BOTH, shut_below=threshold)
    shut = [isinstance(o, FaceObservation) and watch.look(o).state is LidState.CLOSED for o in seen]
    shut_s = np.array([o.time_s for o, is_shut in zip(seen, shut, strict=True) if is_shut])
    if not shut_s.size:
        return np.array(shut)
    return np.array([bool(np.abs(shut_s - o.time_s).min() <= AROUND_BLINK_S + _ROUNDING_S) for o in seen])


def _closure_judged(own: BlinkSession, gazes: Sequence[Gaze]) -> list[Event]:
    """What the judge says of the 10 s closure, as part of a hold of the place looked at before it."""
    at = [i for i, moment in enumerate(own.script.moments) if moment.part == "closed 10 s"]
    pose = own.script.moments[at[0]].pose
    aim = {"azimuth_deg": pose.azimuth_deg, "elevation_deg": pose.elevation_deg}
    step = Step(**aim, hold_s=60.0, get_ready_s=0.0, tolerance_deg=8.0)
    run = PlanRun(Prescription(schema=1, title="benchmark", steps=(step,)), gazes[at[0]].time_s - 1 / RATE_HZ)
    for index in at:
        run.take(gazes[index])
    run.end(run.sitting.time_s, SittingOutcome.PICTURES_ENDED)
    return run.events


@dataclass(frozen=True, slots=True)
class Shares:
    """Blink frames and how many of them were dropped, open frames and how many of those."""

    blink_frames: int
    dropped: float
    open_frames: int
    false_alarms: float
    calm_frames: int
    false_when_calm: float


def shares(people: Sequence[Found], *, part: str | None = None, threshold: float | None = None) -> Shares:
    """Of one part or all, as the engine drops frames or with another threshold; NaN where there are no frames."""
    here = np.concatenate([[part in (None, each) for each in person.parts] for person in people])
    blink = np.concatenate([person.blink for person in people]) & here
    is_open = np.concatenate([person.is_open for person in people]) & here
    calm = np.concatenate([person.is_calm for person in people]) & here
    dropped = np.concatenate([p.dropped if threshold is None else p.dropped_by[threshold] for p in people])
    return Shares(
        *(int(blink.sum()), _share(dropped, blink)),
        *(int(is_open.sum()), _share(dropped, is_open)),
        *(int(calm.sum()), _share(dropped, calm)),
    )


def _share(flags: Flags, of: Flags) -> float:
    return float(flags[of].mean()) if of.any() else float("nan")


def table(people: Sequence[Found]) -> str:
    """What the engine drops, by part; the point at 1% false alarms; the closure."""
    names = ["part", "blink frames", "dropped", "open frames", "false alarms", "away from blinks", "false alarms"]
    lines = [f"| {' | '.join(names)} |", f"| {' | '.join(['---'] * len(names))} |"]
    for part in (*(each.name for each in PARTS), None):
        of = shares(people, part=part)
        blinks, opens = (of.blink_frames, f"{of.dropped:.1%}"), (of.open_frames, f"{of.false_alarms:.1%}")
        cells = part or "all", *blinks, *opens, of.calm_frames, f"{of.false_when_calm:.1%}"
        lines.append(f"| {' | '.join(str(cell) for cell in cells)} |")
    threshold, at = at_allowed(people)
    one = sum(person.closures == 1 for person in people)
    seconds = [person.closed_s for person in people]
    lines += [
        "",
        f"Lids count as shut below {SHUT_BELOW:g} of their usual opening. The highest threshold with at most 1% false "
        f"alarms is {threshold:.2f}: {at.false_alarms:.1%}, with {at.dropped:.1%} of the blink frames dropped.",
        "",
        f"The closure of 10 s was told as one closure for {one} of {len(people)} people, and {min(seconds):.1f} to "
        f"{max(seconds):.1f} s of it were booked as closed.",
    ]
    return "\n".join(lines)


def at_allowed(people: Sequence[Found]) -> tuple[float, Shares]:
    """The highest threshold with at most 1% false alarms, and what it drops; the lowest when none is that good."""
    curve = [(threshold, shares(people, threshold=threshold)) for threshold in THRESHOLDS]
    return max((p for p in curve if p[1].false_alarms <= ALLOWED_FALSE), default=curve[0], key=lambda point: point[0])


def main() -> None:
    """Measure, print the table, and write it where wished."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=len(IDENTITIES), help="only the first so many")
    parser.add_argument("--sessions", type=Path, default=cache_folder("blinks"), help="where sessions are kept")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--date", default=date.today().isoformat(), help="the date written with it")
    parser.add_argument("--processes", type=int, default=2)
    wish = parser.parse_args()
    with ProcessPoolExecutor(wish.processes) as pool:
        people = list(pool.map(partial(found_of, folder=wish.sessions), IDENTITIES[: wish.people]))
    print(table(people))
    if wish.write:
        head = f"{wish.date}, `python -m benchmarks.blinks`: identities {people[0].identity} to {people[-1].identity}."
        text = between(README.read_text(encoding="utf-8"), "blinks", f"{head}\n\n{table(people)}")
        README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
