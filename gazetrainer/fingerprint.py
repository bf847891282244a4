"""The fingerprint of a key as eight plain words, to be compared by telephone."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

SHIPPED: Final = "spoken_words.txt"
WORD_COUNT: Final = 8
"""Each of 256 words stands for a byte: 64 bits of the key's SHA-256."""


def spoken_fingerprint(public_key: bytes) -> str:
    """Return the words of a public key; the same in every language, so that two people can compare them.

    >>> spoken_fingerprint(bytes(32))
    'garlic giraffe jam parrot window fox pyramid island'
    """
    digest = hashlib.sha256(public_key).digest()
    return " ".join(spoken_words()[byte] for byte in digest[:WORD_COUNT])


@cache
def spoken_words() -> tuple[str, ...]:
    """Return the 256 words in the order in which they stand for bytes; changing one changes every fingerprint."""
    text = (files("gazetrainer") / "data" / SHIPPED).read_text(encoding="ascii")
    return tuple(text.split())
