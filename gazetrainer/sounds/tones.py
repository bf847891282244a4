"""Tones: the few sounds of the program, all synthesised; arrays of (samples, 2) float32 in -1..1.

GET_READY   low, once for each of the last three seconds before a hold
HALF_WAY    one soft tone in the middle of a hold
LAST_SECOND higher, once for each of the last three seconds of a hold
DONE        two notes, the second a fifth below: the hold is over
CANNOT_TELL a low wooden tap, once, when the program can no longer tell
HEAD_MOVED  the same tap twice, once, when the head has moved
BEGIN       two notes, the second a fifth above: a moment without a gaze check begins
Guidance    a phrase that leads the eyes: a note in the middle that is always the same, then, without a break, the
            answer: its ear and the number of its swells = where to go sideways, its pitch against the first note = up
            or down, loud = far. Silence = there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from targets.directions import MENTION_SHARE

RATE_HZ: Final = 44100
ATTACK_S: Final = 0.04
RELEASE_S: Final = 0.12
LOUDEST: Final = 0.55
"""The peak of every tone; two of them and a lead stay within 1 while one fades into the other."""
LEAD_LOUDEST: Final = 0.4

REFERENCE_HZ: Final = 523.25
"""C5: an octave below it a laptop's loudspeaker still sounds."""
REFERENCE_S: Final = 0.18
GLIDE_S: Final = 0.12
ANSWER_S: Final = 0.54
PHRASE_S: Final = REFERENCE_S + GLIDE_S + ANSWER_S

_OCTAVE_DEG: Final = 20.0
"""Looking so much too low raises the answer by an octave; it goes no further than that either way."""
_LEAST_SEMITONES: Final = 3.0
"""A smaller step is not told up from down by everybody."""
_SIDE_DEG: Final = 15.0
"""From so far off sideways the answer is in one ear only."""
_LEAST_SIDE: Final = 0.4
"""A smaller one differs by less than 6 dB between the ears."""
_LOUD_DEG: Final = 25.0
_SOFTEST: Final = 0.3
_DIP_S: Final = 0.09
_DIP_TO: Final = 0.12

Stereo = NDArray[np.float32]
Mono = NDArray[np.float64]


class Tone(StrEnum):
    """The sounds with a meaning of their own."""

    GET_READY = "get_ready"
    HALF_WAY = "half_way"
    LAST_SECOND = "last_second"
    DONE = "done"
    CANNOT_TELL = "cannot_tell"
    HEAD_MOVED = "head_moved"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Guidance:
    """One phrase that leads the eyes: side -1 (left ear) to 1 (right ear), step against the first note, level 0 to 1.

    A side or a step is either 0 or large enough to be heard.
    """

    side: float
    semitones: float
    level: float


Sound = Tone | Guidance


def guidance(azimuth_difference_deg: float, elevation_difference_deg: float) -> Guidance:
    """The phrase for the way the eyes still have to go (target minus gaze).

    Of the two, one that is small beside the other is left out, as in words ("further left").

    >>> guidance(-30, 0)
    Guidance(side=-1.0, semitones=0.0, level=1.0)
    >>> guidance(0, 20).semitones
    12.0
    """
    far_deg = math.hypot(azimuth_difference_deg, elevation_difference_deg)
    least_deg = MENTION_SHARE * max(abs(azimuth_difference_deg), abs(elevation_difference_deg))
    across_deg = azimuth_difference_deg if abs(azimuth_difference_deg) > least_deg else 0.0
    up_deg = elevation_difference_deg if abs(elevation_difference_deg) > least_deg else 0.0
    return Guidance(
        side=_graded(across_deg / _SIDE_DEG, _LEAST_SIDE, 1.0),
        semitones=_graded(up_deg / _OCTAVE_DEG, _LEAST_SEMITONES, 12.0),
        level=_SOFTEST + (1.0 - _SOFTEST) * min(far_deg / _LOUD_DEG, 1.0),
    )


def swells(side: float) -> int:
    """How often the answer swells, for one loudspeaker or one ear: 1 stay, 2 to the left, 3 to the right."""
    return 1 if side == 0 else 2 if side < 0 else 3


def synthesise(sound: Sound) -> Stereo:
    """The samples of a sound; its loudest sample is at most LOUDEST, a phrase's at most LEAD_LOUDEST."""
    match sound:
        case Guidance():
            return _phrase(sound)
        case Tone.GET_READY:
            mono = _soft(294.0, 0.22)
        case Tone.HALF_WAY:
            mono = _soft(440.0, 0.7)
        case Tone.LAST_SECOND:
            mono = _soft(392.0, 0.22)
        case Tone.DONE:
            mono = np.concatenate([_soft(587.0, 0.45), _soft(392.0, 0.9)])
        case Tone.BEGIN:
            mono = np.concatenate([_soft(392.0, 0.45), _soft(587.0, 0.9)])
        case Tone.CANNOT_TELL:
            mono = _tap()
        case Tone.HEAD_MOVED:
            mono = np.concatenate([_tap(), _tap()])
    return _in_stereo(LOUDEST * mono, np.zeros(len(mono)))


def _graded(share: float, least: float, most: float) -> float:
    """Nothing for 0, otherwise from the least to the most, with the sign of the share."""
    return math.copysign(least + (most - least) * min(abs(share), 1.0), share) if share else 0.0


def _phrase(lead: Guidance) -> Stereo:
    """The first note and its answer in one breath; pitch and side glide from one to the other."""
    time_s = _times_s(PHRASE_S)
    arrived = _smooth((time_s - REFERENCE_S) / GLIDE_S)
    frequency_hz = REFERENCE_HZ * 2.0 ** (lead.semitones / 12.0 * arrived)
    turns = np.cumsum(frequency_hz) / RATE_HZ
    mono = _voiced(turns) * _coming_and_going(time_s, PHRASE_S) * _swelling(time_s, swells(lead.side))
    return _in_stereo(LEAD_LOUDEST * lead.level * mono, lead.side * arrived)


def _swelling(time_s: Mono, count: int) -> Mono:
    """Loudness of an answer that swells so many times, sinking softly between them."""
    begin_s = REFERENCE_S + GLIDE_S
    dips_s = [begin_s + ANSWER_S * number / count for number in range(1, count)]
    dips = [0.5 + 0.5 * np.cos(np.pi * np.clip((time_s - dip_s) / (_DIP_S / 2), -1, 1)) for dip_s in dips_s]
    return 1.0 - (1.0 - _DIP_TO) * np.sum(dips, axis=0) if dips else np.ones_like(time_s)


def _soft(frequency_hz: float, length_s: float) -> Mono:
    """A note that comes and goes without a click."""
    time_s = _times_s(length_s)
    return _voiced(frequency_hz * time_s) * _coming_and_going(time_s, length_s)


def _voiced(turns: Mono) -> Mono:
    """A sine with a little of its octave."""
    return 0.9 * np.sin(2 * np.pi * turns) + 0.1 * np.sin(4 * np.pi * turns)


def _coming_and_going(time_s: Mono, length_s: float) -> Mono:
    return _smooth(time_s / ATTACK_S) * _smooth((length_s - time_s) / RELEASE_S)


def _smooth(share: Mono) -> Mono:
    """From 0 to 1 with a level beginning and end."""
    kept = np.clip(share, 0.0, 1.0)
    return kept * kept * (3.0 - 2.0 * kept)


def _tap() -> Mono:
    """Two low tones that die away at once, like a knuckle on wood; the one sound that may begin quickly."""
    time_s = _times_s(0.25)
    wave = 0.7 * np.sin(2 * np.pi * 196 * time_s) + 0.3 * np.sin(2 * np.pi * 520 * time_s)
    return wave * np.clip(time_s / 0.006, 0, 1) * np.exp(-time_s / 0.04)


def _times_s(length_s: float) -> Mono:
    return np.arange(round(length_s * RATE_HZ), dtype=np.float64) / RATE_HZ


def _in_stereo(mono: Mono, side: Mono) -> Stereo:
    """Equal power in both ears together, wherever the tone stands."""
    turn = (side + 1) * (math.pi / 4)
    return np.stack([mono * np.cos(turn), mono * np.sin(turn)], axis=1).astype(np.float32)
