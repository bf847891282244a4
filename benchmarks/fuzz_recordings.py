"""Recordings to fuzz: a short one of the sample's first seconds, its messages changed, and the container made anew."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Final

from mcap.reader import make_reader
from mcap.writer import CompressionType, Writer

from benchmarks.fuzz_mutations import other_value
from gazetrainer.recording.streams import CONTAINER_PROFILE, SCHEMAS, Stream

SAMPLE: Final = Path(__file__).resolve().parent.parent / "samples" / "recording.mcap"
_SECONDS: Final = 4.0
_Messages = tuple[tuple[Stream, bytes], ...]


def short_messages() -> _Messages:
    """Header, the first seconds and the last event of the sample."""
    with SAMPLE.open("rb") as file:
        found = [(Stream(channel.topic), message.data) for _, channel, message in make_reader(file).iter_messages()]
    kept = [
        (stream, data)
        for stream, data in found
        if stream is Stream.HEADER
        or (stream in (Stream.GAZE, Stream.EVENTS) and json.loads(data).get("time_s", 1e9) < _SECONDS)
    ]
    blocks = [each for each in found if each[0] is Stream.OBSERVATIONS][:2]
    last = [each for each in found if each[0] is Stream.EVENTS][-1:]
    return (*kept, *blocks, *last)


def container_of(
    messages: Iterable[tuple[Stream, bytes]], *, compression: CompressionType = CompressionType.ZSTD
) -> bytes:
    """The messages as a recording's bytes, with checksums that are right."""
    output = io.BytesIO()
    writer = Writer(output, chunk_size=4096, compression=compression)
    writer.start(profile=CONTAINER_PROFILE)
    channels = {}
    for stream, schema in SCHEMAS.items():
        number = writer.register_schema(schema.name, schema.encoding, schema.data)
        channels[stream] = writer.register_channel(stream.value, schema.message_encoding, number)
    for number, (stream, data) in enumerate(messages):
        writer.add_message(channels[stream], number, data, number)
    writer.finish()
    return output.getvalue()


def spoilt_messages(random: Random, messages: _Messages) -> bytes:
    """Change values in a few messages, and close the container as if they were right."""
    changed = list(messages)
    for _time in range(random.choice((1, 1, 2, 5))):
        at = random.choice((0, random.randrange(len(changed)), random.randrange(len(changed))))
        stream, data = changed[at]
        changed[at] = (
            stream,
            _spoilt_block(random, data) if stream is Stream.OBSERVATIONS else _spoilt_json(random, data),
        )
    if random.random() < 0.2:
        first, second = random.randrange(len(changed)), random.randrange(len(changed))
        changed[first], changed[second] = changed[second], changed[first]
    return container_of(changed, compression=random.choice((CompressionType.NONE, CompressionType.ZSTD)))


def _spoilt_json(random: Random, data: bytes) -> bytes:
    return json.dumps(other_value(random, json.loads(data))).encode("utf-8", errors="surrogatepass")


def _spoilt_block(random: Random, data: bytes) -> bytes:
    at = random.randrange(min(len(data), random.choice((16, 400, 10**9))))
    return data[:at] + random.randbytes(random.choice((1, 4, 8))) + data[at + random.choice((0, 1, 4, 8)) :]
