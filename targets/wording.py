"""What a key of a plan may be, in words; taken from the model itself so that it cannot go stale."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from annotated_types import Ge, Le, MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from targets.language import N_, _

_UNITS = {"_s": N_("seconds"), "_s_per_day": N_("seconds"), "_deg": N_("degrees"), "_deg_s": N_("degrees a second")}
_SPECIAL = {
    "schema": N_("the whole number 1"),
    "kind": N_('"hold", "sequence", "guided", "rest", "checkin" or "find"'),
    "eyes": N_('"both", "left" or "right"'),
    "demonstration": N_("true or false"),
    "practitioner_key": N_('a public key as "gazetrainer key show" gives it: 62 signs, beginning with age1'),
    "head_limits": N_("a table such as {yaw_deg = 8, pitch_deg = 8, roll_deg = 6}"),
    "stop_limits": N_("a table such as {high = 7, rise = 3}"),
    "positions": N_("2 to 20 positions such as {azimuth_deg = -10, elevation_deg = 8, hold_s = 10}"),
    "rows_deg": N_("1 to 15 elevations such as [10, 0, -10], each a number from -47 to 35 (degrees)"),
    "azimuth_range_deg": N_("two numbers from -45 to 45 (degrees) such as [-20, 20]"),
    "steps": N_("1 to 50 sections, each headed [[steps]]"),
}
_EYES_OF_A_MOMENT = N_('"open" or "closed"')
_SHOWN_LENGTH = 60


def allowed_for(model: type[BaseModel], key: str) -> str:
    """Say what a known key may be: "a number from 1 to 1800 (seconds)"."""
    field = _field(model, key)
    if key == "eyes" and "closed" in str(field.annotation):
        return _(_EYES_OF_A_MOMENT)
    if key in _SPECIAL:
        return _(_SPECIAL[key])
    lowest, highest = _bound(field, Ge, "ge"), _bound(field, Le, "le")
    if lowest is None or highest is None:
        longest = _bound(field, MaxLen, "max_length") or 120
        return _("a text of 1 to {longest:g} printable signs, in quotes").format(longest=longest)
    unit = next((_(name) for ending, name in _UNITS.items() if key.endswith(ending)), "")
    if field.annotation is int:
        return _("a whole number from {lowest:g} to {highest:g}").format(lowest=lowest, highest=highest)
    if not unit:
        return _("a number from {lowest:g} to {highest:g}").format(lowest=lowest, highest=highest)
    said = _("a number from {lowest:g} to {highest:g} ({unit})")
    return said.format(lowest=lowest, highest=highest, unit=unit)


def must_be(allowed: str) -> str:
    """Say that a value is not what is allowed."""
    return _("must be {allowed}").format(allowed=allowed)


def unknown_key(model: type[BaseModel], key: str) -> str:
    """Say that a key is not known, with the nearest known one."""
    known = [field.alias or name for name, field in model.model_fields.items()]
    known += ["taught"] if "azimuth_deg" in known else []
    nearest = difflib.get_close_matches(key, known, n=1)
    if nearest:
        return _('is not known here; did you mean "{key}"?').format(key=nearest[0])
    return _("is not known here; known are {keys}").format(keys=", ".join(known))


def shown(value: object) -> str:
    """Show a value of the file on one short line."""
    if isinstance(value, Mapping):
        return _("a table")
    if isinstance(value, list | tuple):
        return _("a list")
    if isinstance(value, bool):
        return str(value).lower()
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else f'"{value}"'
    text = text if isinstance(value, str) else _number(value)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 3]}..."


def _number(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # Python refuses to print whole numbers of more than 4300 digits
        return _("a very long number")


def _field(model: type[BaseModel], key: str) -> FieldInfo:
    return next(field for name, field in model.model_fields.items() if key in (name, field.alias))


def _bound(field: FieldInfo, kind: type, name: str) -> float | None:
    for item in field.metadata:
        value: Any = getattr(item, name, None)
        if isinstance(item, kind) or value is not None:
            return float(value)
    return None
