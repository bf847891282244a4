"""The fixed side files of a BIDS dataset: columns with their meaning and unit, description and README, in English.

They are data, not texts for the person at the screen: whoever reads a dataset expects English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_PACKAGE = files("gazetrainer.exports")


@cache
def side_file(name: str) -> Mapping[str, Any]:
    """The fixed part of one side file: physio, physioevents, events, participants or dataset_description."""
    told = json.loads(_PACKAGE.joinpath("bids_texts.json").read_text(encoding="utf-8"))
    return dict(told[name])


def columns_of(name: str) -> tuple[str, ...]:
    """The columns that a side file describes, in order; the fields of BIDS itself begin with a capital."""
    return tuple(key for key in side_file(name) if not key[0].isupper())


def readme() -> bytes:
    """What a person reads first in the dataset."""
    return _PACKAGE.joinpath("bids_readme.txt").read_bytes()


def dataset_description(version: str) -> Mapping[str, Any]:
    """The file every dataset begins with; version: of the program that writes it."""
    return {**side_file("dataset_description"), "GeneratedBy": [{"Name": "gazetrainer", "Version": version}]}
