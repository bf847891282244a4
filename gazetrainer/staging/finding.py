"""The scenes of finding a position: what will happen, the pointer on its way and at a mark, and what was marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gazetrainer.eyes import Eyes
from gazetrainer.finding.found import FoundBy, PlaceFound
from gazetrainer.finding.sweeping import Sweeping
from gazetrainer.gaze import GazeSample
from gazetrainer.scene import Guide, Key, KeyHint, MessageScene, PausedScene, PointerScene
from gazetrainer.screen import Screen, place
from targets import Direction, FindStep
from targets.language import _, ngettext

_MARGIN_SHARE: Final = 0.055


def about_finding_scene(step: FindStep) -> MessageScene:
    """What will happen, before the pointer begins."""
    usual = _(
        "A dot moves slowly over the field, row by row. Follow it with your eyes; your head stays where it is. Press "
        "Space wherever you want to mark a place. Where your eyes rest of themselves, that is noted too."
    )
    return MessageScene(
        title=step.name,
        text=step.written_cue or usual,
        hints=(KeyHint(Key.MAIN, _("begin")), KeyHint(Key.SKIP, _("leave it out"))),
        camera_on=True,
    )


@dataclass(frozen=True, slots=True)
class PointerView:
    """From where the pointer is looked at, and what leads the eyes to it beyond the screen."""

    screen: Screen
    distance_mm: float
    guide: Guide = Guide.SOUND


def pointer_scene(step: FindStep, sweeping: Sweeping, view: PointerView, *, time_s: float) -> PointerScene:
    """The pointer on its way, or waiting at a place that is being marked."""
    at, staying = sweeping.pointer.direction, sweeping.staying
    margin_px = _MARGIN_SHARE * min(view.screen.height_px, view.screen.width_px * 9 / 16)
    marking = (KeyHint(Key.MAIN, _("mark this place")),) if staying is None else ()
    return PointerScene(
        title=step.name,
        step=_("row {number} of {count}").format(number=sweeping.pointer.row + 1, count=len(step.rows_deg)),
        where=place(at, screen=view.screen, distance_mm=view.distance_mm, margin_px=margin_px),
        azimuth_deg=at.azimuth_deg,
        elevation_deg=at.elevation_deg,
        staying=staying,
        sentence=_("Follow the dot with your eyes alone") if staying is None else _("Stay here for a moment"),
        time_s=time_s,
        marked=marked_in_words(sweeping.found),
        away_deg=_away_deg(at, sweeping.recent),
        eyes=Eyes(step.eyes),
        guide=view.guide,
        hints=(*marking, KeyHint(Key.STOP, _("pause")), KeyHint(Key.UNWELL, _("I don't feel well"))),
    )


def _away_deg(at: Direction, recent: GazeSample | None) -> tuple[float, float] | None:
    if recent is None:
        return None
    return at.azimuth_deg - recent.azimuth_deg, at.elevation_deg - recent.elevation_deg


def finding_paused_scene() -> PausedScene:
    """The pointer waits."""
    return PausedScene(
        title=_("Paused"),
        sentence=_("The dot waits. Take the time you need."),
        hints=(KeyHint(Key.MAIN, _("go on")), KeyHint(Key.SKIP, _("end this step")), KeyHint(Key.STOP, _("stop"))),
    )


def found_scene(step: FindStep, found: Sequence[PlaceFound]) -> MessageScene:
    """What was marked, and the choice to go once more over the field."""
    return MessageScene(
        title=step.name,
        text=_found_in_words(marked_in_words(found)),
        hints=(KeyHint(Key.MAIN, _("go on")), KeyHint(Key.REPEAT, _("once more"))),
        camera_on=True,
    )


def marked_in_words(found: Sequence[PlaceFound]) -> str:
    """How many places were marked, so that a press is seen to count; where the eyes rested is not counted aloud."""
    count = sum(each.by is FoundBy.KEY for each in found)
    return ngettext("{count} place marked", "{count} places marked", count).format(count=count) if count else ""


def _found_in_words(marked: str) -> str:
    if not marked:
        return _("You marked no place. Your practitioner sees where your eyes rested of themselves.")
    return _("{marked} Your practitioner will see where.").format(marked=f"{marked}.")
