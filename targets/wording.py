"""What a key of a plan may be, in words; taken from the model itself so that it cannot go stale."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from annotated_types import Ge, Le, MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

_UNITS = {"_s": "seconds", "_deg": "degrees"}
_SPECIAL = {
    "schema": "the whole number 1",
    "kind": '"hold"',
    "eyes": '"both", "left" or "right"',
    "demonstration": "true or false",
    "head_limits": "a table such as {yaw_deg = 8, pitch_deg = 8, roll_deg = 6}",
    "steps": "1 to 50 sections, each headed [[steps]]",
}
_SHOWN_LENGTH = 60


def allowed_for(model: type[BaseModel], key: str) -> str:
    """Say what a known key may be: "a number from 1 to 1800 (seconds)"."""
    if key in _SPECIAL:
        return _SPECIAL[key]
    field = _field(model, key)
    lowest, highest = _bound(field, Ge, "ge"), _bound(field, Le, "le")
    if lowest is None or highest is None:
        longest = _bound(field, MaxLen, "max_length") or 120
        return f"a text of 1 to {longest:g} printable signs, in quotes"
    noun = "a whole number" if field.annotation is int else "a number"
    unit = next((f" ({name})" for ending, name in _UNITS.items() if key.endswith(ending)), "")
    return f"{noun} from {lowest:g} to {highest:g}{unit}"


def unknown_key(model: type[BaseModel], key: str) -> str:
    """Say that a key is not known, with the nearest known one."""
    known = [field.alias or name for name, field in model.model_fields.items()]
    known += ["taught"] if "azimuth_deg" in known else []
    nearest = difflib.get_close_matches(key, known, n=1)
    if nearest:
        return f'is not known here; did you mean "{nearest[0]}"?'
    return f"is not known here; known are {', '.join(known)}"


def shown(value: object) -> str:
    """Show a value of the file on one short line."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else f'"{value}"'
    text = text if isinstance(value, str) else _number(value)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 3]}..."


def _number(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # Python refuses to print whole numbers of more than 4300 digits
        return "a very long number"


def _field(model: type[BaseModel], key: str) -> FieldInfo:
    return next(field for name, field in model.model_fields.items() if key in (name, field.alias))


def _bound(field: FieldInfo, kind: type, name: str) -> float | None:
    for item in field.metadata:
        value: Any = getattr(item, name, None)
        if isinstance(item, kind) or value is not None:
            return float(value)
    return None
