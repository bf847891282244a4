"""scenes -> phrases: when the leading sound is heard on the way to a position or a pointer beyond the screen.

A phrase begins at once when a hold begins, then every LEAD_EVERY_S while the eyes are not there. Eyes that come into
position are led on for MOST_FURTHER phrases at most, until they are WELL_INSIDE (a share of the tolerance): who
stopped at its very edge would soon slip out again. Then it is silent, and comes back only when they have been away for
BACK_S in all since the last phrase or the last THERE_S in position: eyes at the edge are neither nagged nor left alone.
Where nothing can be told, the lids are shut or the head has moved there is nothing to lead by, and it is silent too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from gazetrainer.scene import HoldScene, HoldState, PointerScene, Scene
from gazetrainer.screen import BeyondEdge
from gazetrainer.sounds.tones import PHRASE_S, Guidance, guidance

LEAD_EVERY_S: Final = 1.2
BACK_S: Final = 0.5
THERE_S: Final = 0.5
WELL_INSIDE: Final = 0.6
MOST_FURTHER: Final = 2
_LONGEST_STEP_S: Final = 0.25
"""More than this between two scenes is not time spent anywhere."""
_ON_THE_WAY: Final = frozenset({HoldState.OUT, HoldState.SETTLING})


@dataclass(frozen=True, slots=True)
class Hush:
    """The leading sound fades away now."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What the leading sound knows of a hold.

    began_s: when the last phrase began; away_s, there_s: time spent out of position and, without a break, in it;
    arrived: the eyes have been in position since the last phrase; further: phrases since they came into it;
    is_leading: it leads just now.
    """

    time_s: float | None = None
    began_s: float | None = None
    away_s: float = 0.0
    there_s: float = 0.0
    arrived: bool = False
    further: int = 0
    is_leading: bool = False


NOT_LED: Final = Lead()


def lead(before: Lead, previous: Scene | None, scene: Scene) -> tuple[Lead, tuple[Guidance | Hush, ...]]:
    """What of the leading sound begins or ends with a scene."""
    if not isinstance(scene, HoldScene | PointerScene) or not isinstance(scene.where, BeyondEdge):
        return NOT_LED, _hush(before, before.time_s)
    if not isinstance(previous, HoldScene | PointerScene) or _hold(previous) != _hold(scene):
        before = NOT_LED
    is_led = scene.state in _ON_THE_WAY or _is_led_further(before, scene)
    now = _elapsed(before, scene, is_led=is_led)
    if not is_led or scene.away_deg is None:
        return replace(now, is_leading=False), _hush(now, scene.time_s) if before.is_leading else ()
    now = replace(now, is_leading=True)
    if not _is_due(now, scene.time_s):
        return now, ()
    further = now.further + 1 if scene.state is HoldState.IN else 0
    begun = replace(now, began_s=scene.time_s, away_s=0.0, arrived=False, further=further)
    return begun, (guidance(*scene.away_deg),)


def _hold(scene: HoldScene | PointerScene) -> tuple[str, str]:
    return scene.title, scene.subtitle


def _is_led_further(before: Lead, scene: HoldScene | PointerScene) -> bool:
    """The eyes came into position a moment ago and are still near its edge."""
    if scene.state is not HoldState.IN or not isinstance(scene, HoldScene):
        return False
    if before.arrived or before.began_s is None:
        return False
    if before.further >= MOST_FURTHER and scene.time_s - before.began_s >= PHRASE_S:
        return False
    if scene.tolerance_deg is None or scene.away_deg is None:
        return False
    return math.hypot(*scene.away_deg) > WELL_INSIDE * scene.tolerance_deg


def _elapsed(before: Lead, scene: HoldScene | PointerScene, *, is_led: bool) -> Lead:
    passed_s = 0.0 if before.time_s is None else min(max(0.0, scene.time_s - before.time_s), _LONGEST_STEP_S)
    if scene.state is HoldState.IN and not is_led:
        there_s = before.there_s + passed_s
        away_s = 0.0 if there_s >= THERE_S else before.away_s
        return replace(before, time_s=scene.time_s, there_s=there_s, away_s=away_s, arrived=True)
    away_s = before.away_s + (passed_s if is_led else 0.0)
    return replace(before, time_s=scene.time_s, there_s=0.0, away_s=away_s)


def _is_due(lead: Lead, time_s: float) -> bool:
    if lead.began_s is not None and time_s - lead.began_s < LEAD_EVERY_S:
        return False
    return not lead.arrived or lead.away_s >= BACK_S


def _hush(lead: Lead, time_s: float | None) -> tuple[Hush, ...]:
    """Nothing is hushed that is over by itself."""
    if lead.began_s is None or time_s is None or time_s - lead.began_s >= PHRASE_S:
        return ()
    return (Hush(),)
