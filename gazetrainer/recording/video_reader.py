"""read_video: the pictures of a recording, apart from the rest; whatever the bytes are, a Video or a RecordingError."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

from gazetrainer.errors import RecordingError
from gazetrainer.recording.compressed_video import decode_video_message
from gazetrainer.recording.plain import decode
from gazetrainer.recording.reader import bytes_of, parse_streams
from gazetrainer.recording.streams import OF_VIDEO, Stream
from gazetrainer.recording.video import Video, VideoCount, VideoPacket
from targets.language import _


def read_video(path: Path) -> Video:
    """Read the video of a recording, also of one cut short; raises RecordingError as read_recording does."""
    return parse_video(bytes_of(path), str(path))


def parse_video(data: bytes, name: str) -> Video:
    """Read the video from the bytes of a recording; `name` is used in messages."""
    header, streams = parse_streams(data, name, OF_VIDEO)
    try:
        packets = tuple(_packet(message) for message in streams[Stream.VIDEO])
        counts = [decode(VideoCount, message) for message in streams[Stream.VIDEO_COUNT]]
    except (ValueError, TypeError) as error:
        raise RecordingError(
            _("{name} was altered after it was written; ask for the file again.").format(name=name)
        ) from error
    return Video(header.video_consent, packets, counts[-1].dropped if counts else 0)


def _packet(message: bytes) -> VideoPacket:
    time_s, data = decode_video_message(message)
    if not isfinite(time_s):
        raise ValueError("a time that is none")
    return VideoPacket(time_s, data)
