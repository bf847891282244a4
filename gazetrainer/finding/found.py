"""PlaceFound: a place of the field that was marked or where the eyes rested, with what was measured there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FoundBy(StrEnum):
    """Who noted a place: the client with a key, or the program because the eyes rested there of themselves."""

    KEY = "key"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class PlaceMeasured:
    """Where the eyes were, how surely that was told, and how much they wobbled.

    azimuth_deg, elevation_deg: median. sigma_deg: usual standard deviation of one measurement per axis. std_deg and
    bcea_deg2 as ETDQualitizer gives them. told: share of pictures with a direction.
    """

    azimuth_deg: float
    elevation_deg: float
    sigma_deg: float
    std_deg: float
    bcea_deg2: float
    told: float


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place was noted. It has no part in judging, and nobody says what it means.

    from_s, to_s: the time that was measured. pointer_*_deg: where the pointer was in the middle of it. closures: how
    often the eyes were shut meanwhile, blinks among them. measured None: too few pictures gave a direction.
    """

    time_s: float
    by: FoundBy
    from_s: float
    to_s: float
    pointer_azimuth_deg: float
    pointer_elevation_deg: float
    closures: int
    measured: PlaceMeasured | None

    @property
    def closures_a_minute(self) -> float | None:
        """Closures in a minute at this rate; None where no time was measured."""
        span_s = self.to_s - self.from_s
        return 60.0 * self.closures / span_s if span_s > 0 else None
