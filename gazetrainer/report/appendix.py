"""The technical appendix: what a reader needs to judge the figures, in the order of Dunn et al. 2023.

Source: Dunn et al. 2023, Minimal reporting guideline for research involving eye tracking, 10.3758/s13428-023-02187-1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

import numpy as np

from gazetrainer.calibrating.profile import Profile
from gazetrainer.errors import RecordingError
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.gaze import Gaze, GazeGap
from gazetrainer.judging.rule import HoldRule, rule_for
from gazetrainer.recording import Recording
from gazetrainer.recording.observations import decode_block
from gazetrainer.report.calibration import CalibrationSummary, calibration_of
from gazetrainer.report.figures import gazes_during, profile_in
from gazetrainer.report.summary import SittingSummary
from gazetrainer.report.words import REASON_WORDS, share
from targets.formats import date_and_time, number
from targets.language import N_, _, ngettext

MODEL_KEY: Final = "face_landmarker.task"
"""Under this name a recording's software holds the SHA-256 of the face model."""
_BLOCKS: Final = 12
_FURTHEST_CM: Final = 1000
_EYES: Final = {Eyes.BOTH: N_("both"), Eyes.LEFT: N_("the left alone"), Eyes.RIGHT: N_("the right alone")}


def appendix_of(recording: Recording, summary: SittingSummary) -> tuple[tuple[str, str], ...]:
    """Names and values of the appendix; what the recording does not tell is said to be not known."""
    profile = profile_in(recording.header)
    times_s = [gaze.time_s for gaze in recording.gazes]
    judged = gazes_during(recording.gazes, times_s, [hold for step in summary.steps for hold in step.holds])
    return (
        (_("eye tracker"), _("a webcam; MediaPipe Face Landmarker, and the program's own measurement of the irises")),
        (_("face model"), str(recording.header.software.get(MODEL_KEY, _("not known")))),
        (_("measured rate"), _rate(times_s)),
        (_("distance"), _distance(recording.gazes)),
        (_("light on the face"), _light(recording)),
        (_("glasses"), _("not asked for; what changed since the calibration is said under \u201cTo look at\u201d")),
        (_("eyes used"), _(_EYES[profile.eyes_used]) if profile else _("not known")),
        *_calibration(profile, calibration_of(recording.header)),
        (_("data loss in the holds"), _data_loss(judged)),
        (_("left out, and why"), left_out(judged)),
        (_("filter"), _filter()),
        (_("judged by"), _rules(summary)),
    )


def left_out(gazes: Sequence[Gaze]) -> str:
    """How many pictures gave no direction, and why, the most frequent reason first."""
    counts: dict[str, int] = {}
    for gaze in gazes:
        if isinstance(gaze, GazeGap):
            said = _(REASON_WORDS[gaze.reason])
            counts[said] = counts.get(said, 0) + 1
    if not counts:
        return _("nothing")
    most_first = sorted(counts.items(), key=lambda each: -each[1])
    return ", ".join(f"{said} {share(count, len(gazes))}" for said, count in most_first)


def _rate(times_s: Sequence[float]) -> str:
    steps = np.diff(times_s)
    if not steps.size:
        return _("not known")
    usual, longest = float(np.median(steps)), float(steps.max())
    return _("{rate} pictures a second recorded, the longest gap {gap} s").format(
        rate=number(1 / usual if usual > 0 else 0.0, ".1f"), gap=number(longest, ".2f")
    )


def _distance(gazes: Sequence[Gaze]) -> str:
    told_cm = [gaze.eyes.distance_mm / 10 for gaze in gazes if gaze.eyes is not None]
    told_cm = [far_cm for far_cm in told_cm if 0 < far_cm < _FURTHEST_CM]
    if not told_cm:
        return _("not known")
    low, middle, high = np.percentile(told_cm, (5, 50, 95))
    return _("{middle} cm, 90% of the time between {low} and {high} cm, from the size of the irises").format(
        middle=number(float(middle), ".0f"), low=number(float(low), ".0f"), high=number(float(high), ".0f")
    )


def _light(recording: Recording) -> str:
    try:
        seen = [face.brightness for face in _some_faces(recording.observation_blocks)]
    except RecordingError:
        seen = []
    if not seen:
        return _("not known")
    return _("grey value {middle} of 255 (from {low} to {high})").format(
        middle=f"{np.median(seen):.0f}", low=f"{min(seen):.0f}", high=f"{max(seen):.0f}"
    )


def _some_faces(blocks: Sequence[bytes]) -> Iterator[FaceObservation]:
    """The first face of some blocks, evenly spread: decoding them all would take as long as the rest of the page."""
    step = max(1, len(blocks) // _BLOCKS)
    for block in blocks[::step]:
        yield from islice((seen for seen in decode_block(block) if isinstance(seen, FaceObservation)), 1)


def _calibration(profile: Profile | None, validated: CalibrationSummary) -> Iterator[tuple[str, str]]:
    if profile is None:
        yield _("calibration"), _("not known")
    else:
        points = ngettext("{count} point", "{count} points", len(profile.points)).format(count=len(profile.points))
        sittings = ngettext("{count} sitting", "{count} sittings", len(profile.sittings))
        made = _("{points} looked at or faced, learned in {sittings}, the last on {moment}").format(
            points=points, sittings=sittings.format(count=len(profile.sittings)), moment=_moment(profile)
        )
        yield _("calibration"), made
    yield _("accuracy, validated"), _mean(validated, "error_deg")
    yield (
        _("precision, validated"),
        _("STD {std}, RMS-S2S {rms}").format(std=_mean(validated, "std_deg"), rms=_mean(validated, "rms_s2s_deg")),
    )


def _mean(validated: CalibrationSummary, name: str) -> str:
    told = [value for point in validated.points if (value := getattr(point, name)) is not None]
    if not told:
        return _("not known")
    return _("{mean}° on average over {count} directions, at most {most}°").format(
        mean=number(sum(told) / len(told), ".1f"), count=len(told), most=number(max(told), ".1f")
    )


def _moment(profile: Profile) -> str:

    try:
        return date_and_time(datetime.fromisoformat(profile.neutral.started_at))
    except ValueError:
        return profile.neutral.started_at


def _data_loss(gazes: Sequence[Gaze]) -> str:
    lost = sum(isinstance(gaze, GazeGap) for gaze in gazes)
    return _("{share} of {count} pictures").format(share=share(lost, len(gazes)), count=len(gazes))


def _filter() -> str:
    return _(
        "a direction is the mean with the two pictures before and after it, never across a gap or a movement of the "
        "eyes; pictures around a blink are left out"
    )


def _rules(summary: SittingSummary) -> str:
    rules: Iterable[HoldRule] = dict.fromkeys(
        rule_for(step.step, smallest_tolerance_deg=step.judged_tolerance_deg) for step in summary.steps
    )
    told = {
        _(
            "out beyond the tolerance and {more}°; away for up to {grace} s, lids shut for up to {blink} s are "
            "forgiven; no verdict where the doubt is above {share} of the tolerance"
        ).format(
            more=number(rule.hysteresis_deg),
            grace=number(rule.grace_s),
            blink=number(rule.blink_bridge_s),
            share=number(rule.largest_sigma_share, ".0%"),
        ): None
        for rule in rules
    }
    return "; ".join(told)
