"""sounds -> pygame_sound -> loudspeaker: without a sound device, or when it is lost, there is silence and no fault."""

from __future__ import annotations

from types import TracebackType
from typing import Final, Self

import numpy as np

from gazetrainer.adapters.pygame_display.quiet import pygame, quiet_stderr
from gazetrainer.sounds.loudspeaker import FADE_S
from gazetrainer.sounds.tones import RATE_HZ, Guidance, Sound, Stereo, Tone, synthesise

DEFAULT_VOLUME: Final = 0.5
_LOUDEST: Final = 32767
_BUFFER_SAMPLES: Final = 512
"""12 ms: a fade goes down by a step with each, so that none is more than a twentieth."""
_LEAD, _SIGNALS = 0, (1, 2)
_FADE_MS: Final = round(FADE_S * 1000)


class PygameSound:
    """The loudspeaker; a context manager. volume: 0 to 1, the loudest that all sounds together may be."""

    def __init__(self, *, volume: float = DEFAULT_VOLUME) -> None:
        self._volume = max(0.0, min(volume, 1.0))
        self._is_open = False
        self._ready: dict[Tone, pygame.mixer.Sound] = {}
        self._signal = 0

    def __enter__(self) -> Self:
        """Open the sound device; where there is none everything stays silent."""
        self.open_again()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the device."""
        self._close()

    @property
    def is_open(self) -> bool:
        """There is a device, and the volume is not nought."""
        return self._is_open

    @property
    def volume(self) -> float:
        """The loudest that all sounds together may be, 0 to 1."""
        return self._volume

    def set_volume(self, volume: float) -> None:
        """Sound as loud as this from now on; 0 lets go of the device."""
        self._volume = max(0.0, min(volume, 1.0))
        if not self._volume:
            self._close()
        elif self._is_open:
            self._ready = {tone: self._made(tone) for tone in Tone}
        else:
            self.open_again()

    def open_again(self) -> None:
        """Look for a device where there was none or it was lost; nothing changes when there is none."""
        if self._is_open or not self._volume:
            return
        try:
            with quiet_stderr():
                pygame.mixer.init(RATE_HZ, -16, 2, _BUFFER_SAMPLES, allowedchanges=0)
            self._ready = {tone: self._made(tone) for tone in Tone}
        except pygame.error:
            self._close()
            return
        self._is_open = True

    def play(self, sound: Sound) -> None:
        """Begin a sound; a signal lets the lead and the signal before it fade."""
        if not self._is_open:
            return
        try:
            if isinstance(sound, Guidance):
                pygame.mixer.Channel(_LEAD).play(self._made(sound))
            else:
                self._play_signal(self._ready[sound])
        except pygame.error:
            self._close()

    def hush(self) -> None:
        """Let the lead fade away."""
        if not self._is_open:
            return
        try:
            pygame.mixer.Channel(_LEAD).fadeout(_FADE_MS)
        except pygame.error:
            self._close()

    def _play_signal(self, sound: pygame.mixer.Sound) -> None:
        pygame.mixer.Channel(_LEAD).fadeout(_FADE_MS)
        pygame.mixer.Channel(_SIGNALS[self._signal]).fadeout(_FADE_MS)
        self._signal = 1 - self._signal
        pygame.mixer.Channel(_SIGNALS[self._signal]).play(sound)

    def _made(self, sound: Sound) -> pygame.mixer.Sound:
        return pygame.mixer.Sound(buffer=as_int16(synthesise(sound), self._volume).tobytes())

    def _close(self) -> None:
        self._is_open = False
        self._ready = {}
        pygame.mixer.quit()


def as_int16(samples: Stereo, volume: float) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Samples of -1..1 as a device takes them, (samples, 2)."""
    return np.ascontiguousarray(np.clip(samples, -1, 1) * (volume * _LOUDEST), dtype=np.int16)
