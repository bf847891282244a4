"""A profile on disk: written whole or not at all, read back with a clear sentence for whatever is wrong."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from gazetrainer.calibrating.profile import Profile
from gazetrainer.errors import OutputError, ProfileError
from gazetrainer.frame import RECORDED, CameraInfo
from gazetrainer.measuring.features import FEATURE_VERSION
from gazetrainer.whole_file import whole
from targets.language import _


def save_profile(profile: Profile, path: Path) -> None:
    """Write a profile as JSON, whole or not at all; raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as waiting:
            waiting.write_text(profile.model_dump_json(indent=1), encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            _("The profile cannot be written to {path}: {why}. Choose another place with --output.").format(
                path=path, why=fault.strerror
            )
        ) from fault


def load_profile(path: Path) -> Profile:
    """Read a profile; raises ProfileError when it is missing, not a profile, newer or damaged."""
    if path.is_dir():
        said = _("{path} is a folder; name the profile in it, a file that ends in .json.")
        raise ProfileError(said.format(path=path))
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ProfileError(
            _("The profile {path} cannot be read: {why}. Make one with: gazetrainer calibrate").format(
                path=path, why=fault.strerror
            )
        ) from fault
    except UnicodeDecodeError as fault:
        raise ProfileError(
            _("{path} is not a gazetrainer profile. Make one with: gazetrainer calibrate").format(path=path)
        ) from fault
    return parse_profile(text, str(path))


def parse_profile(text: str, name: str) -> Profile:
    """Read a profile from JSON text; `name` is used in messages. Raises ProfileError."""
    try:
        profile = Profile.model_validate_json(text)
    except ValidationError as faults:
        raise ProfileError(_what_is_wrong(faults, name)) from faults
    if profile.feature_version != FEATURE_VERSION:
        raise ProfileError(
            _(
                "The profile {name} was made by another version of gazetrainer (features "
                "{feature_version}, this one has {expected}). Calibrate again."
            ).format(name=name, feature_version=profile.feature_version, expected=FEATURE_VERSION)
        )
    return profile


def require_same_camera(profile: Profile, camera: CameraInfo) -> None:
    """Raise ProfileError when the profile was made with another resolution or another camera."""
    if (profile.width_px, profile.height_px) != (camera.width_px, camera.height_px):
        raise ProfileError(
            _(
                "The profile was made with pictures of {width_px}x{height_px}, these have "
                "{other_width_px}x{other_height_px}. Use the same resolution or calibrate again."
            ).format(
                width_px=profile.width_px,
                height_px=profile.height_px,
                other_width_px=camera.width_px,
                other_height_px=camera.height_px,
            )
        )
    if profile.camera != camera.name and not {profile.camera, camera.name} & RECORDED:
        raise ProfileError(
            _(
                "The profile was made with another camera ({camera}; this one is {name}). Use that "
                "camera or calibrate again."
            ).format(camera=profile.camera, name=camera.name)
        )


def _what_is_wrong(faults: ValidationError, name: str) -> str:
    first = faults.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if place == "format" or first["type"] == "json_invalid" or not place:
        return _("{name} is not a gazetrainer profile. Make one with: gazetrainer calibrate").format(name=name)
    if place == "version":
        return _(
            "The profile {name} has a format this program does not know. Update gazetrainer or calibrate again."
        ).format(name=name)
    return _("The profile {name} is damaged ({place}: {first}). Calibrate again.").format(
        name=name, place=place, first=first["msg"]
    )
