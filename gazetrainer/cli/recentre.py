"""`recentre` from recorded material: a later sitting's dots are added to a profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from gazetrainer.calibrating.later_sitting import with_sitting
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt, Purpose, load_looked_at
from gazetrainer.calibrating.population import population_in_use
from gazetrainer.calibrating.profile import PointResult
from gazetrainer.calibrating.profile_file import save_profile
from gazetrainer.calibrating.validate import checked_on
from gazetrainer.cli.measure import observe
from gazetrainer.cli.options import RecentreWish
from gazetrainer.cli.parts import console
from gazetrainer.cli.personal import profile_file, usable_profile
from gazetrainer.cli.places import now
from targets.formats import number
from targets.language import _, ngettext


def recentre(wish: RecentreWish) -> None:
    """Add a sitting, and say how far off the profile was before it and is with it."""
    profile, people = usable_profile(wish.profile), population_in_use()
    lines = tuple(_as_recentre(line) for line in load_looked_at(wish.looked_at))
    path = profile_file(wish.output or wish.profile, inputs=(wish.looked_at, Path(wish.camera.spec)))
    seen = observe(wish.camera, wish.face_model, profile)[1]
    learned = with_sitting(profile, seen, lines, now().isoformat(), people)
    shown = [line for line in lines if line.head is HeadTask.STILL]
    save_profile(learned, path)
    _print_off(_("Before, on dots that the calibration had not seen"), checked_on(shown, seen, profile, people))
    _print_off(_("Now, with these dots learned"), checked_on(shown, seen, learned, people))
    count = len(learned.sittings)
    kept = ngettext(
        "The profile has {count} sitting and is kept: {path}",
        "The profile has {count} sittings and is kept: {path}",
        count,
    )
    console.print(kept.format(count=count, path=path), markup=False)


def _as_recentre(line: LookedAt) -> LookedAt:
    return replace(line, purpose=Purpose.RECENTRE) if line.purpose is Purpose.CALIBRATION else line


def _print_off(when: str, points: Sequence[PointResult]) -> None:
    if not points:
        console.print(_("{when}: no direction could be told.").format(when=when))
        return
    mean_deg = float(np.mean([point.error_deg for point in points]))
    console.print(_("{when}: off by {error} deg on average").format(when=when, error=number(mean_deg, ".1f")))
    for point in points:
        console.print(
            "  "
            + _("azimuth {azimuth} deg, elevation {elevation} deg: off by {error} deg").format(
                azimuth=number(point.azimuth_deg, "+6.1f"),
                elevation=number(point.elevation_deg, "+6.1f"),
                error=number(point.error_deg, ".1f"),
            )
        )
