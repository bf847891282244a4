"""Keys: what a press asks for, and what a scene says about the keys that do something now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Key(StrEnum):
    """What a key press, a click or a touch asks for, whichever key it was.

    MAIN does the sensible next thing. STOP (Escape) pauses a sitting softly, stops a paused one, leaves a room
    elsewhere. CLOSE: the window's own button; always followed by STOP. BACK (Backspace): one page back.
    UNWELL: the client does not feel well, at any time of a sitting.
    """

    MAIN = "main"
    SKIP = "skip"
    RECENTRE = "recentre"
    REPEAT = "repeat"
    STOP = "stop"
    CLOSE = "close"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    BACK = "back"
    UNWELL = "unwell"


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that does something now, and what, in the language in use; drawn as a button that sends the same key.

    name: what stands on the key, where it is another of those that mean the same.
    """

    key: Key
    action: str
    name: str = ""


class TextScene:
    """Base of scenes into which words are typed: letters, Space and Backspace come as text, Return is the main key."""

    __slots__ = ()
