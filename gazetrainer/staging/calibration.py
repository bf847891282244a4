"""The scenes about a calibration: how it turned out, what that means for the plan, and when it gave no result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gazetrainer.calibrating.profile import PointResult, Profile
from gazetrainer.judging.rule import HoldRule, rule_for
from gazetrainer.scene import CalibrationResultScene, CheckedPoint, Key, KeyHint, MessageScene, Quality
from gazetrainer.wording import words
from targets import Prescription, direction_within_sentence
from targets.formats import number
from targets.language import _, ngettext

GOOD_BELOW_DEG: Final = 2.0
USABLE_BELOW_DEG: Final = 3.5


def quality_of_calibration(profile: Profile) -> Quality:
    """Good, usable or to be done again, by the mean error on points that had no part in the fit."""
    error_deg = profile.validation.mean_error_deg if profile.validation.points else np.inf
    if error_deg <= GOOD_BELOW_DEG:
        return Quality.GOOD
    return Quality.USABLE if error_deg <= USABLE_BELOW_DEG else Quality.REDO


def about_turning(profile: Profile) -> list[str]:
    """What it means for a turned head that no nose dot was shown; nothing where one was."""
    if profile.knows_turning:
        return []
    return [
        _(
            "No nose dot was shown, so what turning the head does is not known: while the head is turned, the program "
            "will often say that it can't tell."
        )
    ]


def result_scene(profile: Profile, plan: Prescription | None) -> CalibrationResultScene:
    """How exact the measurement is, where it is weakest, and what that means for the plan."""
    quality = quality_of_calibration(profile)
    points = profile.validation.points
    return CalibrationResultScene(
        quality=quality,
        title=words.calibration_in_words(quality),
        subtitle=_checked_on(len(points)),
        headline=_average(profile) if points else "",
        weakest=_weakest(points),
        plan=_what_it_means(profile, plan) if plan is not None else "",
        checked=tuple(
            CheckedPoint(p.azimuth_deg, p.elevation_deg, p.offset_azimuth_deg, p.offset_elevation_deg, p.std_deg)
            for p in points
        ),
        hints=_redo_hints() if quality is Quality.REDO else _result_hints(),
        camera_on=True,
    )


def failed_calibration_scene(why: str) -> MessageScene:
    """A calibration that gave no result; it can be tried again."""
    return MessageScene(
        title=words.calibration_in_words(Quality.REDO),
        text=f"{why[:1].upper()}{why[1:]}.",
        hints=(KeyHint(Key.MAIN, _("try again")), _stop_hint()),
        camera_on=True,
    )


def widened_steps(rules: Sequence[HoldRule], plan: Prescription) -> tuple[str, ...]:
    """Names of the steps whose circle is wider than the plan asks, because nothing smaller can be told, each once."""
    wide = (step.name for step, rule in zip(plan.holds, rules, strict=True) if rule.tolerance_deg > step.tolerance_deg)
    return tuple(dict.fromkeys(wide))


def rules_for(plan: Prescription, profile: Profile) -> tuple[HoldRule, ...]:
    """The rule of each step, as wide as this calibration needs it."""
    smallest = profile.smallest_tolerances_deg(plan)
    return tuple(rule_for(step, smallest_tolerance_deg=least) for step, least in zip(plan.holds, smallest, strict=True))


def _weakest(points: Sequence[PointResult]) -> str:
    if not points:
        return ""
    worst = max(points, key=lambda point: point.error_deg)
    where = direction_within_sentence(worst.azimuth_deg, worst.elevation_deg)
    return _("weakest: {direction} ({error}°)").format(direction=where, error=number(worst.error_deg, ".1f"))


def _what_it_means(profile: Profile, plan: Prescription) -> str:
    wide = widened_steps(rules_for(plan, profile), plan)
    if not wide:
        return _("Every position in your plan can be told.")
    if len(wide) == len({step.name for step in plan.holds}):
        return _(
            "Your plan asks for more than can be told today; a wider circle is used, and your practitioner sees it."
        )
    return _("A wider circle is used for: {positions}. Your practitioner sees it.").format(positions="; ".join(wide))


def _checked_on(count: int) -> str:
    if not count:
        return _("no place could be checked")
    return ngettext(
        "checked on {count} place it had not seen", "checked on {count} places it had not seen", count
    ).format(count=count)


def _average(profile: Profile) -> str:
    return _("On average within {error}°").format(error=number(profile.validation.mean_error_deg, ".1f"))


def _result_hints() -> tuple[KeyHint, ...]:
    return KeyHint(Key.MAIN, _("begin")), KeyHint(Key.REPEAT, _("repeat")), _stop_hint()


def _redo_hints() -> tuple[KeyHint, ...]:
    return KeyHint(Key.MAIN, _("repeat")), KeyHint(Key.SKIP, _("go on anyway")), _stop_hint()


def _stop_hint() -> KeyHint:
    return KeyHint(Key.STOP, _("stop"))
