"""Prescription to plan file; reading it back gives the same prescription."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from targets.prescription import Prescription


def to_toml(prescription: Prescription) -> str:
    """Write a plan as TOML text with every value spelled out."""
    data = prescription.model_dump(mode="json", exclude_none=True)
    return to_toml_data(data, data.pop("steps"))


def to_toml_data(data: Mapping[str, Any], steps: Iterable[Mapping[str, Any]]) -> str:
    """Write plain data of a plan, and of its steps, as TOML text; whether it is a plan is found out by reading it."""
    return "\n".join([_pairs(data), *(f"[[steps]]\n{_pairs(step)}" for step in steps)])


def _pairs(values: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {value_as_toml(value)}\n" for key, value in values.items())


def value_as_toml(value: object) -> str:
    """Write one value of a plan as plain data."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(value_as_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{key} = {value_as_toml(item)}" for key, item in value.items() if item is not None) + " }"
        )
    # JSON's texts, numbers and true/false are also TOML's; a plan admits no control signs beside \n and \t.
    return json.dumps(value, ensure_ascii=False)
