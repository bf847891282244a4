"""The scenes of teaching a position: take it, the count, the capture, and what was captured."""

from __future__ import annotations

from typing import Final

from gazetrainer.scene import GetReadyScene, HoldScene, HoldState, Key, KeyHint, MessageScene
from gazetrainer.screen import Screen, place
from gazetrainer.taught import TaughtPosition, Untaught
from targets import Direction, direction_in_words

_STOP_HINT: Final = KeyHint(Key.STOP, "stop")
_MARGIN_PX: Final = 40.0


def taking_scene(name: str) -> MessageScene:
    """What to do, before anything is measured."""
    return MessageScene(
        title=f"Teach: {name}",
        text="Let your eyes go to the position; your head stays where it is. Press Space, hold still while it counts "
        "down, and keep the position until the two closing notes.",
        hints=(KeyHint(Key.MAIN, "begin the count"), _STOP_HINT),
        camera_on=True,
    )


def counting_scene(name: str, direction: Direction, remaining_s: float) -> GetReadyScene:
    """The count; the face looks where the eyes roughly are."""
    return GetReadyScene(
        title=f"Teach: {name}",
        subtitle="it begins after the three low tones",
        azimuth_deg=direction.azimuth_deg,
        elevation_deg=direction.elevation_deg,
        remaining_s=remaining_s,
        sentence="Head stays where it is. Only the eyes go.",
        hints=(_STOP_HINT,),
    )


def capturing_scene(
    name: str, direction: Direction, screen: Screen, distance_mm: float, held_s: float, hold_s: float
) -> HoldScene:
    """The seconds in which the position is measured."""
    return HoldScene(
        title=f"Teach: {name}",
        subtitle="",
        where=place(direction, screen=screen, distance_mm=distance_mm, margin_px=_MARGIN_PX),
        azimuth_deg=direction.azimuth_deg,
        elevation_deg=direction.elevation_deg,
        held_s=held_s,
        hold_s=hold_s,
        state=HoldState.IN,
        headline="Keep the position",
        time_s=held_s,
        hints=(_STOP_HINT,),
    )


def captured_scene(taught: TaughtPosition) -> MessageScene:
    """What was captured, and the choice to keep it."""
    return MessageScene(
        title=f"Taken: {taught.name}",
        text=taught_in_words(taught),
        hints=(KeyHint(Key.MAIN, "keep"), KeyHint(Key.REPEAT, "once more"), _STOP_HINT),
    )


def refused_scene(name: str, why: Untaught) -> MessageScene:
    """Why nothing could be learned, and what helps."""
    return MessageScene(
        title=f"Not taken yet: {name}", text=why.sentence, hints=(KeyHint(Key.MAIN, "once more"), _STOP_HINT)
    )


def taught_in_words(taught: TaughtPosition) -> str:
    """Where a taught position lies and how closely it can be judged."""
    where = direction_in_words(taught.azimuth_deg, taught.elevation_deg)
    return (
        f"{where}: azimuth {taught.azimuth_deg:+.1f}\u00b0, elevation {taught.elevation_deg:+.1f}\u00b0, held with a "
        f"spread of {taught.std_azimuth_deg:.1f}\u00b0 across and {taught.std_elevation_deg:.1f}\u00b0 upward. "
        f"It can be judged within {taught.least_tolerance_deg:.1f}\u00b0."
    )
