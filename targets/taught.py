"""Taught: positions that a plan names instead of giving their angles, because they were taken and measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaughtTarget:
    """A direction that was taken and measured: its name, where it is, and the smallest tolerance it can be held to."""

    name: str
    azimuth_deg: float
    elevation_deg: float
    least_tolerance_deg: float


def same_name(one: str, other: str) -> bool:
    """Names differ neither by capitals nor by spaces around or between words.

    >>> same_name("Far  left", " far left ")
    True
    """
    return one.casefold().split() == other.casefold().split()


def taught_as(name: str, known: Iterable[TaughtTarget]) -> TaughtTarget | None:
    """The position of a name; None when there is none."""
    return next((each for each in known if same_name(each.name, name)), None)
