"""Prescription: what the practitioner ordered, step by step ("plan" in the user's language)."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from targets.directions import Direction, direction_in_words

SCHEMA = 1
STOP_RULE = "Stop at once if you feel dizzy or sick, see double, or feel pain."

Eyes = Literal["both", "left", "right"]


def _printable(text: str) -> str:
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text):
        raise ValueError("must have printable signs only")
    return text


def _text(longest: int) -> Any:
    return StringConstraints(min_length=1, max_length=longest)


_Line = Annotated[str, _text(120), AfterValidator(_printable)]
_Cue = Annotated[str, _text(300), AfterValidator(_printable)]
_Note = Annotated[str, _text(2000), AfterValidator(_printable)]
_Limit = Annotated[float, Field(ge=1, le=30)]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
        serialize_by_alias=True,
    )


class HeadLimits(_Part):
    """How far the head may turn from neutral while a position is held."""

    yaw_deg: _Limit = 8.0
    pitch_deg: _Limit = 8.0
    roll_deg: _Limit = 6.0


def direction_name(values: dict[str, Any]) -> str:
    """Name a step after its direction when the plan does not; one that is missing is a fault of its own."""
    return direction_in_words(values.get("azimuth_deg", 0.0), values.get("elevation_deg", 0.0))


def time_limit(values: dict[str, Any]) -> float:
    """Give a hold of `hold_s` seconds three times its length, at least a minute, when the plan does not say."""
    return max(3.0 * float(values["hold_s"]), 60.0)


class Step(_Part):
    """One position to take and hold, with its times and limits.

    azimuth_deg is + to the client's right, elevation_deg + up, both against the client's own neutral. A time
    limit that is left out is three times hold_s, at least 60 s: a hold that cannot be reached still ends.
    """

    kind: Literal["hold"] = "hold"
    azimuth_deg: float = Field(ge=-45, le=45)
    elevation_deg: float = Field(ge=-47, le=35)
    name: _Line = Field(default_factory=direction_name)
    hold_s: float = Field(default=30.0, ge=1, le=1800)
    repetitions: int = Field(default=1, ge=1, le=20)
    get_ready_s: float = Field(default=5.0, ge=0, le=60)
    rest_s: float = Field(default=10.0, ge=0, le=600)
    tolerance_deg: float = Field(default=6.0, ge=2, le=20)
    eyes: Eyes = "both"
    head_limits: HeadLimits = HeadLimits()
    blink_bridge_s: float = Field(default=0.5, ge=0, le=5)
    grace_s: float = Field(default=0.4, ge=0, le=5)
    time_limit_s: float = Field(default_factory=time_limit, ge=1, le=7200)
    spoken_cue: _Cue | None = None
    written_cue: _Cue | None = None
    note: _Note | None = None

    @property
    def direction(self) -> Direction:
        """Where the eyes are to look in the head."""
        return Direction(self.azimuth_deg, self.elevation_deg)

    @property
    def planned_s(self) -> float:
        """Duration in seconds of all repetitions when each hold succeeds at once."""
        return self.repetitions * (self.get_ready_s + self.hold_s + self.rest_s)

    @field_validator("time_limit_s")
    @classmethod
    def _leaves_time_to_hold(cls, time_limit_s: float, info: ValidationInfo) -> float:
        hold_s = info.data.get("hold_s", 0.0)
        if time_limit_s < hold_s:
            raise ValueError(f"must be at least hold_s ({hold_s:g} seconds)")
        return time_limit_s


class Prescription(_Part):
    """A plan: the steps of one sitting in order, and the rule when to stop."""

    schema_version: int = Field(alias="schema", ge=SCHEMA, le=SCHEMA)
    title: _Line
    author: _Line | None = None
    note: _Note | None = None
    demonstration: bool = False
    stop_rule: _Cue = STOP_RULE
    steps: tuple[Step, ...] = Field(min_length=1, max_length=50, strict=False)

    @property
    def planned_s(self) -> float:
        """Duration in seconds when every hold succeeds at once; there is no rest after the last hold."""
        return sum(step.planned_s for step in self.steps) - self.steps[-1].rest_s
