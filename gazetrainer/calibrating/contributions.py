"""Contributions: whose recordings a population may be learned from, and why others are left out.

Only figures are taken: the captured points of the calibration in the header, with the client's consent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from calibration import CalibrationError
from gazetrainer.calibrating.captured import fit_points, fitted, rows_of
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import parse_profile
from gazetrainer.errors import ProfileError
from gazetrainer.eyes import Eyes
from gazetrainer.recording import RecordingHeader, Subject
from gazetrainer.wording.fault_words import calibration_fault_in_words
from targets.language import N_, _

NO_CONSENT: Final = N_("whoever practised did not say that the figures may be used to measure others")
_MADE_WITH: Final = " + "
_FURTHEST: Final = 1000.0
"""Features further from a person's mean than so many times the population's usual spread come from no face."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """A person's calibration that may be learned from, as it was in the recording of that name."""

    recording: str
    profile: Profile
    began_at_s: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A recording that is not learned from, and why."""

    recording: str
    why: str


def contribution_of(
    recording: str, header: RecordingHeader, population: GazePopulation, *, with_simulated: bool = False
) -> Contribution | LeftOut:
    """What of a recording may be learned from, on top of this population."""
    if not header.may_be_learned_from:
        return LeftOut(recording, _(NO_CONSENT))
    if header.subject is Subject.SIMULATED and not with_simulated:
        return LeftOut(recording, _("a simulated client practised, not a person"))
    if header.profile is None:
        return LeftOut(recording, _("it holds no calibration"))
    try:
        profile = parse_profile(json.dumps(header.profile), _("in it"))
        _require_learnable(profile, population)
    except (ProfileError, CalibrationError) as fault:
        return LeftOut(
            recording,
            _("its calibration cannot be used ({first_sentence})").format(first_sentence=_first_sentence(fault)),
        )
    return Contribution(recording, profile, _seconds(header.started_at))


def one_each(contributions: Iterable[Contribution]) -> tuple[tuple[Contribution, ...], tuple[LeftOut, ...]]:
    """The newest contribution of each person, in the order in which people first came, and the others."""
    newest: dict[tuple[str, str, str], Contribution] = {}
    left_out = []
    for each in contributions:
        person = each.profile.person, each.profile.camera, each.profile.created_at
        before = newest.get(person)
        is_newer = before is None or each.began_at_s > before.began_at_s
        older = before if is_newer else each
        if older is not None:
            left_out.append(LeftOut(older.recording, _("the same person's newest recording is used")))
        if is_newer:
            newest[person] = each
    return tuple(newest.values()), tuple(left_out)


def base_name(population: str) -> str:
    """The name of the population that others were learned on from: they share what is read off the eyes."""
    return population.partition(_MADE_WITH)[0]


def name_with(population: str, people: int, fingerprint: str) -> str:
    """The name of a population that was learned on from another one with so many people."""
    return f"{base_name(population)}{_MADE_WITH}{people} people ({fingerprint})"


def _require_learnable(profile: Profile, population: GazePopulation) -> None:
    """Raise ProfileError or CalibrationError unless the points go with the population, and with each other."""
    if base_name(profile.population) != base_name(population.name):
        raise ProfileError(_("it was made with another population, {population}").format(population=profile.population))
    directions = np.array([(point.azimuth_deg, point.elevation_deg) for point in profile.points])
    if np.abs(directions).max(initial=0) > 90:
        raise CalibrationError("a direction lies behind the person")
    rows, both = rows_of(profile.points, Eyes.BOTH), population.by_eyes[Eyes.BOTH]
    if rows.features.shape[1] != both.feature_count:
        raise CalibrationError("the points are of another kind")
    with np.errstate(over="ignore", invalid="ignore"):
        away = np.abs(rows.features - np.median(rows.features, axis=0))
    if not (away <= _FURTHEST * both.feature_scale).all():
        raise CalibrationError("the figures are not those of a face")
    fit_points(fitted(profile.points), profile.eyes_used, population)


def _first_sentence(fault: ProfileError | CalibrationError) -> str:
    said = calibration_fault_in_words(fault) if isinstance(fault, CalibrationError) else str(fault)
    return said.partition(". ")[0].rstrip(".")


def _seconds(moment: str) -> float:
    try:
        return datetime.fromisoformat(moment).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
