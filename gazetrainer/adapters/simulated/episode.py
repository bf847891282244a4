"""Episode: something a client does instead of holding the position, for a few seconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from gazetrainer.adapters.simulated.motion import Angles, ease

MOST_DEG = (30.0, 18.0)
"""How far the eyes go astray, sideways and up or down."""


class Behaviour(StrEnum):
    """How a client practises."""

    OBEDIENT = "obedient"
    BLINKING = "blinking"
    DRIFTING = "drifting"
    HEAD_TURNING = "head_turning"
    LOOKING_AWAY = "looking_away"
    LEAVING = "leaving"
    CLOSING = "closing"
    MIXED = "mixed"


EPISODES = (
    Behaviour.DRIFTING,
    Behaviour.HEAD_TURNING,
    Behaviour.LOOKING_AWAY,
    Behaviour.LEAVING,
    Behaviour.CLOSING,
)
"""Behaviours that come in episodes; MIXED goes through all of them in changing order."""

DURATIONS_S = {
    Behaviour.DRIFTING: (2.8, 4.8),  # 0.8 s of it is the way out
    Behaviour.HEAD_TURNING: (3.5, 6.0),
    Behaviour.LOOKING_AWAY: (2.0, 3.0),
    Behaviour.LEAVING: (2.5, 4.5),
    Behaviour.CLOSING: (2.0, 6.0),
}


@dataclass(frozen=True, slots=True)
class Episode:
    """What happens from start_s to end_s.

    `astray` is, by kind: the offset from the aim (drifting), the direction looked at (looking away) or the turn of the
    head (head turning), in degrees.
    """

    kind: Behaviour
    start_s: float
    end_s: float
    astray: Angles


@dataclass(frozen=True, slots=True)
class Effect:
    """What an episode makes of the client at one moment."""

    aim: Angles
    drift: Angles = (0.0, 0.0)
    head: Angles = (0.0, 0.0)
    openness: float = 1.0
    present: bool = True


def draw_episode(kind: Behaviour, start_s: float, aim: Angles, rng: np.random.Generator) -> Episode:
    """Draw length and direction of an episode for a client who should look at `aim`."""
    end_s = start_s + float(rng.uniform(*DURATIONS_S[kind]))
    if kind is Behaviour.HEAD_TURNING:
        return Episode(kind, start_s, end_s, _turn_toward(aim, float(rng.uniform(10, 12)), rng))
    if kind is Behaviour.LOOKING_AWAY:
        return Episode(kind, start_s, end_s, _elsewhere(aim, rng))
    return Episode(kind, start_s, end_s, _offset(aim, rng))


def effect_of(episode: Episode | None, time_s: float, aim: Angles) -> Effect:
    """What the client does at a time, given what should be looked at; pure."""
    if episode is None or not episode.start_s <= time_s < episode.end_s:
        return Effect(aim)
    since_s, left_s = time_s - episode.start_s, episode.end_s - time_s
    match episode.kind:
        case Behaviour.DRIFTING:
            share = min(ease(since_s / 0.8), ease(left_s / 0.08))
            return Effect(aim, drift=_scaled(episode.astray, share))
        case Behaviour.HEAD_TURNING:
            share = min(ease(since_s / 0.6), ease(left_s / 0.6))
            return Effect(aim if left_s < 0.5 else (0.0, 0.0), head=_scaled(episode.astray, share))
        case Behaviour.LOOKING_AWAY:
            return Effect(episode.astray)
        case Behaviour.LEAVING:
            return Effect(aim, present=False)
        case _:
            return Effect(aim, openness=1 - min(ease(since_s / 0.12), ease(left_s / 0.15)))


def _scaled(angles: Angles, share: float) -> Angles:
    return angles[0] * share, angles[1] * share


def _offset(aim: Angles, rng: np.random.Generator) -> Angles:
    while True:
        size_deg, way = rng.uniform(9, 14), rng.uniform(0, 2 * np.pi)
        offset = float(size_deg * np.cos(way)), float(size_deg * np.sin(way))
        if abs(aim[0] + offset[0]) <= MOST_DEG[0] and abs(aim[1] + offset[1]) <= MOST_DEG[1]:
            return offset


def _elsewhere(aim: Angles, rng: np.random.Generator) -> Angles:
    while True:
        place = float(rng.uniform(-24, 24)), float(rng.uniform(-15, 14))
        if np.hypot(place[0] - aim[0], place[1] - aim[1]) > 11:
            return place


def _turn_toward(aim: Angles, size_deg: float, rng: np.random.Generator) -> Angles:
    far_deg = float(np.hypot(*aim))
    if far_deg < 3:
        way = rng.uniform(0, 2 * np.pi)
        return float(size_deg * np.cos(way)), float(size_deg * np.sin(way))
    return aim[0] / far_deg * size_deg, aim[1] / far_deg * size_deg
