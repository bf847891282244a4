"""SoundFile: a loudspeaker that writes a WAV file, as it would be heard; and each sound as a file of its own."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import numpy as np

from gazetrainer.adapters.pygame_sound import as_int16
from gazetrainer.errors import OutputError
from gazetrainer.sounds.loudspeaker import FADE_S
from gazetrainer.sounds.tones import RATE_HZ, Guidance, Sound, Stereo, synthesise
from gazetrainer.whole_file import whole
from targets.language import _

_SILENCE: Final = np.zeros((0, 2), np.float32)


class SoundMix:
    """A loudspeaker that mixes what sounds. now_s: the time, from 0, that never goes back; take: is given the sound."""

    is_open = True

    def __init__(self, now_s: Callable[[], float], take: Callable[[Stereo], None], *, volume: float = 1.0) -> None:
        self._now_s, self._take, self._volume = now_s, take, volume
        self._lead: Stereo = _SILENCE
        self._signal: Stereo = _SILENCE
        self._mixed = 0

    def play(self, sound: Sound) -> None:
        """Begin a sound; a signal lets the lead and the signal before it fade."""
        self.catch_up()
        if isinstance(sound, Guidance):
            self._lead = synthesise(sound)
            return
        self.hush()
        self._signal = _together(_fading(self._signal), synthesise(sound))

    def hush(self) -> None:
        """Let the lead fade away."""
        self.catch_up()
        self._lead = _fading(self._lead)

    def set_volume(self, volume: float) -> None:
        """Sound as loud as this from now on, 0 to 1."""
        self.catch_up()
        self._volume = volume

    def open_again(self) -> None:
        """Nothing is ever lost here."""

    def catch_up(self) -> None:
        """Give what has sounded until now."""
        self._mix(round(self._now_s() * RATE_HZ) - self._mixed)

    def fade_out(self) -> None:
        """Give what is still sounding."""
        self.catch_up()
        self._mix(max(len(self._lead), len(self._signal)))

    def _mix(self, count: int) -> None:
        if count <= 0:
            return
        sounding = _together(self._lead[:count], self._signal[:count], length=count)
        self._lead, self._signal = self._lead[count:], self._signal[count:]
        self._take(np.clip(sounding, -1, 1) * np.float32(self._volume))
        self._mixed += count


class SoundFile(SoundMix):
    """A loudspeaker that writes a WAV file; a context manager. now_s: the time, from 0, that never goes back."""

    def __init__(self, path: Path, now_s: Callable[[], float], *, volume: float = 1.0) -> None:
        super().__init__(now_s, self._write, volume=volume)
        self._path = path

    def __enter__(self) -> Self:
        """Begin the file; raises OutputError."""
        self._stream = _stream(self._path)
        self._file = _wave(self._stream)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is still sounding and close the file."""
        self.fade_out()
        self._file.close()
        self._stream.close()

    def _write(self, sound: Stereo) -> None:
        self._file.writeframes(as_int16(sound, 1.0).tobytes())
        self._stream.flush()


def write_sound(sound: Sound, path: Path, *, volume: float = 1.0) -> None:
    """Write one sound as a WAV file; raises OutputError."""
    try:
        with whole(path) as waiting, waiting.open("wb") as stream, _wave(stream) as file:
            file.writeframes(as_int16(synthesise(sound), volume).tobytes())
    except OSError as fault:
        raise _cannot(path, fault) from fault


def _stream(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as fault:
        raise _cannot(path, fault) from fault


def _cannot(path: Path, fault: OSError) -> OutputError:
    return OutputError(_("{path} cannot be written: {why}.").format(path=path, why=fault.strerror))


def _wave(stream: BinaryIO) -> wave.Wave_write:
    file = wave.open(stream, "wb")  # noqa: SIM115  (closed by whoever asked for it)
    file.setnchannels(2)
    file.setsampwidth(2)
    file.setframerate(RATE_HZ)
    return file


def _together(*sounds: Stereo, length: int = 0) -> Stereo:
    """Several sounds at once, as long as the longest."""
    total = np.zeros((max(length, *(len(sound) for sound in sounds)), 2), np.float32)
    for sound in sounds:
        total[: len(sound)] += sound
    return total


def _fading(sound: Stereo) -> Stereo:
    count = min(len(sound), round(FADE_S * RATE_HZ))
    return sound[:count] * np.linspace(1.0, 0.0, count, dtype=np.float32)[:, None]
