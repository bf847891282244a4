"""The scenes around a sitting: welcome, camera check, calibration dots and result, summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer import words
from gazetrainer.camera_check import CheckResult, CheckState
from gazetrainer.change_words import changed
from gazetrainer.changes import Change
from gazetrainer.events import Account
from gazetrainer.looked_at import HeadTask
from gazetrainer.profile import PointResult, Profile
from gazetrainer.rule import HoldRule, rule_for
from gazetrainer.scene import (
    Bar,
    CalibrationResultScene,
    CameraCheckScene,
    CheckedPoint,
    CheckLine,
    DotScene,
    Key,
    KeyHint,
    Mark,
    MessageScene,
    PausedScene,
    Quality,
    SummaryScene,
)
from gazetrainer.screen import Screen, Spot
from gazetrainer.sitting import Finished, Sitting
from targets import Direction, Prescription, direction_in_words

GOOD_BELOW_DEG: Final = 2.0
USABLE_BELOW_DEG: Final = 3.5
_MOST_NAMED: Final = 2
_EDGE_SHARE: Final = 0.05
_UNSEEN_S: Final = 1.0
"""A face that is missing for longer than this is said."""
_STOP_HINT: Final = KeyHint(Key.STOP, "stop")
_RESULT_HINTS: Final = {
    False: (KeyHint(Key.MAIN, "begin"), KeyHint(Key.REPEAT, "repeat"), _STOP_HINT),
    True: (KeyHint(Key.MAIN, "repeat"), KeyHint(Key.SKIP, "go on anyway"), _STOP_HINT),
}
"""By whether the calibration should be done again."""


def welcome_scene(plan: Prescription) -> MessageScene:
    """Today's plan, and the rule when to stop."""
    length = words.seconds_in_words(plan.planned_s)
    return MessageScene(
        title=plan.title,
        text=f"{_positions(len(plan.holds))}, about {length}. {plan.stop_rule}",
        hints=(KeyHint(Key.MAIN, "begin"), _STOP_HINT),
    )


def check_scene(
    preview: NDArray[np.uint8] | None, results: Sequence[CheckResult], changes: Sequence[Change] = ()
) -> CameraCheckScene:
    """The camera's picture, its checks and the first change since the calibration; advice for one thing at a time."""
    first_wrong = next((r for r in results if r.state not in (CheckState.GOOD, CheckState.UNKNOWN)), None)
    return CameraCheckScene(
        title=words.FACE_ADVICE,
        preview=preview,
        checks=(
            *(_check_line(result, has_advice=result is first_wrong) for result in results),
            *(_change_line(change, has_advice=first_wrong is None) for change in changes[:1]),
        ),
        sentence=words.GOES_ON,
        hints=(KeyHint(Key.MAIN, "go on anyway"), _STOP_HINT),
    )


def dot_scene(
    direction: Direction,
    screen: Screen,
    distance_mm: float,
    share: float,
    step: str,
    unseen_s: float,
    time_s: float,
    head: HeadTask = HeadTask.STILL,
) -> DotScene:
    """A dot at its true direction; a nose dot stays on the screen."""
    x_px, y_px = screen.point_px(direction.azimuth_deg, direction.elevation_deg, distance_mm)
    is_led = head is HeadTask.NOSE_DOT
    return DotScene(
        spot=_inside(screen, x_px, y_px) if is_led else Spot(x_px, y_px),
        progress=max(0.0, min(1.0, share)),
        sentence=words.COME_BACK if unseen_s >= _UNSEEN_S else words.NOSE_DOT if is_led else words.LOOK_AT_THE_DOT,
        time_s=time_s,
        step=step,
        hints=(KeyHint(Key.MAIN, "pause"), _STOP_HINT),
    )


def _inside(screen: Screen, x_px: float, y_px: float) -> Spot:
    margin_px = _EDGE_SHARE * screen.height_px
    return Spot(
        min(max(x_px, margin_px), screen.width_px - margin_px),
        min(max(y_px, margin_px), screen.height_px - margin_px),
    )


def quality_of_calibration(profile: Profile) -> Quality:
    """Good, usable or to be done again, by the mean error on points that had no part in the fit."""
    error_deg = profile.validation.mean_error_deg if profile.validation.points else np.inf
    if error_deg <= GOOD_BELOW_DEG:
        return Quality.GOOD
    return Quality.USABLE if error_deg <= USABLE_BELOW_DEG else Quality.REDO


def result_scene(profile: Profile, plan: Prescription | None) -> CalibrationResultScene:
    """How exact the measurement is, where it is weakest, and what that means for the plan."""
    quality = quality_of_calibration(profile)
    points = profile.validation.points
    return CalibrationResultScene(
        quality=quality,
        title=words.calibration_in_words(quality),
        subtitle=f"checked on {len(points)} places it had not seen" if points else "no place could be checked",
        headline=f"On average within {profile.validation.mean_error_deg:.1f}°" if points else "",
        weakest=_weakest(points),
        plan=_what_it_means(profile, plan) if plan is not None else "",
        checked=tuple(
            CheckedPoint(p.azimuth_deg, p.elevation_deg, p.offset_azimuth_deg, p.offset_elevation_deg, p.std_deg)
            for p in points
        ),
        hints=_RESULT_HINTS[quality is Quality.REDO],
        camera_on=True,
    )


def failed_calibration_scene(why: str) -> MessageScene:
    """A calibration that gave no result; it can be tried again."""
    return MessageScene(
        title=words.calibration_in_words(Quality.REDO),
        text=f"{why[:1].upper()}{why[1:]}.",
        hints=(KeyHint(Key.MAIN, "try again"), _STOP_HINT),
        camera_on=True,
    )


def paused_scene() -> PausedScene:
    """A pause of the calibration."""
    return PausedScene("Paused", words.PAUSED_SENTENCE, hints=(KeyHint(Key.MAIN, "go on"), _STOP_HINT))


def moment_scene(text: str) -> MessageScene:
    """The program is busy for a moment."""
    return MessageScene(title="One moment", text=text)


def fault_scene(text: str) -> MessageScene:
    """Something that the person can put right."""
    return MessageScene(title="This does not work yet", text=text, hints=(KeyHint(Key.MAIN, "close"),))


def widened_steps(rules: Sequence[HoldRule], plan: Prescription) -> tuple[str, ...]:
    """Names of the steps whose circle is wider than the plan asks, because nothing smaller can be told, each once."""
    wide = (step.name for step, rule in zip(plan.holds, rules, strict=True) if rule.tolerance_deg > step.tolerance_deg)
    return tuple(dict.fromkeys(wide))


def rules_for(plan: Prescription, profile: Profile) -> tuple[HoldRule, ...]:
    """The rule of each step, as wide as this calibration needs it."""
    smallest = profile.smallest_tolerances_deg(plan)
    return tuple(rule_for(step, smallest_tolerance_deg=least) for step, least in zip(plan.holds, smallest, strict=True))


def summary_scene(sitting: Sitting, *, fault: str = "") -> SummaryScene:
    """Every second of every position in one bar; `fault`: what went wrong, instead of where things are."""
    outcome = sitting.phase.outcome if isinstance(sitting.phase, Finished) else None
    wide = widened_steps(sitting.rules, sitting.prescription)
    kept = "Recording and report are saved on this computer."
    return SummaryScene(
        title=words.farewell(outcome) if outcome is not None else "Done for today",
        bars=tuple(_bar(sitting, number) for number in range(len(sitting.holds))),
        sentence=fault or (f"{_wider(wide)} {kept}" if wide else kept),
        hints=(KeyHint(Key.MAIN, "finish"),),
    )


def _check_line(result: CheckResult, *, has_advice: bool) -> CheckLine:
    text, advice = words.check_in_words(result)
    if result.is_good:
        return CheckLine(text, Mark.GOOD)
    if result.state is CheckState.UNKNOWN:
        return CheckLine(text, Mark.WAITING)
    return CheckLine(text, Mark.ATTENTION, advice if has_advice else "")


def _change_line(change: Change, *, has_advice: bool) -> CheckLine:
    said = changed(change)
    return CheckLine(said.sentence.rstrip("."), Mark.ATTENTION, said.helps if has_advice else "")


def _weakest(points: Sequence[PointResult]) -> str:
    if not points:
        return ""
    worst = max(points, key=lambda point: point.error_deg)
    where = direction_in_words(worst.azimuth_deg, worst.elevation_deg).lower()
    return f"weakest: {where} ({worst.error_deg:.1f}°)"


def _what_it_means(profile: Profile, plan: Prescription) -> str:
    wide = widened_steps(rules_for(plan, profile), plan)
    if not wide:
        return "Every position in your plan can be told."
    if len(wide) == len({step.name for step in plan.holds}):
        return "Your plan asks for more than can be told today; a wider circle is used, and your practitioner sees it."
    return f"A wider circle is used for: {'; '.join(wide)}. Your practitioner sees it."


def _wider(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return f"A wider circle than the plan asks was used for {len(names)} positions."
    return f"A wider circle than the plan asks was used for: {' and '.join(names)}."


def _bar(sitting: Sitting, step: int) -> Bar:
    holds = [hold for hold in sitting.ended if hold.ledger.place.step == step]
    seconds = tuple((account, sum(hold.accounts.of(account) for hold in holds)) for account in Account)
    asked = sitting.holds[step].hold_s * sitting.holds[step].repetitions
    held = dict(seconds)[Account.HELD]
    return Bar(
        name=sitting.holds[step].name,
        seconds=tuple((account, length) for account, length in seconds if length > 0),
        sentence=f"held {_clock(held)} of {_clock(asked)}",
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _positions(count: int) -> str:
    return "One position" if count == 1 else f"{count} positions"
