"""The kinds of a plan's steps without a judged position: guided moments, rests, check-ins, finding a position."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field, field_validator

from targets.language import _
from targets.steps import Azimuth, Elevation, Eyes
from targets.texts import Cue, Line, Note, Part, Passage

CHECK_IN_S: Final = 40.0
"""About how long a check-in takes; nothing in it is in a hurry."""


class GuidedStep(Part):
    """A text to follow for some time with the eyes open or closed; the gaze is not looked at."""

    kind: Literal["guided"]
    text: Passage
    duration_s: float = Field(default=60.0, ge=5, le=1800)
    eyes: Literal["open", "closed"] = "open"
    name: Line = Field(default_factory=lambda: _("A quiet moment"))
    spoken_cue: Cue | None = None
    note: Note | None = None

    @property
    def planned_s(self) -> float:
        """Duration in seconds."""
        return self.duration_s


class RestStep(Part):
    """A rest of its own, beside those that follow each hold."""

    kind: Literal["rest"]
    duration_s: float = Field(default=30.0, ge=1, le=1800)
    text: Cue | None = None
    name: Line = Field(default_factory=lambda: _("Rest"))
    note: Note | None = None

    @property
    def planned_s(self) -> float:
        """Duration in seconds."""
        return self.duration_s


class CheckInStep(Part):
    """How the client is: a few questions, each of which may be left without an answer."""

    kind: Literal["checkin"]
    name: Line = Field(default_factory=lambda: _("How are you?"))
    note: Note | None = None

    @property
    def planned_s(self) -> float:
        """About how many seconds it takes."""
        return CHECK_IN_S


class FindStep(Part):
    """A pointer moves slowly along rows of the field, and places in it are marked.

    rows_deg: elevation of each row, in their order. azimuth_range_deg: from where to where each row runs, the client's
    left as the smaller number. dwell_s: eyes that rest in one place for so long mark it by themselves.
    """

    kind: Literal["find"]
    rows_deg: tuple[Elevation, ...] = Field(default=(10.0, 0.0, -10.0), min_length=1, max_length=15, strict=False)
    azimuth_range_deg: tuple[Azimuth, Azimuth] = Field(default=(-20.0, 20.0), strict=False)
    speed_deg_s: float = Field(default=3.0, ge=0.5, le=20)
    dwell_s: float = Field(default=3.0, ge=1, le=60)
    eyes: Eyes = "both"
    name: Line = Field(default_factory=lambda: _("Find a position"))
    spoken_cue: Cue | None = None
    written_cue: Cue | None = None
    note: Note | None = None

    @property
    def planned_s(self) -> float:
        """Duration in seconds of all rows without a stop."""
        left_deg, right_deg = self.azimuth_range_deg
        return len(self.rows_deg) * (right_deg - left_deg) / self.speed_deg_s

    @field_validator("azimuth_range_deg")
    @classmethod
    def _runs_from_left_to_right(cls, ends_deg: tuple[float, float]) -> tuple[float, float]:
        if ends_deg[0] >= ends_deg[1]:
            raise ValueError(_("must be two numbers, the smaller one first"))
        return ends_deg
