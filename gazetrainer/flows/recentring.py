"""Re-centring: a few dots at the beginning of a later sitting, or one in the midst of it, become a profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from calibration import CalibrationError
from gazetrainer.attention import Attention
from gazetrainer.calibrating.later_sitting import moved_deg, recentred, with_sitting
from gazetrainer.calibrating.looked_at import LookedAt, Purpose
from gazetrainer.calibrating.profile import Profile
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.flows.asking import first_key
from gazetrainer.flows.dots import Collected, Dot, layout_size, show_dot
from gazetrainer.loop import Display, Flow
from gazetrainer.scene import Key, KeyHint, MessageScene
from gazetrainer.wording import words
from targets import Direction, recentre_points
from targets.language import _

USUAL_DOTS: Final = 3
DOTS_IN_BETWEEN: Final = 1
"""In the midst of a sitting the eyes and the hold wait."""

_Learn = Callable[[Sequence[FaceObservation | NoFace], Sequence[LookedAt]], Profile]


@dataclass(frozen=True, slots=True)
class Recentre:
    """A profile re-centred in the midst of a sitting, and by how much what it tells at the dot moved."""

    profile: Profile
    moved_azimuth_deg: float
    moved_elevation_deg: float


@dataclass(frozen=True, slots=True)
class _Learned:
    profile: Profile
    collected: Collected


@dataclass(frozen=True, slots=True)
class _Dots:
    """What is shown to re-centre, where, and how long a question about it waits for a key."""

    directions: tuple[Direction, ...]
    display: Display
    attention: Attention
    distance_mm: float
    patience_s: float


def begin_later_sitting(
    profile: Profile,
    display: Display,
    attention: Attention,
    *,
    started_at: str,
    dots: int = USUAL_DOTS,
    patience_s: float = float("inf"),
) -> Flow[Profile | None]:
    """Show dots and give the profile in its new sitting; None: nothing was seen, and the client goes on without.

    Raises Stopped.
    """
    shown = _dots(profile, display, attention, dots, patience_s)
    learned = yield from _learned(shown, lambda seen, lines: with_sitting(profile, seen, lines, started_at))
    return None if learned is None else learned.profile


def recentre_in_between(profile: Profile, display: Display, attention: Attention) -> Flow[Recentre | None]:
    """Show a dot and give the profile for the rest of the sitting; None: it was not seen. Raises Stopped."""
    shown = _dots(profile, display, attention, DOTS_IN_BETWEEN, float("inf"))
    learned = yield from _learned(shown, lambda seen, lines: recentred(profile, seen, lines))
    if learned is None:
        return None
    collected = learned.collected
    return Recentre(learned.profile, *moved_deg(profile, learned.profile, collected.seen, collected.lines))


def _dots(profile: Profile, display: Display, attention: Attention, count: int, patience_s: float) -> _Dots:
    distance_mm = profile.neutral.distance_mm
    size = layout_size(display.screen, distance_mm)
    directions = recentre_points(count, turn=len(profile.sittings), **size)
    return _Dots(directions, display, attention, distance_mm, patience_s)


def _learned(dots: _Dots, learn: _Learn) -> Flow[_Learned | None]:
    """Show the dots until something was seen of them, or the client goes on without."""
    while True:
        collected = yield from _shown(dots)
        try:
            return _Learned(learn(collected.seen, collected.lines), collected)
        except CalibrationError:
            key = yield from first_key(unseen_scene(), (Key.MAIN, Key.REPEAT), dots.patience_s)
        if key is not Key.REPEAT:
            return None


def _shown(dots: _Dots) -> Flow[Collected]:
    collected, count = Collected(dots.distance_mm), len(dots.directions)
    try:
        for number, direction in enumerate(dots.directions, start=1):
            step = _("{number} of {count}").format(number=number, count=count) if count > 1 else ""
            yield from show_dot(Dot(direction, Purpose.RECENTRE), step, collected, dots.display, dots.attention)
    finally:
        dots.attention.attend_nothing()
    return collected


def unseen_scene() -> MessageScene:
    """Nothing was seen of the dots."""
    return MessageScene(
        title=_(words.DOTS_UNSEEN),
        text=_(words.DOTS_UNSEEN_HELP),
        hints=(KeyHint(Key.MAIN, _("go on")), KeyHint(Key.REPEAT, _("again")), KeyHint(Key.STOP, _("stop"))),
        camera_on=True,
    )
