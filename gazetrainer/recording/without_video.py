"""A recording without its video: what stays, told by a digest that is the same with the video and without it."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from mcap.records import Channel, Message, Schema
from mcap.writer import Writer

from gazetrainer.recording.reader import every_record
from gazetrainer.recording.streams import CONTAINER_PROFILE, Stream

_HEAD: Final = struct.Struct("<QQ")
"""Time and length of a message."""
_Placed = tuple[Channel, Message]


def has_video(data: bytes, name: str) -> bool:
    """Whether a recording holds a picture; raises RecordingError."""
    records, _closed = every_record(data, name)
    return any(channel.topic == Stream.VIDEO for channel, _message in _placed(records))


def digest_without_video(data: bytes, name: str) -> str:
    """Return the SHA-256 (hexadecimal) of all that a recording holds but its pictures; raises RecordingError.

    Over each message but those of /video, in the order of the file: topic and a zero byte, log_time and length of the
    data (8 bytes each, little-endian), and the data.
    """
    records, _closed = every_record(data, name)
    digest = hashlib.sha256()
    for channel, message in _placed(records):
        if channel.topic != Stream.VIDEO:
            digest.update(channel.topic.encode() + b"\0" + _HEAD.pack(message.log_time, len(message.data)))
            digest.update(message.data)
    return digest.hexdigest()


def without_video(data: bytes, name: str) -> bytes:
    """Return the recording with all its messages but the pictures; one cut short stays so. Raises RecordingError."""
    records, closed = every_record(data, name)
    output = BytesIO()
    writer = Writer(output, enable_data_crcs=True)
    writer.start(profile=CONTAINER_PROFILE)
    schemas = {record.id: record for record in records if isinstance(record, Schema)}
    numbers: dict[int, int] = {}
    for channel, message in _placed(records):
        if channel.topic == Stream.VIDEO:
            continue
        if channel.id not in numbers:
            numbers[channel.id] = _registered(writer, channel, schemas.get(channel.schema_id))
        number = numbers[channel.id]
        writer.add_message(number, message.log_time, message.data, message.publish_time, message.sequence)
    writer.flush()
    if closed:
        writer.finish()
    return output.getvalue()


def _registered(writer: Writer, channel: Channel, schema: Schema | None) -> int:
    number = 0 if schema is None else writer.register_schema(schema.name, schema.encoding, schema.data)
    return int(writer.register_channel(channel.topic, channel.message_encoding, number, channel.metadata))


def _placed(records: tuple[object, ...]) -> Iterator[_Placed]:
    """Messages with the channel each belongs to; one without is left out, as by the reader."""
    channels: dict[int, Channel] = {}
    for record in records:
        if isinstance(record, Channel):
            channels[record.id] = record
        elif isinstance(record, Message) and record.channel_id in channels:
            yield channels[record.channel_id], record
