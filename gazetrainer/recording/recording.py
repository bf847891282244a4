"""Recording: a sitting read back from its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gazetrainer.events import Event
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import Gaze
from gazetrainer.recording.header import RecordingHeader
from gazetrainer.recording.observations import decode_block, decode_times_s


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One sitting as it was recorded, all streams in the order they were written.

    cut_short_at_s: the last time that could be read if the file ends before the sitting does, None if it is
    whole.
    """

    header: RecordingHeader
    gazes: tuple[Gaze, ...]
    events: tuple[Event, ...]
    observation_blocks: tuple[bytes, ...]
    cut_short_at_s: float | None

    @property
    def complete(self) -> bool:
        """Whether the file holds the sitting to its end."""
        return self.cut_short_at_s is None

    def observation_times_s(self) -> Iterator[float]:
        """Yield when each picture was taken; raises RecordingError on an altered block."""
        for block in self.observation_blocks:
            yield from decode_times_s(block)

    def observations(self) -> Iterator[FaceObservation | NoFace]:
        """Yield what the tracker saw, decoded block by block; raises RecordingError on an altered block."""
        for block in self.observation_blocks:
            yield from decode_block(block)
