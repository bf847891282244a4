"""Sizes of still pictures as their headers have them: told before anything is decoded, because decoders believe them.

PNG (ISO 15948), JPEG (ITU T.81), BMP, WebP (RFC 9649), TIFF 6.0. OpenCV makes room for what a header or a chunk of PNG
claims, so that a few bytes can ask for gigabytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final

LARGEST_SIDE_PX: Final = 8192
LARGEST_PX: Final = 50_000_000
"""A telephone's still picture; decoded it takes 150 MB, and what films a face is far smaller."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNK_FRAME: Final = 12
"""Length, kind and checksum around a chunk's data."""
_NO_JPEG_FRAME: Final = frozenset({0xC4, 0xC8, 0xCC})
"""Markers among those of frames that begin something else: tables and extensions."""
_TIFF_ENTRY: Final = 12
_TIFF_NUMBERS: Final = {1: "B", 3: "H", 4: "I"}
_TIFF_WIDTH: Final = 256
_TIFF_HEIGHT: Final = 257
_TIFF_SIZES: Final = frozenset({_TIFF_WIDTH, _TIFF_HEIGHT, 322, 323})
"""Width and height of the picture, and of a tile of it."""

Size = tuple[int, int]


def size_px_of(content: bytes) -> Size | None:
    """Width and height that a picture's header claims; None: none of the five kinds, or damaged where it matters.

    >>> size_px_of(b"no picture") is None
    True
    """
    for is_kind, read in _KINDS:
        if is_kind(content):
            try:
                size = read(content)
            except (struct.error, IndexError):
                return None
            return size if size is not None and min(size) > 0 else None
    return None


def is_too_large(size_px: Size) -> bool:
    """Whether no camera that films a face gives such pictures."""
    width, height = size_px
    return max(size_px) > LARGEST_SIDE_PX or width * height > LARGEST_PX


def _png(content: bytes) -> Size | None:
    at, size = len(_PNG), None
    while at + _PNG_CHUNK_FRAME <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if at + _PNG_CHUNK_FRAME + length > len(content):  # OpenCV would make room for what is not there
            return None
        if size is None:
            size = struct.unpack_from(">II", content, at + 8) if kind == b"IHDR" else None
        elif kind == b"IEND":
            return size
        at += _PNG_CHUNK_FRAME + length
    return None


def _jpeg(content: bytes) -> Size | None:
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_JPEG_FRAME:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        is_filling = marker == 0xFF
        at += 1 if is_filling else 2 + struct.unpack_from(">H", content, at + 2)[0]
    return None


def _bmp(content: bytes) -> Size:
    if struct.unpack_from("<I", content, 14)[0] == 12:  # the header of OS/2
        width, height = struct.unpack_from("<HH", content, 18)
    else:
        width, height = struct.unpack_from("<ii", content, 18)
    return width, abs(height)  # a negative height: the rows begin at the top


def _webp(content: bytes) -> Size | None:
    kind = content[12:16]
    if kind == b"VP8X":
        low = struct.unpack_from("<HBHB", content, 24)
        return 1 + low[0] + (low[1] << 16), 1 + low[2] + (low[3] << 16)
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", content, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _tiff(content: bytes) -> Size | None:
    order = "<" if content[:2] == b"II" else ">"
    at = struct.unpack_from(order + "I", content, 4)[0]
    count = struct.unpack_from(order + "H", content, at)[0]
    found: dict[int, int] = {}
    for entry in range(at + 2, at + 2 + _TIFF_ENTRY * count, _TIFF_ENTRY):
        tag, kind = struct.unpack_from(order + "HH", content, entry)
        if tag in _TIFF_SIZES:
            number = struct.unpack_from(order + _TIFF_NUMBERS.get(kind, "I"), content, entry + 8)[0]
            found[tag] = max(number, found.get(tag, 0))  # a damaged one may say it twice
    if _TIFF_WIDTH not in found or _TIFF_HEIGHT not in found:
        return None
    return max(found[_TIFF_WIDTH], found.get(322, 0)), max(found[_TIFF_HEIGHT], found.get(323, 0))


_KINDS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Size | None]], ...]] = (
    (lambda content: content.startswith(_PNG), _png),
    (lambda content: content.startswith(b"\xff\xd8"), _jpeg),
    (lambda content: content.startswith(b"BM"), _bmp),
    (lambda content: content.startswith(b"RIFF") and content[8:12] == b"WEBP", _webp),
    (lambda content: content.startswith((b"II*\0", b"MM\0*")), _tiff),
)
