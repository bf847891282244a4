"""Player: where a replay stands and how it goes on, as a value.

MAIN: plays <--> stands; at the end it begins anew
LEFT, RIGHT: STRIDE_S back or on; BACK, SKIP: to the event before or after; REPEAT: to the beginning
UP, DOWN: the next faster or slower of SPEEDS
time passes: on by speed x time while it plays; at the end it stands
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from gazetrainer.scene import Key

SPEEDS: Final = (0.5, 1.0, 2.0, 4.0, 8.0)
STRIDE_S: Final = 5.0
AGAIN_S: Final = 1.0
"""Who asks for the event before so soon after one wants the one before that."""
_SAME_S: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Player:
    """A place between `start_s` and `end_s` of a recording."""

    start_s: float
    end_s: float
    at_s: float
    speed: float = 1.0
    is_playing: bool = True

    @property
    def is_at_end(self) -> bool:
        """There is nothing more to play."""
        return self.at_s >= self.end_s - _SAME_S


def begin_player(start_s: float, end_s: float, *, speed: float = 1.0, at_s: float | None = None) -> Player:
    """A player at the beginning, or at a place within, that plays."""
    return Player(start_s, end_s, max(start_s, min(start_s if at_s is None else at_s, end_s)), speed)


def passed(player: Player, seconds: float) -> Player:
    """The player after so many seconds of its watcher's time."""
    if not player.is_playing or seconds <= 0:
        return player
    return jumped(player, player.at_s + seconds * player.speed)


def jumped(player: Player, to_s: float) -> Player:
    """The player at another place; at the end it stands."""
    moved = replace(player, at_s=max(player.start_s, min(to_s, player.end_s)))
    return replace(moved, is_playing=moved.is_playing and not moved.is_at_end)


def jumped_to_share(player: Player, share: float) -> Player:
    """The player at a share, 0 to 1, of the whole."""
    return jumped(player, player.start_s + max(0.0, min(share, 1.0)) * (player.end_s - player.start_s))


def pressed(player: Player, key: Key, stops_s: Sequence[float]) -> Player:
    """The player after a key; `stops_s`: the times of events, in order."""
    match key:
        case Key.MAIN if player.is_at_end:
            return replace(player, at_s=player.start_s, is_playing=True)
        case Key.MAIN:
            return replace(player, is_playing=not player.is_playing)
        case Key.UP | Key.DOWN:
            return replace(player, speed=_next_speed(player.speed, faster=key is Key.UP))
        case _:
            return jumped(player, _aim_s(player, key, stops_s))


def _aim_s(player: Player, key: Key, stops_s: Sequence[float]) -> float:
    """Where a key leads to; keys that lead nowhere to where it is."""
    match key:
        case Key.LEFT:
            return player.at_s - STRIDE_S
        case Key.RIGHT:
            return player.at_s + STRIDE_S
        case Key.SKIP:
            return _after(player.at_s, stops_s, player.end_s)
        case Key.BACK:
            return _before(player, stops_s)
        case Key.REPEAT:
            return player.start_s
        case _:
            return player.at_s


def _after(at_s: float, stops_s: Sequence[float], end_s: float) -> float:
    return next((stop for stop in stops_s if stop > at_s + _SAME_S), end_s)


def _before(player: Player, stops_s: Sequence[float]) -> float:
    soon_s = AGAIN_S * player.speed if player.is_playing else _SAME_S
    return next((stop for stop in reversed(stops_s) if stop < player.at_s - soon_s), player.start_s)


def _next_speed(speed: float, *, faster: bool) -> float:
    if faster:
        return next((each for each in SPEEDS if each > speed), SPEEDS[-1])
    return next((each for each in reversed(SPEEDS) if each < speed), SPEEDS[0])
