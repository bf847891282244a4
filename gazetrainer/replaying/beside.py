"""Beside: what a recording tells of the moments whose scene does not follow from the sitting's state alone.

The pages of a check-in, the pointer of a search and the dot of a re-centring are led by flows of their own, and when
each was shown is not recorded: a page that says so stands in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gazetrainer.check_in import When
from gazetrainer.events import CameraFound, CameraLost, CheckedIn, Event, LookChanged, Paused, Recentred, Resumed
from gazetrainer.measuring.changes import Change
from gazetrainer.recording import Recording
from gazetrainer.scene import MessageScene, Scene
from gazetrainer.sitting import Elsewhere, Sitting
from gazetrainer.staging.setup import camera_gone_scene
from targets import CheckInStep
from targets.language import _

USUAL_DISTANCE_MM = 600.0
"""Where a recording holds no calibration that tells it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What changed when: (time, value) in order of time; gone, led: (from, to), the latter with what is shown."""

    changes: tuple[tuple[float, tuple[Change, ...]], ...]
    distances_mm: tuple[tuple[float, float], ...]
    gone: tuple[tuple[float, float], ...]
    led: tuple[tuple[float, float, str], ...]

    def changes_at(self, time_s: float) -> tuple[Change, ...]:
        """What was different from the calibration."""
        known = [changes for at_s, changes in self.changes if at_s <= time_s]
        return known[-1] if known else ()

    def distance_mm_at(self, time_s: float) -> float:
        """From the eyes to the screen, as the calibration in use had it."""
        return next(distance for at_s, distance in reversed(self.distances_mm) if at_s <= time_s)

    def instead_at(self, time_s: float) -> Scene | None:
        """What was shown whatever the sitting's state; None: the scene of that state."""
        if any(from_s <= time_s < to_s for from_s, to_s in self.gone):
            return camera_gone_scene()
        said = next((text for from_s, to_s, text in self.led if from_s <= time_s < to_s), None)
        return None if said is None else MessageScene(_("Paused"), said)


def beside_of(recording: Recording) -> Beside:
    """Collect it from a recording's header and events."""
    events = recording.events
    sittings = (recording.header.profile or {}).get("sittings")
    first_mm = _distance_mm(sittings[-1] if isinstance(sittings, list) and sittings else None)
    later = [(each.time_s, _distance_mm(each.learned.get("neutral"))) for each in events if isinstance(each, Recentred)]
    return Beside(
        changes=tuple((each.time_s, each.changes) for each in events if isinstance(each, LookChanged)),
        distances_mm=((float("-inf"), first_mm), *later),
        gone=tuple(_gone(events)),
        led=tuple(_led(events)),
    )


def page_not_kept(sitting: Sitting) -> MessageScene | None:
    """What stands in the place of a step that a flow of its own led through; None at other steps."""
    if not isinstance(sitting.phase, Elsewhere) or sitting.beside is None:
        return None
    step = sitting.beside.step
    if isinstance(step, CheckInStep):
        return MessageScene(step.name, _("The pages of a check-in are not recorded; its answers are on the time line."))
    return MessageScene(step.name, _("The pointer's way is not recorded; the places that were found are."))


def _gone(events: Sequence[Event]) -> Iterator[tuple[float, float]]:
    lost_s: float | None = None
    for event in events:
        match event:
            case CameraLost(time_s):
                lost_s = time_s
            case CameraFound(time_s) if lost_s is not None:
                yield lost_s, time_s
                lost_s = None
    if lost_s is not None:
        yield lost_s, float("inf")


def _led(events: Sequence[Event]) -> Iterator[tuple[float, float, str]]:
    """Pauses in which something else was shown; up to the moment at which it was over."""
    paused_s: float | None = None
    for event in events:
        match event:
            case Paused(time_s):
                paused_s = time_s
            case Resumed():
                paused_s = None
            case Recentred(time_s) if paused_s is not None:
                yield paused_s, time_s, _("A dot to centre again was shown in this pause; its way is not recorded.")
            case CheckedIn(time_s, When.DURING) if paused_s is not None:
                yield paused_s, time_s, _("The client answered a check-in in this pause; its pages are not recorded.")


def _distance_mm(neutral: object) -> float:
    value = neutral.get("distance_mm") if isinstance(neutral, dict) else None
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and 100.0 <= value <= 5000.0
    return float(value) if is_one and isinstance(value, int | float) else USUAL_DISTANCE_MM
