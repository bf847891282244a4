"""Finding a position: a pointer sweeps the field; one key marks a place, and places where the eyes rest are noted."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gazetrainer.finding.found import PlaceFound
from gazetrainer.finding.sweeping import Sweeping
from gazetrainer.flows.asking import first_key
from gazetrainer.flows.checking_in import check_in_now
from gazetrainer.flows.elsewhere import Onward, Visit
from gazetrainer.loop import Flow, Moment, Stopped
from gazetrainer.scene import Key
from gazetrainer.staging.finding import (
    PointerView,
    about_finding_scene,
    finding_paused_scene,
    found_scene,
    pointer_scene,
)
from targets import FindStep

_ATTENDS_EVERY_S: Final = 0.5


def visit_finding(visit: Visit) -> Flow[Onward]:
    """Find a position as a step of a sitting; raises Stopped."""
    if not isinstance(visit.step, FindStep):
        return Onward.SKIPPED
    return (yield from find_position(visit.step, visit))


def find_position(step: FindStep, visit: Visit) -> Flow[Onward]:
    """Lead the pointer over the field, as often as the client wants; places are told to the visit. Raises Stopped."""
    key = yield from first_key(about_finding_scene(step), (Key.MAIN, Key.SKIP), visit.patience_s)
    if key is Key.SKIP:
        return Onward.SKIPPED
    found: list[PlaceFound] = []
    while True:
        found += yield from _swept(step, visit)
        key = yield from first_key(found_scene(step, found), (Key.MAIN, Key.REPEAT), visit.patience_s)
        if key is not Key.REPEAT:
            return Onward.GO_ON


def _swept(step: FindStep, visit: Visit) -> Flow[list[PlaceFound]]:
    """Once over the field; whatever ends it, the places so far are told."""
    sweeping = Sweeping(step, lambda place: visit.tell(replace(place, time_s=visit.time_s())))
    attended_s: float | None = None
    visit.new_gazes()  # what was seen before belongs to nothing here
    try:
        while not sweeping.is_over:
            moment = yield pointer_scene(step, sweeping, _view(visit), time_s=attended_s or 0.0)
            sweeping.take(moment.time_s, visit.new_gazes())
            if attended_s is None or moment.time_s - attended_s >= _ATTENDS_EVERY_S:
                at, attended_s = sweeping.pointer.direction, moment.time_s
                visit.attention.attend(at.azimuth_deg, at.elevation_deg)
            if not (yield from _obeyed(sweeping, moment, visit)):
                break
    finally:
        visit.attention.attend_nothing()
        sweeping.end()
    return sweeping.found


def _obeyed(sweeping: Sweeping, moment: Moment, visit: Visit) -> Flow[bool]:
    """Do what the keys ask for; False: the client ends the sweep. Raises Stopped."""
    if Key.CLOSE in moment.keys:
        raise Stopped
    if Key.UNWELL in moment.keys:
        sweeping.interrupt()
        if (yield from check_in_now(visit)) is Onward.STOP:
            raise Stopped
    if Key.STOP in moment.keys:
        sweeping.interrupt()
        pressed = yield from first_key(finding_paused_scene(), (Key.MAIN, Key.SKIP), float("inf"))
        return pressed is Key.MAIN
    if Key.MAIN in moment.keys:
        sweeping.mark()
    return Key.SKIP not in moment.keys


def _view(visit: Visit) -> PointerView:
    return PointerView(visit.display.screen, visit.distance_mm, visit.guide)
