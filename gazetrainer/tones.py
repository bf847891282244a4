"""Tones: the few sounds of the program, all synthesised; arrays of (samples, 2) float32 in -1..1.

GET_READY   low, once for each of the last three seconds before a hold
HALF_WAY    one soft tone in the middle of a hold
LAST_SECOND higher, once for each of the last three seconds of a hold
DONE        two notes, the second a fifth below: the hold is over
CANNOT_TELL a low wooden tap, once, when the program can no longer tell
guidance    pulses: left or right ear = where to go sideways, high or low = up or down, loud = far, silent = there
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 44100
ATTACK_S: Final = 0.04
RELEASE_S: Final = 0.12
PULSE_S: Final = 0.36
_MIDDLE_HZ: Final = 440.0
_OCTAVE_DEG: Final = 20.0
"""Looking so much too low raises the tone by an octave; it goes no further than that either way."""
_SIDE_DEG: Final = 15.0
"""From so far off sideways the tone is in one ear only."""
_LOUD_DEG: Final = 25.0
_SOFTEST: Final = 0.25

Stereo = NDArray[np.float32]


class Tone(StrEnum):
    """The sounds with a meaning of their own."""

    GET_READY = "get_ready"
    HALF_WAY = "half_way"
    LAST_SECOND = "last_second"
    DONE = "done"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Guidance:
    """One pulse that leads the eyes: side -1 (left ear) to 1 (right ear), pitch, and level 0 to 1."""

    side: float
    frequency_hz: float
    level: float


def guidance(azimuth_difference_deg: float, elevation_difference_deg: float) -> Guidance:
    """The pulse for the way the eyes still have to go (target minus gaze).

    >>> guidance(-30, 0)
    Guidance(side=-1.0, frequency_hz=440.0, level=1.0)
    >>> guidance(0, 20).frequency_hz
    880.0
    """
    far = math.hypot(azimuth_difference_deg, elevation_difference_deg)
    octaves = max(-1.0, min(elevation_difference_deg / _OCTAVE_DEG, 1.0))
    return Guidance(
        side=max(-1.0, min(azimuth_difference_deg / _SIDE_DEG, 1.0)),
        frequency_hz=_MIDDLE_HZ * 2.0**octaves,
        level=_SOFTEST + (1.0 - _SOFTEST) * min(far / _LOUD_DEG, 1.0),
    )


def synthesise(sound: Tone | Guidance) -> Stereo:
    """The samples of a sound; its loudest sample is at most 1."""
    match sound:
        case Guidance(side, frequency_hz, level):
            return _in_stereo(_soft(frequency_hz, PULSE_S) * np.float32(level), side)
        case Tone.GET_READY:
            mono = _soft(294.0, 0.22) * np.float32(0.6)
        case Tone.HALF_WAY:
            mono = _soft(523.0, 0.7) * np.float32(0.6)
        case Tone.LAST_SECOND:
            mono = _soft(392.0, 0.22) * np.float32(0.6)
        case Tone.DONE:
            mono = np.concatenate([_soft(587.0, 0.45), _soft(392.0, 0.9)]) * np.float32(0.7)
        case Tone.CANNOT_TELL:
            mono = _tap()
    return _in_stereo(mono, 0.0)


def _soft(frequency_hz: float, length_s: float) -> NDArray[np.float32]:
    """A sine with a little of its octave, that comes and goes without a click."""
    time_s = _times_s(length_s)
    wave = 0.9 * np.sin(2 * np.pi * frequency_hz * time_s) + 0.1 * np.sin(4 * np.pi * frequency_hz * time_s)
    rise = np.clip(time_s / ATTACK_S, 0, 1)
    fall = np.clip((length_s - time_s) / RELEASE_S, 0, 1)
    smooth = (rise * rise * (3 - 2 * rise)) * (fall * fall * (3 - 2 * fall))
    return (wave * smooth).astype(np.float32)


def _tap() -> NDArray[np.float32]:
    """Two low tones that die away at once, like a knuckle on wood; the one sound that may begin quickly."""
    time_s = _times_s(0.25)
    wave = 0.7 * np.sin(2 * np.pi * 165 * time_s) + 0.3 * np.sin(2 * np.pi * 437 * time_s)
    rise = np.clip(time_s / 0.006, 0, 1)
    return (0.7 * wave * rise * np.exp(-time_s / 0.04)).astype(np.float32)


def _times_s(length_s: float) -> NDArray[np.float64]:
    return np.arange(round(length_s * RATE_HZ), dtype=np.float64) / RATE_HZ


def _in_stereo(mono: NDArray[np.float32], side: float) -> Stereo:
    """Equal power in both ears together, wherever the tone stands."""
    turn = (side + 1) * math.pi / 4
    return np.stack([mono * np.float32(math.cos(turn)), mono * np.float32(math.sin(turn))], axis=1)
