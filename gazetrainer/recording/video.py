"""Video: the pictures of a sitting that the client agreed to keep, coded as H.264, each with the time of its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Final, Protocol

from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import Frame
from gazetrainer.recording.header import VideoConsent

KEY_EVERY_S: Final = 1.0
"""A picture that needs no other stands at least so often, so that a player can begin there."""
_START: Final = b"\x00\x00\x01"
_SLICE, _KEY_SLICE = 1, 5


@dataclass(frozen=True, slots=True, eq=False)
class VideoPacket:
    """One coded picture: an access unit of H.264 in Annex B; key pictures carry their parameter sets."""

    time_s: float
    data: bytes

    @property
    def is_key(self) -> bool:
        """Whether it can be decoded without those before it (an IDR picture, ITU-T H.264, table 7-1)."""
        at = self.data.find(_START)
        while 0 <= at < len(self.data) - len(_START):
            kind = self.data[at + len(_START)] & 0x1F
            if kind in (_SLICE, _KEY_SLICE):
                return kind == _KEY_SLICE
            at = self.data.find(_START, at + len(_START))
        return False


@dataclass(frozen=True, slots=True)
class VideoCount:
    """Up to `time_s`: how many pictures were kept, and how many were left out because coding could not keep up."""

    time_s: float
    kept: int
    dropped: int


class VideoEncoder(Protocol):
    """Codes pictures beside the loop, which never waits for it."""

    @property
    def dropped(self) -> int:
        """How many pictures were left out so far."""
        ...

    def push(self, frame: Frame, seen: FaceObservation | NoFace) -> None:
        """Take one picture and what the tracker saw in it."""
        ...

    def take(self) -> tuple[VideoPacket, ...]:
        """The pictures coded since the last call, in order of time."""
        ...

    def finish(self) -> tuple[VideoPacket, ...]:
        """Wait for those still being coded; nothing is taken afterwards."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Video:
    """The video of a recording; without packets there is none."""

    consent: VideoConsent
    packets: tuple[VideoPacket, ...]
    dropped: int = 0

    @property
    def starts_at_s(self) -> float:
        """Time of the first picture, on the clock of the recording; 0 where there is none."""
        return self.packets[0].time_s if self.packets else 0.0

    @property
    def size_bytes(self) -> int:
        """How much of the recording the pictures take."""
        return sum(len(packet.data) for packet in self.packets)

    def from_time(self, time_s: float) -> tuple[VideoPacket, ...]:
        """The packets to decode so as to show what was there at a time, beginning at a key picture."""
        keys = [index for index, packet in enumerate(self.packets) if packet.is_key]
        before = [index for index in keys if self.packets[index].time_s <= time_s]
        return self.packets[max(before, default=min(keys, default=len(self.packets))) :]


class VideoDecoder(Protocol):
    """Turns a video back into pictures."""

    def __call__(self, video: Video, *, from_s: float = -inf) -> Iterator[Frame]:
        """Yield the pictures from a time on, in order, with their own times; what is damaged is passed over."""
        ...
