"""The scenes of teaching a position: take it, the count, the capture, and what was captured."""

from __future__ import annotations

from typing import Final

from gazetrainer.calibrating.taught import TaughtPosition, Untaught
from gazetrainer.eyes import Eyes
from gazetrainer.scene import GetReadyScene, HoldScene, HoldState, Key, KeyHint, MessageScene
from gazetrainer.screen import Screen, place
from gazetrainer.wording.words import only_the_eyes
from targets import Direction, direction_in_words, direction_within_sentence
from targets.formats import number
from targets.language import _

_MARGIN_PX: Final = 40.0


def taking_scene(name: str) -> MessageScene:
    """What to do, before anything is measured."""
    return MessageScene(
        title=_("Teach: {position}").format(position=name),
        text=_(
            "Let your eyes go to the position; your head stays where it is. Press Space, hold still while it counts "
            "down, and keep the position until the two closing notes."
        ),
        hints=(KeyHint(Key.MAIN, _("begin the count")), _stop_hint()),
        camera_on=True,
    )


def counting_scene(name: str, direction: Direction, remaining_s: float) -> GetReadyScene:
    """The count; the face looks where the eyes roughly are."""
    return GetReadyScene(
        title=_("Teach: {position}").format(position=name),
        subtitle=_("it begins after the three low tones"),
        azimuth_deg=direction.azimuth_deg,
        elevation_deg=direction.elevation_deg,
        remaining_s=remaining_s,
        sentence=only_the_eyes(Eyes.BOTH),
        hints=(_stop_hint(),),
    )


def capturing_scene(
    name: str, direction: Direction, screen: Screen, distance_mm: float, held_s: float, hold_s: float
) -> HoldScene:
    """The seconds in which the position is measured."""
    return HoldScene(
        title=_("Teach: {position}").format(position=name),
        subtitle="",
        where=place(direction, screen=screen, distance_mm=distance_mm, margin_px=_MARGIN_PX),
        azimuth_deg=direction.azimuth_deg,
        elevation_deg=direction.elevation_deg,
        held_s=held_s,
        hold_s=hold_s,
        state=HoldState.IN,
        headline=_("Keep the position"),
        time_s=held_s,
        hints=(_stop_hint(),),
    )


def captured_scene(taught: TaughtPosition) -> MessageScene:
    """What was captured, and the choice to keep it."""
    return MessageScene(
        title=_("Taken: {position}").format(position=taught.name),
        text=_(
            "Eyes {direction}, held long enough to be known again. If that is the position you meant, keep it; "
            "otherwise take it once more."
        ).format(direction=direction_within_sentence(taught.azimuth_deg, taught.elevation_deg)),
        hints=(KeyHint(Key.MAIN, _("keep")), KeyHint(Key.REPEAT, _("once more")), _stop_hint()),
        camera_on=True,
    )


def refused_scene(name: str, why: Untaught) -> MessageScene:
    """Why nothing could be learned, and what helps."""
    return MessageScene(
        title=_("Not taken yet: {position}").format(position=name),
        text=why.sentence,
        hints=(KeyHint(Key.MAIN, _("once more")), _stop_hint()),
        camera_on=True,
    )


def taught_in_words(taught: TaughtPosition) -> str:
    """Where a taught position lies and how closely it can be judged, for who reads figures."""
    return _(
        "{direction}: azimuth {azimuth}°, elevation {elevation}°, held with a spread of {across}° across and "
        "{upward}° upward. It can be judged within {tolerance}°."
    ).format(
        direction=direction_in_words(taught.azimuth_deg, taught.elevation_deg),
        azimuth=number(taught.azimuth_deg, "+.1f"),
        elevation=number(taught.elevation_deg, "+.1f"),
        across=number(taught.std_azimuth_deg, ".1f"),
        upward=number(taught.std_elevation_deg, ".1f"),
        tolerance=number(taught.least_tolerance_deg, ".1f"),
    )


def _stop_hint() -> KeyHint:
    return KeyHint(Key.STOP, _("stop"))
