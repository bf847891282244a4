"""The messages of a chunk, read in one go: the container's library takes each number of each message by itself."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import zstandard
from mcap.data_stream import ReadDataStream
from mcap.opcode import Opcode
from mcap.records import Channel, Chunk
from mcap.stream_reader import CRCValidationError

_RECORD_HEAD: Final = struct.Struct("<BQ")
_MESSAGE_HEAD: Final = struct.Struct("<HIQQ")
"""Channel, sequence, when it was written and when it was published (MCAP specification)."""


def messages_in(chunk: Chunk) -> Iterator[Channel | tuple[int, bytes]]:
    """Yield channels, and messages as the number of their channel with their bytes, in the order of the chunk.

    Raises CRCValidationError for other bytes than were written, ValueError and struct.error for records that do not
    fill the chunk, zstandard.ZstdError for what cannot be unpacked.
    """
    data, at = _unpacked(chunk), 0
    while at < len(data):
        opcode, length = _RECORD_HEAD.unpack_from(data, at)
        at += _RECORD_HEAD.size
        end = at + length
        if end > len(data) or (opcode == Opcode.MESSAGE and length < _MESSAGE_HEAD.size):
            raise ValueError("a record that does not fit into its chunk")
        if opcode == Opcode.MESSAGE:
            yield _MESSAGE_HEAD.unpack_from(data, at)[0], data[at + _MESSAGE_HEAD.size : end]
        elif opcode == Opcode.CHANNEL:
            yield Channel.read(ReadDataStream(BytesIO(data[at:end])))
        at = end


def _unpacked(chunk: Chunk) -> bytes:
    data = bytes(chunk.data)
    if chunk.compression:
        data = bytes(zstandard.decompress(data, chunk.uncompressed_size))
    found = zlib.crc32(data)
    if chunk.uncompressed_crc not in (0, found):
        raise CRCValidationError(chunk.uncompressed_crc, found, chunk)
    return data
