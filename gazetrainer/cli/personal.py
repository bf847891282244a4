"""What a person's own calibration adds: taught positions, to plans that name them and to a new calibration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from gazetrainer.calibrating.population import population_in_use
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.cli.places import writable_file
from gazetrainer.errors import ProfileError
from targets import Prescription, WrittenPlan, load_plan

_ENDING: Final = ".json"


def usable_profile(path: Path) -> Profile:
    """Read a profile that goes with the population in use; raises ProfileError."""
    profile = load_profile(path)
    profile.require(population_in_use())
    return profile


def plan_for(file: Path, profile: Profile | None) -> Prescription:
    """Read a plan with the profile's taught positions; raises PrescriptionError, also for those it does not have."""
    return with_positions(load_plan(file), profile)


def with_positions(plan: WrittenPlan, profile: Profile | None) -> Prescription:
    """The plan with the profile's taught positions; raises PrescriptionError for those it does not have."""
    return plan.for_person(each.target for each in profile.taught) if profile is not None else plan.for_person()


def profile_before(path: Path, person: str) -> Profile | None:
    """The person's calibration that lies there already; None when there is none that can be used."""
    try:
        profile = load_profile(path) if path.exists() else None
    except ProfileError:
        return None
    return profile if profile is not None and profile.person == person else None


def profile_file(path: Path, *, inputs: Iterable[Path | None] = ()) -> Path:
    """Make sure that a profile can be written here, over another one perhaps; raises OutputError."""
    ending = path.suffix.lower() if profiles_among([path]) else _ENDING
    return writable_file(path, ending=ending, inputs=inputs)


def profiles_among(files: Iterable[Path]) -> list[Path]:
    """Those files that are profiles and can be read."""
    return [file for file in files if _is_profile(file)]


def _is_profile(path: Path) -> bool:
    try:
        load_profile(path)
    except ProfileError:
        return False
    return True


def keeping_taught(profile: Profile, path: Path) -> Profile:
    """A new calibration with the positions that the same person was taught before.

    They are directions against the person's own straight ahead, which a new calibration finds again.
    """
    before = profile_before(path, profile.person)
    if before is None or profile.taught:
        return profile
    return profile.model_copy(update={"taught": before.taught})
