"""Elsewhere: what a step that a flow of its own leads through is given, and how it says what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gazetrainer.attention import Attention
from gazetrainer.events import Event
from gazetrainer.gaze import Gaze
from gazetrainer.loop import Display, Flow
from gazetrainer.scene import Guide
from gazetrainer.settings import Keys
from targets import OpenStep, Prescription


class Onward(StrEnum):
    """What comes after the flow."""

    GO_ON = "go_on"
    SKIPPED = "skipped"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Visit:
    """What such a flow has to work with, besides the moments that it is sent.

    distance_mm: from the eyes to the screen. patience_s: after so long without a key it goes on by itself. told: all
    events of the sitting so far, the judge's own first. tell: puts an event, which must be one of UNJUDGED, into the
    sitting and its recording. new_gazes: what was measured since it was last asked; each moment is measured before it
    is sent. time_s: the time in the sitting of what was measured last, for such events. guide: what leads the eyes to
    a place beyond the screen. keys: those that the client can press.
    """

    step: OpenStep
    plan: Prescription
    display: Display
    attention: Attention
    distance_mm: float
    patience_s: float
    told: Callable[[], tuple[Event, ...]]
    tell: Callable[[Event], None]
    new_gazes: Callable[[], tuple[Gaze, ...]]
    time_s: Callable[[], float]
    guide: Guide = Guide.SOUND
    keys: Keys = Keys.ALL


ElsewhereFlow = Callable[[Visit], Flow[Onward]]
"""May raise Stopped, which ends the sitting as STOP does."""


@dataclass(frozen=True, slots=True)
class ElsewhereFlows:
    """The flows by the kind of step; a step of another kind is skipped.

    patience_s: how long they wait for a key. guide: what leads the eyes to a place beyond the screen. keys: those that
    the client can press.
    """

    by_kind: Mapping[str, ElsewhereFlow] = field(default_factory=dict)
    patience_s: float = float("inf")
    guide: Guide = Guide.SOUND
    keys: Keys = Keys.ALL
