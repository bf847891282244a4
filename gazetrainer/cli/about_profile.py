"""`profile`: what a calibration holds, in plain words, and the error to be expected in any direction."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import typer

from gazetrainer.calibrating.profile import PointResult, Profile
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import profile_path, writable_file
from gazetrainer.errors import OutputError
from gazetrainer.report.error_map import error_map
from gazetrainer.staging.calibration import about_turning, quality_of_calibration
from gazetrainer.staging.teaching import taught_in_words
from gazetrainer.whole_file import whole
from gazetrainer.wording.words import calibration_in_words
from targets import Direction, direction_in_words, direction_within_sentence
from targets.formats import date_and_time, number
from targets.language import N_, _

_METHODS = {
    "held_out_points": N_("On average within {error} deg, checked on directions that had no part in it:"),
    "left_out_in_turn": N_(
        "On average within {error} deg, checked on each direction, told by a calibration made without it:"
    ),
}


def about_profile(file: Path | None, person: str, at: Direction | None, picture: Path | None) -> None:
    """Say what a calibration holds; draw the map where wished. Raises ProfileError or OutputError."""
    path = file or profile_path(person)
    profile = load_profile(path)
    drawing = None if picture is None else writable_file(picture, ending=".svg", inputs=(path,))
    for line in (*_whole(profile), *_points(profile), *about_turning(profile), *_taught(profile)):
        console.print(line, markup=False)
    if at is not None:
        console.print(_there(profile, at), markup=False)
    if drawing is not None:
        _write(drawing, error_map(profile))
        console.print(_("Picture: {path}").format(path=drawing), markup=False)


def direction_from(text: str) -> Direction:
    """Read "AZ,EL" in degrees; raises typer.BadParameter."""
    match = re.fullmatch(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*", text)
    if match is None or max(abs(float(match[1])), abs(float(match[2]))) > 90:
        raise typer.BadParameter(
            _("{text} should be azimuth and elevation in degrees, such as -20,5").format(text=repr(text)),
            param_hint="--at",
        )
    return Direction(float(match[1]), float(match[2]))


def _whole(profile: Profile) -> list[str]:
    shown = len({(point.azimuth_deg, point.elevation_deg) for point in profile.points})
    lines = [
        _("Calibration of {person}, made on {date}.").format(person=profile.person, date=_date(profile.created_at)),
        _("Camera: {camera}, {width}x{height}. Directions shown: {count}.").format(
            camera=_(profile.camera), width=profile.width_px, height=profile.height_px, count=shown
        ),
    ]
    if not profile.validation.points:
        return [*lines, _("It could not be checked on any direction; calibrate again to know how exact it is.")]
    verdict = calibration_in_words(quality_of_calibration(profile))
    mean = _(_METHODS[profile.validation.method]).format(error=number(profile.validation.mean_error_deg, ".1f"))
    return [*lines, f"{verdict.rstrip('.')}.", mean]


def _points(profile: Profile) -> list[str]:
    return [f"  {_point(point)}" for point in profile.validation.points]


def _point(point: PointResult) -> str:
    figures = [
        _("accuracy {error} deg").format(error=number(point.error_deg, ".1f")),
        _("STD {spread} deg").format(spread=number(point.std_deg, ".2f")),
    ]
    if point.rms_s2s_deg is not None:
        figures.append(_("RMS-S2S {step} deg").format(step=number(point.rms_s2s_deg, ".2f")))
    if point.bcea_deg2 is not None:
        figures.append(_("BCEA {area} deg2").format(area=number(point.bcea_deg2, ".2f")))
    figures.append(_("data loss {share}").format(share=number(point.data_loss, ".0%")))
    where = direction_within_sentence(point.azimuth_deg, point.elevation_deg)
    return f"{where} ({point.azimuth_deg:+.1f}, {point.elevation_deg:+.1f}): {', '.join(figures)}"


def _taught(profile: Profile) -> list[str]:
    return [
        _("Taught position {name}: {position}").format(name=each.name, position=taught_in_words(each))
        for each in profile.taught
    ]


def _there(profile: Profile, at: Direction) -> str:
    error_deg = profile.expected_error_deg(at.azimuth_deg, at.elevation_deg)
    return _(
        "{direction} ({azimuth}, {elevation}): an error of {error} deg is to be expected; a tolerance of "
        "{tolerance} deg or more can be told."
    ).format(
        direction=direction_in_words(at.azimuth_deg, at.elevation_deg),
        azimuth=f"{at.azimuth_deg:+g}",
        elevation=f"{at.elevation_deg:+g}",
        error=number(error_deg, ".1f"),
        tolerance=number(2 * error_deg, ".1f"),
    )


def _date(created_at: str) -> str:
    try:
        return date_and_time(datetime.fromisoformat(created_at))
    except ValueError:
        return created_at


def _write(path: Path, text: str) -> None:
    try:
        with whole(path) as waiting:
            waiting.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            _("The picture cannot be written to {path}: {why}. Choose another place.").format(
                path=path, why=fault.strerror
            )
        ) from fault
