"""Internal consistency: times in order, the declared rate, accounts that sum, the calibration's own figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from pydantic import ValidationError

from gazetrainer.calibrating.profile import Profile
from gazetrainer.events import Account, Booked, HoldEnded, HoldStarted, Place
from gazetrainer.frame import RECORDED
from gazetrainer.judging.rejudge import prescription_of
from gazetrainer.measuring.features import FEATURE_VERSION
from gazetrainer.recording import Recording, RecordingHeader
from gazetrainer.verify.findings import Check, Finding, State
from targets.formats import number
from targets.language import N_, _

ROUNDING_S: Final = 1e-6
RATE_MARGIN: Final = 0.25
"""A camera's rate is as declared within this share; a slower one is noted, a faster one cannot be."""
RELATIVE_ROUNDING: Final = 1e-9
"""Figures that are computed again from the same numbers, perhaps on another machine."""


def times(recording: Recording) -> Finding:
    """Gaze and observations strictly forward, every gaze a picture's, events in order."""
    gaze_s = [gaze.time_s for gaze in recording.gazes]
    seen_s = list(recording.observation_times_s())
    for name, stream in ((N_("gaze"), gaze_s), (N_("face observations"), seen_s)):
        back_s = _first_not_after(stream)
        if back_s is not None:
            said = _("Times go back after {seconds} s in: {stream}.").format(
                seconds=number(back_s, ".3f"), stream=_(name)
            )
            return Finding(Check.TIMES, State.DIFFERS, said)
    told_s = [event.time_s for event in recording.events if not isinstance(event, Booked)]
    if any(after < before - ROUNDING_S for before, after in pairwise(told_s)):
        return Finding(Check.TIMES, State.DIFFERS, _("Events do not stand in the order of their times."))
    if seen_s and not set(gaze_s) <= set(seen_s):
        return Finding(Check.TIMES, State.DIFFERS, _("Gaze stands at times at which no picture was taken."))
    return Finding(Check.TIMES, State.AGREES, _("All times go forward, and every gaze belongs to a picture."))


def rate(recording: Recording) -> Finding:
    """The usual step between gazes against the camera's declared rate."""
    declared_hz = recording.header.measured_rate_hz or recording.header.camera.nominal_rate_hz
    steps_s = np.diff([gaze.time_s for gaze in recording.gazes])
    if not declared_hz > 0 or steps_s.size == 0 or not np.median(steps_s) > 0:
        return Finding(Check.RATE, State.NOTED, _("Too little is known to compare the rate of the pictures."))
    found_hz = float(1 / np.median(steps_s))
    figures = {"found": number(found_hz, ".1f"), "declared": number(declared_hz, ".1f")}
    if found_hz > declared_hz * (1 + RATE_MARGIN):
        said = _("{found} pictures a second, more than the {declared} that the camera gives.").format(**figures)
        return Finding(Check.RATE, State.DIFFERS, said)
    if found_hz < declared_hz * (1 - RATE_MARGIN):
        said = _("{found} pictures a second instead of {declared}; in little light cameras are slower.").format(
            **figures
        )
        return Finding(Check.RATE, State.NOTED, said)
    said = _("{found} pictures a second, as declared ({declared}).").format(**figures)
    return Finding(Check.RATE, State.AGREES, said)


def accounts(recording: Recording) -> Finding:
    """Every hold's bookings follow each other without a gap, and those held sum to what was said to be held."""
    spans: dict[Place, list[Booked]] = {}
    for event in recording.events:
        match event:
            case HoldStarted():
                spans[event.place] = []
            case Booked():
                spans.setdefault(event.place, []).append(event)
            case _:
                pass
    wrong = [place for place, booked in spans.items() if not _is_contiguous(booked)]
    wrong += [ended.place for ended in _of(recording, HoldEnded) if not _sums(ended, spans.get(ended.place, []))]
    if wrong:
        said = _("The accounts of hold {number}, repetition {repetition}, do not sum to its time.").format(
            number=wrong[0].step + 1, repetition=wrong[0].repetition + 1
        )
        return Finding(Check.ACCOUNTS, State.DIFFERS, said)
    return Finding(Check.ACCOUNTS, State.AGREES, _("Every second of every hold is in exactly one account."))


def calibration(recording: Recording) -> Finding:
    """The figures beside the calibration, recomputed from it, and the camera it was made with."""
    if recording.header.profile is None:
        return Finding(Check.CALIBRATION, State.NOTED, _("The recording carries no calibration."))
    profile = profile_of(recording.header)
    if profile is None:
        return Finding(Check.CALIBRATION, State.NOTED, _("The calibration was made by another version."))
    wrong = next(_differences(recording, profile), None)
    if wrong is not None:
        return Finding(Check.CALIBRATION, State.DIFFERS, _(wrong))
    said = _("The camera, the validation and the tolerances are those of the calibration.")
    return Finding(Check.CALIBRATION, State.AGREES, said)


def profile_of(header: RecordingHeader) -> Profile | None:
    """The calibration that a recording carries; None: none that this version can read."""
    try:
        profile = Profile.model_validate(header.profile)
    except ValidationError:
        return None
    return profile if profile.feature_version == FEATURE_VERSION else None


def _differences(recording: Recording, profile: Profile) -> Iterator[str]:
    header = recording.header
    if (profile.width_px, profile.height_px) != (header.camera.width_px, header.camera.height_px):
        yield N_("The calibration was made with pictures of another size.")
    if profile.camera != header.camera.name and not {profile.camera, header.camera.name} & RECORDED:
        yield N_("The calibration was made with another camera.")
    points = [point.model_dump(mode="json") for point in profile.validation.points]
    if header.validation is not None and header.validation.get("points") != points:
        yield N_("The validation beside the calibration is not that of the calibration.")
    if header.smallest_tolerances_deg and not _same(
        header.smallest_tolerances_deg, profile.smallest_tolerances_deg(prescription_of(recording))
    ):
        yield N_("The tolerances are not those that follow from the calibration.")


def _is_contiguous(booked: list[Booked]) -> bool:
    lengths_are_right = all(each.end_s >= each.start_s - ROUNDING_S for each in booked)
    return lengths_are_right and all(abs(b.start_s - a.end_s) <= ROUNDING_S for a, b in pairwise(booked))


def _sums(ended: HoldEnded, booked: list[Booked]) -> bool:
    held_s = sum(each.end_s - each.start_s for each in booked if each.account is Account.HELD)
    return abs(held_s - ended.held_s) <= ROUNDING_S * max(1, len(booked)) and ended.longest_s <= held_s + ROUNDING_S


def _of(recording: Recording, kind: type[HoldEnded]) -> Iterator[HoldEnded]:
    return (event for event in recording.events if isinstance(event, kind))


def _first_not_after(times_s: Iterable[float]) -> float | None:
    return next((before for before, after in pairwise(times_s) if not after > before), None)


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(
        math.isclose(a, b, rel_tol=RELATIVE_ROUNDING) for a, b in zip(one, other, strict=True)
    )
