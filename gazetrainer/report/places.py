"""Places found with the pointer, with what was measured there; shown and never interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gazetrainer.events import PlaceFound, SittingStarted
from gazetrainer.finding.found import FoundBy
from gazetrainer.recording import Recording
from gazetrainer.report.words import duration
from targets import direction_in_words
from targets.formats import number
from targets.language import N_, _

_BY: Mapping[FoundBy, str] = MappingProxyType(
    {FoundBy.KEY: N_("marked by the client"), FoundBy.REST: N_("the eyes rested there")}
)
_NOT_TOLD = "\u2013"


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place, every figure as it is to be read; "–" where it could not be told."""

    number: int
    after: str
    by: str
    where: str
    azimuth: str
    elevation: str
    sigma: str
    std: str
    bcea: str
    closures: str
    lasted: str
    pointer: str


def places_of(recording: Recording) -> tuple[PlaceLine, ...]:
    """All places found, in their order."""
    start_s = next((event.time_s for event in recording.events if isinstance(event, SittingStarted)), 0.0)
    found = [event for event in recording.events if isinstance(event, PlaceFound)]
    return tuple(_line(count, place, start_s) for count, place in enumerate(found, start=1))


def _line(count: int, place: PlaceFound, start_s: float) -> PlaceLine:
    measured, rate = place.measured, place.closures_a_minute
    return PlaceLine(
        number=count,
        after=duration(max(0.0, place.from_s - start_s)),
        by=_(_BY[place.by]),
        where=_NOT_TOLD if measured is None else direction_in_words(measured.azimuth_deg, measured.elevation_deg),
        azimuth=_signed(None if measured is None else measured.azimuth_deg),
        elevation=_signed(None if measured is None else measured.elevation_deg),
        sigma=_degrees(None if measured is None else measured.sigma_deg),
        std=_degrees(None if measured is None else measured.std_deg),
        bcea=_NOT_TOLD if measured is None else f"{number(measured.bcea_deg2, '.1f')} deg\u00b2",
        closures=_NOT_TOLD if rate is None else f"{rate:.0f}",
        lasted=duration(max(0.0, place.to_s - place.from_s)),
        pointer=f"{_signed(place.pointer_azimuth_deg)}, {_signed(place.pointer_elevation_deg)}",
    )


def _signed(value: float | None) -> str:
    return _NOT_TOLD if value is None else f"{number(value, '+.1f')}\u00b0"


def _degrees(value: float | None) -> str:
    return _NOT_TOLD if value is None else f"{number(value, '.1f')}\u00b0"
