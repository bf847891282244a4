"""A population learned on from the calibrations of further people, who agreed to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from calibration import Population, Rows, adapt_population
from gazetrainer.calibrating.captured import rows_of
from gazetrainer.calibrating.contributions import name_with
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.calibrating.profile import Profile
from gazetrainer.errors import GazeTrainerError
from gazetrainer.eyes import Eyes
from targets.language import _, ngettext

FEWEST_PEOPLE: Final = 3
_FINGERPRINT_LENGTH: Final = 8


def with_people(start: GazePopulation, profiles: Sequence[Profile]) -> GazePopulation:
    """The population after further people, one profile each; raises GazeTrainerError for fewer than three.

    What is read off eye patches and how errors are doubted stay. A person who uses one eye tells about that eye alone.
    """
    if len(profiles) < FEWEST_PEOPLE:
        have = _have(len(profiles))
        advice = _("Give recordings of more people, made with: gazetrainer practice --share-features")
        raise GazeTrainerError(f"{have} {advice}")
    by_eyes = {eyes: _adapted(start.by_eyes[eyes], _rows(profiles, eyes)) for eyes in Eyes}
    name = name_with(start.name, len(profiles), _fingerprint(by_eyes))
    return replace(start, name=name, by_eyes=by_eyes)


def _have(count: int) -> str:
    if count == 0:
        return _("There is nobody to learn from yet; at least {least} people are needed.").format(least=FEWEST_PEOPLE)
    return ngettext(
        "There is only {count} person to learn from; at least {least} are needed.",
        "There are only {count} people to learn from; at least {least} are needed.",
        count,
    ).format(count=count, least=FEWEST_PEOPLE)


def _rows(profiles: Sequence[Profile], eyes: Eyes) -> list[Rows]:
    return [rows_of(profile.points, eyes) for profile in profiles if profile.eyes_used in (Eyes.BOTH, eyes)]


def _adapted(start: Population, people: Sequence[Rows]) -> Population:
    return adapt_population(start, people) if people else start


def _fingerprint(by_eyes: Mapping[Eyes, Population]) -> str:
    """Tells two populations of as many people apart, so that a profile made with one is refused by the other."""
    figures = b"".join(values.tobytes() for eyes in Eyes for values in by_eyes[eyes].to_arrays().values())
    return hashlib.sha256(figures).hexdigest()[:_FINGERPRINT_LENGTH]
