"""read_recording: a file back to a Recording; whatever the bytes are, a Recording or a RecordingError."""

from __future__ import annotations

import contextlib
import math
import struct
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import zstandard
from mcap.exceptions import EndOfFile, McapError
from mcap.opcode import Opcode
from mcap.records import Channel, Chunk, Header, Message
from mcap.stream_reader import CRCValidationError, StreamReader, breakup_chunk
from mcap.writer import MCAP0_MAGIC

from gazetrainer.errors import RecordingError
from gazetrainer.events import Booked, Event, SittingEnded
from gazetrainer.gaze import Gaze
from gazetrainer.recording.header import FORMAT_VERSION, RecordingHeader
from gazetrainer.recording.plain import decode
from gazetrainer.recording.recording import Recording
from gazetrainer.recording.streams import CONTAINER_PROFILE, OF_VIDEO, Stream
from targets.language import _

_MAGIC_BYTES = len(MCAP0_MAGIC)
_SITTING = frozenset(Stream) - OF_VIDEO
_STORY = frozenset({Stream.HEADER, Stream.EVENTS})
_TOPICS = frozenset(stream.value for stream in Stream)
_RECORD_HEAD = struct.Struct("<BQ")
LARGEST_CHUNK = 8 * 2**20
"""A second of recording is far smaller; more is not ours and could fill the memory."""
_MOST_TIMES_LARGER = 100
"""Of all that is unpacked beyond one chunk; ours grow to about six times their size."""
_BROKEN = (
    McapError,
    zstandard.ZstdError,
    struct.error,
    ValueError,
    EOFError,
    KeyError,
    TypeError,
    OverflowError,
    MemoryError,
)
"""What the container's library raises on bytes that are not as they were written."""


def read_recording(path: Path) -> Recording:
    """Read a recording, also one cut short; raises RecordingError if it is none, newer or altered."""
    return parse_recording(bytes_of(path), str(path))


def read_story(path: Path) -> Recording:
    """Read header and events alone, which takes a fraction of the time; raises RecordingError as read_recording does.

    What comes back has no gaze and no observations.
    """
    return parse_recording(bytes_of(path), str(path), streams=_STORY)


def parse_recording(data: bytes, name: str, *, streams: frozenset[Stream] = _SITTING) -> Recording:
    """Read the bytes of a recording; `name` is used in messages. Other streams than those wanted are left empty."""
    end, closed = _end_of_whole_records(data)
    read: dict[Stream, list[bytes]] = {stream: [] for stream in Stream}
    try:
        if data.endswith(MCAP0_MAGIC) and not closed and len(data) > _MAGIC_BYTES:
            raise ValueError("the file has its end, but its records do not lead there")
        for stream, message in _messages(data[:end], name):
            if stream in streams:
                read[stream].append(message)
        recording = _assembled(read, name)
    except _BROKEN as error:
        raise RecordingError(
            _("{name} was altered after it was written; ask for the file again.").format(name=name)
        ) from error
    ended = closed and any(isinstance(event, SittingEnded) for event in recording.events)
    return replace(recording, cut_short_at_s=None) if ended else recording


def parse_streams(
    data: bytes, name: str, wanted: frozenset[Stream]
) -> tuple[RecordingHeader, dict[Stream, list[bytes]]]:
    """Read the header and the messages of some streams, as they stand there; raises RecordingError."""
    read: dict[Stream, list[bytes]] = {stream: [] for stream in Stream}
    try:
        for stream, message in _messages(data[: _end_of_whole_records(data)[0]], name):
            if stream is Stream.HEADER or stream in wanted:
                read[stream].append(message)
        return _first_header(read, name), read
    except _BROKEN as error:
        raise RecordingError(
            _("{name} was altered after it was written; ask for the file again.").format(name=name)
        ) from error


def every_record(data: bytes, name: str) -> tuple[tuple[object, ...], bool]:
    """Return the container's records up to the last whole one, and whether the file was closed; raises RecordingError.

    Chunks are opened.
    """
    end, closed = _end_of_whole_records(data)
    try:
        return tuple(_records(data[:end], name)), closed
    except _BROKEN as error:
        raise RecordingError(
            _("{name} was altered after it was written; ask for the file again.").format(name=name)
        ) from error


def bytes_of(path: Path) -> bytes:
    """Return what is in a file; raises RecordingError when it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise RecordingError(_("{path} cannot be read ({why}); check the name.").format(path=path, why=why)) from error


def _end_of_whole_records(data: bytes) -> tuple[int, bool]:
    """Return where the last whole record ends, and whether it is the one that closes a file."""
    at = _MAGIC_BYTES
    while at + _RECORD_HEAD.size <= len(data):
        opcode, length = _RECORD_HEAD.unpack_from(data, at)
        after = at + _RECORD_HEAD.size + length
        if after > len(data):
            break
        at = after
        if opcode == Opcode.FOOTER:
            return at, True
    return at, False


def _messages(data: bytes, name: str) -> Iterator[tuple[Stream, bytes]]:
    """Yield the messages of known streams in file order."""
    streams: dict[int, Stream] = {}
    for record in _records(data, name):
        if isinstance(record, Channel) and record.topic in _TOPICS:
            streams[record.id] = Stream(record.topic)
        elif isinstance(record, Message) and record.channel_id in streams:
            yield streams[record.channel_id], record.data


def _records(data: bytes, name: str) -> Iterator[object]:
    records = StreamReader(BytesIO(data), emit_chunks=True, validate_crcs=True).records
    _require_own_profile(records, name)
    room = LARGEST_CHUNK + _MOST_TIMES_LARGER * len(data)
    with contextlib.suppress(EndOfFile):  # raised after the last whole record of a file that was cut short
        for record in records:
            if isinstance(record, Chunk):
                room -= sane_size(record, room)
                yield from breakup_chunk(record, validate_crc=True)
            else:
                yield record


def _require_own_profile(records: Iterator[object], name: str) -> None:
    try:
        first = next(records, None)
    except _BROKEN as error:
        said = _("{name} is not a recording of this program, or its beginning is damaged; choose another file.")
        raise RecordingError(said.format(name=name)) from error
    if not isinstance(first, Header) or first.profile != CONTAINER_PROFILE:
        raise RecordingError(
            _("{name} is a recording of another program; choose one made with gazetrainer.").format(name=name)
        )


def sane_size(chunk: Chunk, room: int) -> int:
    """How large a chunk is when it is unpacked; raises CRCValidationError for more than is left."""
    size = zstandard.frame_content_size(chunk.data) if chunk.compression == "zstd" else len(chunk.data)
    if chunk.compression not in ("", "zstd") or not 0 <= size <= min(LARGEST_CHUNK, room):
        raise CRCValidationError(0, 0, chunk)
    return int(size)


def _assembled(streams: dict[Stream, list[bytes]], name: str) -> Recording:
    """Return the recording as if it had been cut after its last message."""
    header = _first_header(streams, name)
    gazes = tuple(decode(Gaze, message) for message in streams[Stream.GAZE])
    events = tuple(decode(Event, message) for message in streams[Stream.EVENTS])
    if not all(map(math.isfinite, [*(gaze.time_s for gaze in gazes), *(_time_s(event) for event in events)])):
        raise ValueError("a time that is none")
    last_s = max([gaze.time_s for gaze in gazes[-1:]] + [_time_s(event) for event in events[-1:]], default=0.0)
    return Recording(header, gazes, events, tuple(streams[Stream.OBSERVATIONS]), last_s)


def _first_header(streams: dict[Stream, list[bytes]], name: str) -> RecordingHeader:
    if not streams[Stream.HEADER]:
        raise RecordingError(_("{name} was cut short before its header; nothing of it can be read.").format(name=name))
    return _header(streams[Stream.HEADER][0], name)


def _time_s(event: Event) -> float:
    return event.end_s if isinstance(event, Booked) else event.time_s


def _header(message: bytes, name: str) -> RecordingHeader:
    version = decode(dict, message).get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise RecordingError(
            _("{name} has format {version}, this program reads up to {format_version}; update gazetrainer.").format(
                name=name, version=version, format_version=FORMAT_VERSION
            )
        )
    header = decode(RecordingHeader, message)
    if not isinstance(header, RecordingHeader):
        raise ValueError("no header")
    return header
