"""What a person's own calibration adds: taught positions, to plans that name them and to a new calibration."""

from __future__ import annotations

from pathlib import Path

from gazetrainer.calibrating.population import population_in_use
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.errors import ProfileError
from targets import Prescription, WrittenPlan, load_plan


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


def keeping_taught(profile: Profile, path: Path) -> Profile:
    """A new calibration with the positions that the same person was taught before.

    They are directions against the person's own straight ahead, which a new calibration finds again.
    """
    before = profile_before(path, profile.person)
    if before is None or profile.taught:
        return profile
    return profile.model_copy(update={"taught": before.taught})
