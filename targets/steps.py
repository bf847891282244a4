"""Step: one position to take and hold, or several in a row; the kinds of a plan's steps that the judge looks at."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationInfo, field_validator

from targets.directions import Direction, direction_in_words
from targets.language import _
from targets.texts import Cue, Line, Note, Part

Eyes = Literal["both", "left", "right"]
_Limit = Annotated[float, Field(ge=1, le=30)]
Azimuth = Annotated[float, Field(ge=-45, le=45)]
Elevation = Annotated[float, Field(ge=-47, le=35)]


class HeadLimits(Part):
    """How far the head may turn from neutral while a position is held."""

    yaw_deg: _Limit = 8.0
    pitch_deg: _Limit = 8.0
    roll_deg: _Limit = 6.0


def direction_name(values: dict[str, Any]) -> str:
    """Name a position after its direction when the plan does not; one that is missing is a fault of its own."""
    return direction_in_words(values.get("azimuth_deg", 0.0), values.get("elevation_deg", 0.0))


def time_limit(values: dict[str, Any]) -> float:
    """Give a hold of `hold_s` seconds three times its length, at least a minute, when the plan does not say."""
    return max(3.0 * float(values["hold_s"]), 60.0)


class _Held(Part):
    """A direction, its name, and how long it is held."""

    azimuth_deg: Azimuth
    elevation_deg: Elevation
    name: Line = Field(default_factory=direction_name)
    hold_s: float = Field(default=30.0, ge=1, le=1800)

    @property
    def direction(self) -> Direction:
        """Where the eyes are to look in the head."""
        return Direction(self.azimuth_deg, self.elevation_deg)


class _Judged(Part):
    """What counts as held, with which eyes, and what is said."""

    repetitions: int = Field(default=1, ge=1, le=20)
    get_ready_s: float = Field(default=5.0, ge=0, le=60)
    rest_s: float = Field(default=10.0, ge=0, le=600)
    tolerance_deg: float = Field(default=6.0, ge=2, le=20)
    eyes: Eyes = "both"
    head_limits: HeadLimits = HeadLimits()
    blink_bridge_s: float = Field(default=0.5, ge=0, le=5)
    grace_s: float = Field(default=0.4, ge=0, le=5)
    spoken_cue: Cue | None = None
    written_cue: Cue | None = None
    note: Note | None = None


class Step(_Judged, _Held):
    """One position to take and hold, with its times and limits.

    azimuth_deg is + to the client's right, elevation_deg + up, both against the client's own neutral. A time
    limit that is left out is three times hold_s, at least 60 s: a hold that cannot be reached still ends.
    """

    kind: Literal["hold"] = "hold"
    time_limit_s: float = Field(default_factory=time_limit, ge=1, le=7200)

    @property
    def holds(self) -> tuple[Step, ...]:
        """The position itself."""
        return (self,)

    @property
    def planned_s(self) -> float:
        """Duration in seconds of all repetitions when each hold succeeds at once."""
        return self.repetitions * (self.get_ready_s + self.hold_s + self.rest_s)

    @field_validator("time_limit_s")
    @classmethod
    def _leaves_time_to_hold(cls, time_limit_s: float, info: ValidationInfo) -> float:
        hold_s = info.data.get("hold_s", 0.0)
        if time_limit_s < hold_s:
            raise ValueError(_("must be at least hold_s ({seconds:g} seconds)").format(seconds=hold_s))
        return time_limit_s


class Position(_Held):
    """One of the positions of a sequence: its direction, its name and its own time."""

    hold_s: float = Field(default=10.0, ge=1, le=1800)
    spoken_cue: Cue | None = None
    written_cue: Cue | None = None


_OF_THE_POSITION: Final = ("azimuth_deg", "elevation_deg", "name", "hold_s", "spoken_cue", "written_cue")


class SequenceStep(_Judged):
    """Several positions in a row, each with its own time and no rest between; the whole row may be repeated.

    get_ready_s comes before the first position, rest_s after the last one. The cues of the sequence stand where a
    position has none of its own.
    """

    kind: Literal["sequence"]
    name: Line | None = None
    positions: tuple[Position, ...] = Field(min_length=2, max_length=20, strict=False)

    @property
    def holds(self) -> tuple[Step, ...]:
        """Each position as a hold of its own."""
        return tuple(self._hold(index, position) for index, position in enumerate(self.positions))

    @property
    def planned_s(self) -> float:
        """Duration in seconds of all repetitions when each hold succeeds at once."""
        held_s = sum(position.hold_s for position in self.positions)
        return self.repetitions * (self.get_ready_s + held_s + self.rest_s)

    def _hold(self, index: int, position: Position) -> Step:
        shared = {key: self.__dict__[key] for key in _Judged.model_fields}
        own = {key: position.__dict__[key] for key in _OF_THE_POSITION if position.__dict__[key] is not None}
        is_first, is_last = index == 0, index == len(self.positions) - 1
        times = {
            "get_ready_s": self.get_ready_s if is_first else 0.0,
            "rest_s": self.rest_s if is_last else 0.0,
            "time_limit_s": time_limit(own),
        }
        return Step.model_validate(shared | own | times)
