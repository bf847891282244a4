"""Scenes to read: the summary and messages."""

from __future__ import annotations

from dataclasses import dataclass

from gazetrainer.events import Account
from gazetrainer.scenes.keys import KeyHint


@dataclass(frozen=True, slots=True)
class Bar:
    """One position of the plan: every second of its holds by account, in order, and a sentence about it."""

    name: str
    seconds: tuple[tuple[Account, float], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class SummaryScene:
    """What the sitting was."""

    title: str
    bars: tuple[Bar, ...]
    sentence: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


@dataclass(frozen=True, slots=True)
class MessageScene:
    """Something to read."""

    title: str
    text: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False
