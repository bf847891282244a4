"""Prescription to plan file; reading it back gives the same prescription."""

from __future__ import annotations

import json
from typing import Any

from targets.prescription import Prescription


def to_toml(prescription: Prescription) -> str:
    """Write a plan as TOML text with every value spelled out."""
    data = prescription.model_dump(mode="json", exclude_none=True)
    steps = data.pop("steps")
    sections = [_pairs(data), *(f"[[steps]]\n{_pairs(step)}" for step in steps)]
    return "\n".join(sections)


def _pairs(values: dict[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in values.items())


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items() if item is not None) + " }"
    # JSON's texts, numbers and true/false are also TOML's; a plan admits no control signs beside \n and \t.
    return json.dumps(value, ensure_ascii=False)
