"""A client who sees nothing and follows what is heard: everything is measured in the samples of a WAV file.

A sound is what lies between two silences (RMS of 10 ms). A phrase of the leading sound is told by its length and by
its first note, whose pitch is that of the program's first note. Its answer is compared with that first note: pitch by
autocorrelation, side by the difference of level between the ears, or, with one loudspeaker, by counting swells.
"""

from __future__ import annotations

import math
import wave
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 44100
BLOCK: Final = 441
SILENT_RMS: Final = 0.002
"""Of a full scale of 1; the quietest phrase at full volume has about 0.05."""
GAP_BLOCKS: Final = 5
HEADER_BYTES: Final = 44
LEAST_SEMITONES: Final = 1.5
ONE_EAR_DB: Final = 12.0
LOUD_RMS: Final = 0.16
"""Of a phrase that leads from 25 deg away, as it is learned in the room of sounds."""
FIRST_NOTE_HZ: Final = 523.25
Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeardPhrase:
    """What a phrase says: side in dB (right minus left), step in semitones, swells, loudness as RMS, its end."""

    end_s: float
    side_db: float
    semitones: float
    swells: int
    rms: float

    def side(self, *, loudspeakers: int = 2) -> int:
        """-1 left, 1 right, 0 neither."""
        if loudspeakers == 1:
            return {2: -1, 3: 1}.get(self.swells, 0)
        return 0 if abs(self.side_db) < 3.0 else int(math.copysign(1, self.side_db))

    @property
    def height(self) -> int:
        """-1 down, 1 up, 0 neither."""
        return 0 if abs(self.semitones) < LEAST_SEMITONES else int(math.copysign(1, self.semitones))


def pitch_hz(samples: Samples) -> float:
    """Frequency of a sound by the first high peak of its autocorrelation; 0 where there is none."""
    count = len(samples)
    spectrum = np.fft.rfft(samples - samples.mean(), 4 * count)
    alike = np.fft.irfft(np.abs(spectrum) ** 2)[: count // 2] / np.arange(count, count - count // 2, -1)
    least = RATE_HZ // 1500
    inner = alike[least + 1 : -1]
    peaks = np.flatnonzero((inner >= alike[least:-2]) & (inner > alike[least + 2 :]) & (inner > 0.8 * alike[0]))
    if not len(peaks) or alike[0] <= 0:
        return 0.0
    lag = int(peaks[0]) + least + 1
    before, at, after = alike[lag - 1 : lag + 2]
    return RATE_HZ / (lag + 0.5 * (before - after) / (before - 2 * at + after))


def read_phrase(samples: Samples, end_s: float) -> HeardPhrase | None:
    """What a sound says when it is a phrase of the leading sound; samples: (n, 2)."""
    if not 0.7 <= len(samples) / RATE_HZ <= 0.95:
        return None
    mono = samples.sum(axis=1)
    first_hz, answer_hz = pitch_hz(mono[_at(0.04) : _at(0.16)]), pitch_hz(mono[_at(0.31) : _at(0.41)])
    if not abs(first_hz / FIRST_NOTE_HZ - 1) < 0.02 or not answer_hz:
        return None
    answer = samples[_at(0.32) : _at(0.72)]
    left, right = np.sqrt((answer**2).mean(axis=0)) + 1e-6
    return HeardPhrase(
        end_s=end_s,
        side_db=float(20 * np.log10(right / left)),
        semitones=12 * math.log2(answer_hz / first_hz),
        swells=count_swells(mono[_at(0.30) :]),
        rms=float(np.sqrt((samples**2).mean())),
    )


def count_swells(answer: Samples) -> int:
    """How often an answer becomes loud."""
    loud = np.sqrt((answer[: len(answer) // BLOCK * BLOCK].reshape(-1, BLOCK) ** 2).mean(axis=1))
    is_loud = loud > 0.5 * loud.max()
    return int(is_loud[0]) + int(np.sum(is_loud[1:] & ~is_loud[:-1]))


def _at(time_s: float) -> int:
    return round(time_s * RATE_HZ)


@dataclass(slots=True)
class Ear:
    """Reads a WAV file while it grows, and hands over each sound when it is over."""

    path: Path
    _read: int = 0
    _sound: list[Samples] = field(default_factory=list)
    _silent_blocks: int = 0

    def phrases(self) -> list[HeardPhrase]:
        """Phrases that ended since the last call."""
        heard = [read_phrase(samples, end_s) for samples, end_s in self._sounds()]
        return [phrase for phrase in heard if phrase is not None]

    def _sounds(self) -> list[tuple[Samples, float]]:
        over = []
        for block in self._new_blocks():
            is_silent = math.sqrt(float((block**2).mean())) < SILENT_RMS
            self._silent_blocks = self._silent_blocks + 1 if is_silent else 0
            if self._sound or not is_silent:
                self._sound.append(block)
            if self._sound and self._silent_blocks >= GAP_BLOCKS:
                kept = np.concatenate(self._sound[: -self._silent_blocks])
                over.append((kept, self._read / RATE_HZ))
                self._sound = []
        return over

    def _new_blocks(self) -> list[Samples]:
        if self.path.stat().st_size <= HEADER_BYTES:
            return []
        with wave.open(str(self.path), "rb") as file:
            count = (file.getnframes() - self._read) // BLOCK * BLOCK
            if count <= 0:
                return []
            file.setpos(self._read)
            samples = np.frombuffer(file.readframes(count), np.int16).reshape(-1, 2) / 32768
        self._read += count
        return list(samples.reshape(-1, BLOCK, 2))


@dataclass(slots=True)
class Listener:
    """Turns the eyes by what is heard, in steps as coarse as a person's, and lets them sink back while it is silent.

    azimuth_deg, elevation_deg: where the eyes are. loudspeakers: 1 for a person with one loudspeaker or one ear.
    wrong_by_semitones: of a person who does not compare with the first note, how far the remembered one is off.
    """

    ear: Ear
    rng: np.random.Generator
    loudspeakers: int = 2
    reaction_s: float = 0.25
    sinks_deg_s: float = 0.3
    wrong_by_semitones: float = 0.0
    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0
    heard: list[HeardPhrase] = field(default_factory=list)
    _time_s: float = 0.0

    def look(self, time_s: float) -> tuple[float, float]:
        """Where the eyes are at a time; times go on."""
        passed_s, self._time_s = time_s - self._time_s, time_s
        far_deg = math.hypot(self.azimuth_deg, self.elevation_deg)
        kept = max(0.0, 1.0 - self.sinks_deg_s * passed_s / far_deg) if far_deg > 1.0 else 1.0
        self.azimuth_deg, self.elevation_deg = kept * self.azimuth_deg, kept * self.elevation_deg
        self.heard += self.ear.phrases()
        while self.heard and time_s >= self.heard[0].end_s + self.reaction_s:
            self._follow(self.heard.pop(0))
        return self.azimuth_deg, self.elevation_deg

    def come_back(self) -> None:
        """Look straight ahead again."""
        self.azimuth_deg = self.elevation_deg = 0.0

    def _follow(self, phrase: HeardPhrase) -> None:
        side = phrase.side(loudspeakers=self.loudspeakers)
        strong = abs(phrase.side_db) / ONE_EAR_DB if self.loudspeakers == 2 else phrase.rms / LOUD_RMS - 0.15
        self.azimuth_deg += side * self._step_deg(strong)
        semitones = phrase.semitones + self.wrong_by_semitones
        height = 0 if abs(semitones) < LEAST_SEMITONES else math.copysign(1, semitones)
        self.elevation_deg += height * self._step_deg((abs(semitones) - 2.0) / 7.0)

    def _step_deg(self, share: float) -> float:
        """Small, middle or large, and never quite what was meant."""
        meant_deg = 2.5 if share < 0.5 else 5.0 if share < 1.0 else 8.0
        return meant_deg * float(np.exp(self.rng.normal(scale=0.25)))


def clicks(samples: Samples) -> float:
    """The largest jump of slope between neighbouring samples, as a share of the loudest sample."""
    return float(np.abs(np.diff(samples, n=2, axis=0)).max() / np.abs(samples).max())
