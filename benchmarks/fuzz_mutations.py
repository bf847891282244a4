"""Ways to spoil a file: of its bytes, of its figures and words, of its JSON; all by a seeded random generator."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any, Final

_MOST_BYTES: Final = 2_000_000
_ODD_TEXT: Final = (
    "nan NaN inf -inf Infinity -0 -0.0 1e308 -1e308 1e309 1e-320 1e999999 0 -1 1 2 90.0001 1e5 4294967296 "
    "18446744073709551616 true false null [] {} \"\" '' [[]] 0x10 1_000 1,5 ٣ ½ 2026-11-22 24:00:00 99999-01-01 "
    '"\\ud800" "\\u0000" "../../x" """ \'\'\' [ ] { } = ; , \\ # %s {0} <script> '
)
_ODD_WORDS: Final = (
    *_ODD_TEXT.split(),
    *("9" * 400, "9" * 5000, "a" * 5000, " " * 5000, ".a" * 3000, "[" * 3000, '{"a":' * 3000, "\0", "\u202e"),
)
_ODD_BYTES: Final = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r\n",
    b"\r",
    b"\x1a",
    b"\xff" * 8,
)
_TOKEN: Final = re.compile(r'-?\d[\d.eE+-]*|"[^"\n]{0,80}"|\b[a-z_]+\b')
Spoil = Callable[[Random, bytes], bytes]


def spoilt(random: Random, data: bytes, *, structured: Spoil | None = None) -> bytes:
    """Spoil a file in one to four ways, more often by what is known of its kind."""
    if structured is not None and random.random() < 0.6:
        data = structured(random, data)
        if random.random() < 0.8:
            return data[:_MOST_BYTES]
    for _time in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(_OF_BYTES)(random, data)[:_MOST_BYTES]
    return data


def spoilt_words(random: Random, data: bytes) -> bytes:
    """Put odd figures and words in the place of some, and move lines about."""
    text = data.decode("utf-8", errors="surrogateescape")
    for _time in range(random.choice((1, 1, 2, 3))):
        text = random.choice((_other_word, _other_word, _other_word, _lines_moved))(random, text)
    return text.encode("utf-8", errors="surrogateescape")


def spoilt_json(random: Random, data: bytes) -> bytes:
    """Change, take away, double or nest some values of a JSON text."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return spoilt_words(random, data)
    for _time in range(random.choice((1, 1, 2, 3))):
        value = other_value(random, value)
    return json.dumps(value, ensure_ascii=random.random() < 0.5).encode("utf-8", errors="surrogatepass")


def other_value(random: Random, value: Any) -> Any:
    """The same plain value with one part of it changed."""
    if isinstance(value, dict) and value and random.random() < 0.93:
        key = random.choice(list(value))
        if random.random() < 0.1:
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: other_value(random, value[key])}
    if isinstance(value, list) and value and random.random() < 0.93:
        at = random.randrange(len(value))
        if random.random() < 0.15:
            return [*value[:at], *value[at + random.randrange(2) * 2 :]]
        return [*value[:at], other_value(random, value[at]), *value[at + 1 :]]
    return _odd_value(random, value)


def _odd_value(random: Random, value: Any) -> Any:
    if isinstance(value, int | float) and abs(value) < 10**300 and random.random() < 0.4:
        return random.choice(
            (-value, value * 1000, value + 1, float(value), int(min(max(value, -1e9), 1e9)), str(value))
        )
    nested: Any = value
    for _level in range(random.choice((1, 50, 300))):
        nested = [nested]
    numbers = (
        float("nan"),
        float("inf"),
        -float("inf"),
        -0.0,
        1e308,
        -1e308,
        5e-324,
        0,
        -1,
        1,
        2**31,
        2**63,
        2**64,
        10**400,
    )
    words = ("", "\0", "\ud800", "\u202e", "../../x", "nan", "1e999", "a" * 10_000, "2026-13-45", "0001-01-01T00:00:00")
    return random.choice(
        (*numbers, *words, "9999-12-31T23:59:59", None, True, False, [], {}, {"kind": "x"}, [value] * 500, nested)
    )


def _other_word(random: Random, text: str) -> str:
    found = list(_TOKEN.finditer(text[:100_000]))
    if not found:
        return text + random.choice(_ODD_WORDS)
    place = random.choice(found)
    put = random.choice((random.choice(_ODD_WORDS), random.choice(_ODD_WORDS), random.choice(found)[0]))
    return text[: place.start()] + put + text[place.end() :]


def _lines_moved(random: Random, text: str) -> str:
    lines = text.split("\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            lines[first], lines[second] = lines[second], lines[first]
        case 1:
            lines.insert(first, lines[second])
        case 2:
            del lines[first]
        case 3:
            times = random.choice((2, 1000))
            lines[first] = lines[first][: _MOST_BYTES // times] * times
        case 4:
            lines[first] = random.choice((" ", "\t", "a ", "=", ".")) * random.choice((10, 5000)) + lines[first]
        case _:
            return random.choice(("\r\n", "\r", ";", "\n\n")).join(lines)
    return "\n".join(lines)


def _bit(random: Random, data: bytes) -> bytes:
    if not data:
        return b"\0"
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _taken_out(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.choice((1, 2, 8, 100, 10_000)) :]


def _put_in(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_ODD_BYTES) + data[at + random.choice((0, 1, 8)) :]


def _doubled(random: Random, data: bytes) -> bytes:
    at, length = random.randrange(len(data) + 1), random.choice((1, 16, 500, 20_000))
    return data[: at + length] + data[at:]


def _other_coding(random: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(
        random.choice(("utf-16", "utf-16-le", "utf-8-sig", "latin-1", "utf-32", "cp500")), errors="replace"
    )


def _large(random: Random, data: bytes) -> bytes:
    if random.random() < 0.95:
        return _bit(random, data)
    return (data + random.choice((b" ", b"\n", b"a", b"[", b"a.", b'"', b"\0")) * 1_500_000)[-_MOST_BYTES:]


def _nothing(random: Random, data: bytes) -> bytes:
    return b"" if random.random() < 0.05 else _bit(random, data)


_OF_BYTES: Final[tuple[Spoil, ...]] = (
    *(_bit, _bit, _bit, _cut, _taken_out, _put_in, _put_in, _doubled, _other_coding, _large, _nothing),
    spoilt_words,
)
