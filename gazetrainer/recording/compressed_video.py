"""CompressedVideo: coded pictures in the schema foxglove.CompressedVideo, which public viewers of MCAP files play.

Written as Protocol Buffers by hand: four fields need no library. The sources are CompressedVideo.proto of
foxglove-sdk, and timestamp.proto and descriptor.proto of Protocol Buffers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

SCHEMA_NAME: Final = "foxglove.CompressedVideo"
_FORMAT: Final = b"h264"
_NANOSECONDS: Final = 1_000_000_000
_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_INT64, _INT32, _MESSAGE, _STRING, _BYTES_TYPE = 3, 5, 11, 9, 12
_OPTIONAL: Final = 1
_TIMESTAMP, _FRAME_ID, _DATA, _NAME_OF_FORMAT = 1, 2, 3, 4
_LONGEST_VARINT: Final = 10


def encode_video_message(time_s: float, data: bytes) -> bytes:
    """Return one coded picture (H.264, Annex B) as a message; the time stands in it as that of the sitting."""
    seconds, nanoseconds = divmod(max(0, round(time_s * _NANOSECONDS)), _NANOSECONDS)
    stamp = _number(1, seconds) + _number(2, nanoseconds)
    return _part(_TIMESTAMP, stamp) + _part(_DATA, data) + _part(_NAME_OF_FORMAT, _FORMAT)


def decode_video_message(message: bytes) -> tuple[float, bytes]:
    """Return time (s) and coded picture of a message; raises ValueError."""
    fields = dict(_fields(message))
    data, stamp = fields.get(_DATA), fields.get(_TIMESTAMP, b"")
    if not isinstance(data, bytes) or not isinstance(stamp, bytes) or fields.get(_NAME_OF_FORMAT) != _FORMAT:
        raise ValueError("not a picture in H.264")
    parts = dict(_fields(stamp))
    seconds, nanoseconds = parts.get(1, 0), parts.get(2, 0)
    if not isinstance(seconds, int) or not isinstance(nanoseconds, int):
        raise ValueError("a time that is none")
    return seconds + nanoseconds / _NANOSECONDS, data


def video_schema() -> bytes:
    """Return the FileDescriptorSet that describes a message, for readers that know nothing of it."""
    stamp = _message("Timestamp", _field("seconds", 1, _INT64), _field("nanos", 2, _INT32))
    video = _message(
        "CompressedVideo",
        _field("timestamp", _TIMESTAMP, _MESSAGE, ".google.protobuf.Timestamp"),
        _field("frame_id", _FRAME_ID, _STRING),
        _field("data", _DATA, _BYTES_TYPE),
        _field("format", _NAME_OF_FORMAT, _STRING),
    )
    needed = "google/protobuf/timestamp.proto"
    files = (
        _file(needed, "google.protobuf", stamp),
        _file("foxglove/CompressedVideo.proto", "foxglove", video, needs=needed),
    )
    return b"".join(_part(1, file) for file in files)


def _file(name: str, package: str, message: bytes, *, needs: str = "") -> bytes:
    head = _part(1, name.encode()) + _part(2, package.encode())
    return head + (_part(3, needs.encode()) if needs else b"") + _part(4, message) + _part(12, b"proto3")


def _message(name: str, *fields: bytes) -> bytes:
    return _part(1, name.encode()) + b"".join(_part(2, field) for field in fields)


def _field(name: str, number: int, kind: int, type_name: str = "") -> bytes:
    said = _part(1, name.encode()) + _number(3, number) + _number(4, _OPTIONAL) + _number(5, kind)
    return said + (_part(6, type_name.encode()) if type_name else b"")


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3 | _VARINT) + _varint(value)


def _part(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | _BYTES) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(data):
        tag, at = _read_varint(data, at)
        field, wire = tag >> 3, tag & 7
        if wire == _VARINT:
            value, at = _read_varint(data, at)
            yield field, value
            continue
        if wire == _BYTES:
            length, at = _read_varint(data, at)
        else:
            length = {_FIXED_64: 8, _FIXED_32: 4}.get(wire, len(data) + 1)
        if at + length > len(data):
            raise ValueError("a field that does not end")
        yield field, data[at : at + length]
        at += length


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(data[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            return value, at + index + 1
    raise ValueError("a number that does not end")
