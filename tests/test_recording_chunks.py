"""Chunks: what is read in one go is what the container's own library reads."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest
from mcap.opcode import Opcode
from mcap.records import Channel, Chunk, Message
from mcap.stream_reader import StreamReader, breakup_chunk

from gazetrainer.recording.chunks import messages_in

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "recording.mcap"


def _chunks() -> list[Chunk]:
    records = StreamReader(BytesIO(SAMPLE.read_bytes()), emit_chunks=True).records
    return [record for record in records if isinstance(record, Chunk)]


def _by_the_library(chunk: Chunk) -> list[Channel | tuple[int, bytes]]:
    found: list[Channel | tuple[int, bytes]] = []
    for record in breakup_chunk(chunk, validate_crc=True):
        if isinstance(record, Message):
            found.append((record.channel_id, record.data))
        elif isinstance(record, Channel):
            found.append(record)
    return found


def test_every_message_is_read_as_the_container_library_reads_it() -> None:
    chunks = _chunks()
    assert [list(messages_in(chunk)) for chunk in chunks] == [_by_the_library(chunk) for chunk in chunks]


@pytest.mark.parametrize("length", [3, 1000])
def test_a_message_that_does_not_fit_into_its_chunk_is_refused(length: int) -> None:
    data = struct.pack("<BQ", Opcode.MESSAGE, length) + bytes(40)
    with pytest.raises(ValueError, match="fit"):
        list(messages_in(Chunk("", data, 0, 0, 0, len(data))))


def test_a_changed_byte_in_a_chunk_is_noticed() -> None:
    whole = _chunks()[0]
    altered = Chunk("", b"\0" * whole.uncompressed_size, 0, 0, whole.uncompressed_crc, whole.uncompressed_size)
    with pytest.raises(ValueError, match="crc"):
        list(messages_in(altered))
