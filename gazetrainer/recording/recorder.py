"""Recorder: the listener that writes a sitting to its file, a second at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from mcap.writer import Writer

from gazetrainer.errors import OutputError
from gazetrainer.events import Booked, Event
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import Frame
from gazetrainer.gaze import Gaze
from gazetrainer.recording.compressed_video import encode_video_message
from gazetrainer.recording.durable import DurableFile
from gazetrainer.recording.header import RecordingHeader
from gazetrainer.recording.observations import MAX_BLOCK, encode_block
from gazetrainer.recording.plain import encode
from gazetrainer.recording.streams import CONTAINER_PROFILE, OF_VIDEO, SCHEMAS, Stream
from gazetrainer.recording.video import VideoCount, VideoEncoder, VideoPacket

_NANOSECONDS = 1_000_000_000
_NEVER_BY_SIZE = 1 << 30  # chunks end with a flush, so that a flushed second is a whole chunk


class Recorder:
    """Writes header, face observations, gaze and events to `path`; a context manager and a Listener.

    video: codes the pictures to be kept; None: none are. They stand in chunks of their own, which readers of the rest
    can pass over.
    Everything up to the last full second of recording time is on the disk at any moment. Raises OutputError
    when the file cannot be made or cannot take more; it is then closed, keeps what fitted, and takes nothing
    further.
    """

    def __init__(
        self, path: Path, header: RecordingHeader, *, flush_every_s: float = 1.0, video: VideoEncoder | None = None
    ) -> None:
        self._path, self._header, self._flush_every_s, self._video = path, header, flush_every_s, video
        self._count = VideoCount(0.0, 0, 0)
        self._seen: list[FaceObservation | NoFace] = []
        self._flushed_at_s: float | None = None
        self._output: DurableFile | None = None

    @property
    def path(self) -> Path:
        """Where the recording lies."""
        return self._path

    def __enter__(self) -> Self:
        """Make the file and write its header; raises OutputError."""
        self._output = DurableFile(self._path)
        self._writer = Writer(_Unhurried(self._output), chunk_size=_NEVER_BY_SIZE, enable_data_crcs=True)
        self._writer.start(profile=CONTAINER_PROFILE)
        streams = (stream for stream in Stream if self._video is not None or stream not in OF_VIDEO)
        self._channels = {stream: self._register(stream) for stream in streams}
        self._add(Stream.HEADER, 0.0, encode(self._header))
        self._flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the rest and close; raises OutputError unless another fault is already on its way."""
        if self._output is None:
            return
        try:
            self._flush(() if self._video is None else self._video.finish())
            self._writer.finish()
            self._output.flush()
        except OutputError:
            if error is None:
                raise
        finally:
            self._close()

    def on_observation(self, seen: FaceObservation | NoFace) -> None:
        """Take what the tracker saw in one frame, in order of time."""
        if self._output is not None:
            self._seen.append(seen)
            self._pass_time(seen.time_s)

    def on_gaze(self, gaze: Gaze) -> None:
        """Take one gaze sample or gap, in order of time."""
        self._add(Stream.GAZE, gaze.time_s, encode(gaze))
        self._pass_time(gaze.time_s)

    def on_event(self, event: Event) -> None:
        """Take one event, in order of time."""
        time_s = event.end_s if isinstance(event, Booked) else event.time_s
        self._add(Stream.EVENTS, time_s, encode(event))

    def on_picture(self, frame: Frame, seen: FaceObservation | NoFace) -> None:
        """Take one picture, in order of time, where pictures are kept."""
        if self._video is not None and self._output is not None:
            self._video.push(frame, seen)

    def _register(self, stream: Stream) -> int:
        schema = SCHEMAS[stream]
        number = self._writer.register_schema(schema.name, schema.encoding, schema.data)
        return int(self._writer.register_channel(stream.value, schema.message_encoding, number))

    def _add(self, stream: Stream, time_s: float, data: bytes) -> None:
        if self._output is not None:
            moment = max(0, round(time_s * _NANOSECONDS))
            self._writer.add_message(self._channels[stream], moment, data, moment)

    def _pass_time(self, time_s: float) -> None:
        if self._flushed_at_s is None:
            self._flushed_at_s = time_s
        if time_s - self._flushed_at_s >= self._flush_every_s or len(self._seen) >= MAX_BLOCK:
            self._flushed_at_s = time_s
            self._flush()

    def _flush(self, last: Sequence[VideoPacket] = ()) -> None:
        if self._output is None:
            return
        if self._seen:
            self._add(Stream.OBSERVATIONS, self._seen[0].time_s, encode_block(self._seen))
            self._seen = []
        try:
            self._writer.flush()
            self._add_video(last)
            self._output.flush()
        except OutputError:
            self._close()
            raise

    def _add_video(self, last: Sequence[VideoPacket]) -> None:
        if self._video is None:
            return
        packets = (*self._video.take(), *last)
        for packet in packets:
            self._add(Stream.VIDEO, packet.time_s, encode_video_message(packet.time_s, packet.data))
        time_s = packets[-1].time_s if packets else self._count.time_s
        count = VideoCount(time_s, self._count.kept + len(packets), self._video.dropped)
        if count != self._count:
            self._count = count
            self._add(Stream.VIDEO_COUNT, time_s, encode(count))
        self._writer.flush()

    def _close(self) -> None:
        if self._output is not None:
            self._output.close()
            self._output = None


class _Unhurried:
    """A file for the container's writer, which asks for the disk after every chunk; the recorder does once a second."""

    def __init__(self, output: DurableFile) -> None:
        self.write, self.tell = output.write, output.tell

    def flush(self) -> None:
        """Leave it to the recorder."""
