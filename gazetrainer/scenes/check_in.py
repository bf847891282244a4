"""Scenes of a check-in: one question with answers to choose from, and one to be answered in words."""

from __future__ import annotations

from dataclasses import dataclass

from gazetrainer.scenes.keys import KeyHint, TextScene


@dataclass(frozen=True, slots=True)
class ChoosingScene:
    """A question and its answers in a row; `chosen` counts from 0, None while none is.

    ends: what the first and the last answer mean. step: "3 of 8".
    """

    title: str
    step: str
    question: str
    options: tuple[str, ...]
    chosen: int | None
    ends: tuple[str, str] = ("", "")
    sentence: str = ""
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True


@dataclass(frozen=True, slots=True)
class WordsScene(TextScene):
    """A question and what has been written in answer to it; time_s lets the cursor blink."""

    title: str
    step: str
    question: str
    text: str
    time_s: float
    sentence: str = ""
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True
