"""`profile`: what a calibration holds, in plain words, and the error to be expected in any direction."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import typer

from gazetrainer.cli.parts import console
from gazetrainer.cli.places import profile_path, writable_file
from gazetrainer.errors import OutputError
from gazetrainer.profile import PointResult, Profile
from gazetrainer.profile_file import load_profile
from gazetrainer.report.error_map import error_map
from gazetrainer.staging_calibration import quality_of_calibration
from gazetrainer.staging_teaching import taught_in_words
from gazetrainer.words import calibration_in_words
from targets import Direction, direction_in_words

_METHODS = {
    "held_out_points": "on directions that had no part in it",
    "left_out_in_turn": "on each direction, told by a calibration made without it",
}


def about_profile(file: Path | None, person: str, at: Direction | None, picture: Path | None) -> None:
    """Say what a calibration holds; draw the map where wished. Raises ProfileError or OutputError."""
    path = file or profile_path(person)
    profile = load_profile(path)
    drawing = None if picture is None else writable_file(picture, inputs=(path,))
    for line in (*_whole(profile), *_points(profile), *_taught(profile)):
        console.print(line, markup=False)
    if at is not None:
        console.print(_there(profile, at), markup=False)
    if drawing is not None:
        _write(drawing, error_map(profile))
        console.print(f"Picture: {drawing}", markup=False)


def direction_from(text: str) -> Direction:
    """Read "AZ,EL" in degrees; raises typer.BadParameter."""
    match = re.fullmatch(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*", text)
    if match is None or max(abs(float(match[1])), abs(float(match[2]))) > 90:
        raise typer.BadParameter(
            f"{text!r} should be azimuth and elevation in degrees, such as -20,5", param_hint="--at"
        )
    return Direction(float(match[1]), float(match[2]))


def _whole(profile: Profile) -> list[str]:
    shown = len({(point.azimuth_deg, point.elevation_deg) for point in profile.points})
    lines = [
        f"Calibration of {profile.person}, made on {_date(profile.created_at)}.",
        f"Camera: {profile.camera}, {profile.width_px}x{profile.height_px}. Directions shown: {shown}.",
    ]
    if not profile.validation.points:
        return [*lines, "It could not be checked on any direction; calibrate again to know how exact it is."]
    verdict = calibration_in_words(quality_of_calibration(profile))
    mean = f"On average within {profile.validation.mean_error_deg:.1f} deg, checked"
    return [*lines, f"{verdict.rstrip('.')}.", f"{mean} {_METHODS[profile.validation.method]}:"]


def _points(profile: Profile) -> list[str]:
    return [f"  {_point(point)}" for point in profile.validation.points]


def _point(point: PointResult) -> str:
    where = direction_in_words(point.azimuth_deg, point.elevation_deg).lower()
    area = "" if point.bcea_deg2 is None else f", BCEA {point.bcea_deg2:.2f} deg2"
    return (
        f"{where} ({point.azimuth_deg:+.1f}, {point.elevation_deg:+.1f}): accuracy {point.error_deg:.1f} deg, "
        f"STD {point.std_deg:.2f} deg, RMS-S2S {point.rms_s2s_deg:.2f} deg{area}, data loss {point.data_loss:.0%}"
    )


def _taught(profile: Profile) -> list[str]:
    return [f"Taught position {each.name}: {taught_in_words(each)}" for each in profile.taught]


def _there(profile: Profile, at: Direction) -> str:
    error_deg = profile.expected_error_deg(at.azimuth_deg, at.elevation_deg)
    where = direction_in_words(at.azimuth_deg, at.elevation_deg)
    return (
        f"{where} ({at.azimuth_deg:+g}, {at.elevation_deg:+g}): an error of {error_deg:.1f} deg is to be expected; "
        f"a tolerance of {2 * error_deg:.1f} deg or more can be told."
    )


def _date(created_at: str) -> str:
    try:
        return f"{datetime.fromisoformat(created_at):%d %B %Y, %H:%M}".lstrip("0")
    except ValueError:
        return created_at


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            f"The picture cannot be written to {path}: {fault.strerror}. Choose another place."
        ) from fault
