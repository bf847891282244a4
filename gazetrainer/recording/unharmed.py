"""unharmed_part: of the bytes of an altered recording those up to the first chunk that is not as it was written."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Final

import zstandard
from mcap.exceptions import McapError
from mcap.opcode import Opcode
from mcap.records import Chunk
from mcap.stream_reader import StreamReader, breakup_chunk
from mcap.writer import MCAP0_MAGIC

from gazetrainer.errors import RecordingError
from gazetrainer.recording.reader import LARGEST_CHUNK, parse_recording, sane_size
from gazetrainer.recording.recording import Recording

_RECORD_HEAD: Final = struct.Struct("<BQ")
_BROKEN: Final = (McapError, zstandard.ZstdError, struct.error, ValueError, EOFError, KeyError, TypeError, MemoryError)


def parse_unharmed(data: bytes, name: str) -> Recording:
    """Read what comes before the damage, as of a recording cut short there; raises RecordingError when that is nothing.

    Where no checksum tells the damage from what was written, it is cut away second by second.
    """
    ends = _ends_of_whole_chunks(data)
    while ends:
        try:
            return parse_recording(data[: ends[-1]], name)
        except RecordingError as fault:
            ends.pop()
            if not ends:
                raise fault from None
    return parse_recording(data, name)


def _ends_of_whole_chunks(data: bytes) -> list[int]:
    """Where each chunk ends, up to the first that is harmed."""
    at, ends = len(MCAP0_MAGIC), []
    while at + _RECORD_HEAD.size <= len(data):
        opcode, length = _RECORD_HEAD.unpack_from(data, at)
        after = at + _RECORD_HEAD.size + length
        if after > len(data) or opcode in (Opcode.DATA_END, Opcode.FOOTER):
            break
        if opcode == Opcode.CHUNK:
            if not _is_whole(data[at:after]):
                break
            ends.append(after)
        at = after
    return ends


def _is_whole(record: bytes) -> bool:
    try:
        chunk = next(StreamReader(BytesIO(record), skip_magic=True, emit_chunks=True).records, None)
        is_sane = isinstance(chunk, Chunk) and sane_size(chunk, LARGEST_CHUNK) >= 0
        return is_sane and bool(breakup_chunk(chunk, validate_crc=True))
    except _BROKEN:
        return False
