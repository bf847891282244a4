"""Keyboard: which keys mean what, how they are called, and the text typed where a scene takes text."""

from __future__ import annotations

from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.scene import Key
from gazetrainer.settings import Hand
from targets.language import _

_KEYS = {
    pygame.K_SPACE: Key.MAIN,
    pygame.K_RETURN: Key.MAIN,
    pygame.K_KP_ENTER: Key.MAIN,
    pygame.K_n: Key.SKIP,
    pygame.K_e: Key.SKIP,
    pygame.K_c: Key.RECENTRE,
    pygame.K_r: Key.REPEAT,
    pygame.K_u: Key.UNWELL,
    pygame.K_v: Key.UNWELL,
    pygame.K_ESCAPE: Key.STOP,
    pygame.K_BACKSPACE: Key.BACK,
    pygame.K_q: Key.BACK,
    pygame.K_LEFT: Key.LEFT,
    pygame.K_RIGHT: Key.RIGHT,
    pygame.K_UP: Key.UP,
    pygame.K_DOWN: Key.DOWN,
    pygame.K_a: Key.LEFT,
    pygame.K_d: Key.RIGHT,
    pygame.K_w: Key.UP,
    pygame.K_s: Key.DOWN,
}
"""Every action has a key under either hand; both always work."""
_WHILE_TYPING = {
    pygame.K_RETURN: Key.MAIN,
    pygame.K_KP_ENTER: Key.MAIN,
    pygame.K_ESCAPE: Key.STOP,
    pygame.K_LEFT: Key.LEFT,
    pygame.K_RIGHT: Key.RIGHT,
    pygame.K_UP: Key.UP,
    pygame.K_DOWN: Key.DOWN,
}


_LEFT_HAND = {
    Key.SKIP: "E",
    Key.BACK: "Q",
    Key.LEFT: "A",
    Key.RIGHT: "D",
    Key.UP: "W",
    Key.DOWN: "S",
    Key.UNWELL: "V",
}


class Keyboard:
    """Turns key presses into keys and text; while `takes_text`, letters and Space are text alone."""

    def __init__(self) -> None:
        self.takes_text = False
        self._text = ""

    def take(self, event: pygame.event.Event) -> tuple[Key, ...]:
        """The key that an event stands for; none for others."""
        if event.type == pygame.TEXTINPUT:
            self._text += event.text
        if event.type != pygame.KEYDOWN:
            return ()
        if self.takes_text and event.key == pygame.K_BACKSPACE:
            self._text += "\b"
        key = (_WHILE_TYPING if self.takes_text else _KEYS).get(event.key)
        return (key,) if key is not None else ()

    def type(self, text: str) -> None:
        """Add text that was clicked rather than typed."""
        self._text += text

    def taken_text(self) -> str:
        """The text typed so far, once."""
        text, self._text = self._text, ""
        return text

    def forget_text(self) -> None:
        """What nobody asked for is dropped."""
        self._text = ""

    def is_for_full_screen(self, event: pygame.event.Event) -> bool:
        """F11 or Alt with Return; F as well where no text is typed."""
        is_alt_enter = event.key == pygame.K_RETURN and event.mod & pygame.KMOD_ALT
        return event.key == pygame.K_F11 or bool(is_alt_enter) or (event.key == pygame.K_f and not self.takes_text)


def key_name(key: Key, hand: Hand = Hand.RIGHT) -> str:
    """What stands on the key under a hand, in the language in use."""
    if hand is Hand.LEFT and key in _LEFT_HAND:
        return _LEFT_HAND[key]
    names = {
        Key.MAIN: _("Space"),
        Key.SKIP: "N",
        Key.RECENTRE: "C",
        Key.REPEAT: "R",
        Key.STOP: _("Esc"),
        Key.BACK: _("Backspace"),
        Key.LEFT: "←",
        Key.RIGHT: "→",
        Key.UP: "↑",
        Key.DOWN: "↓",
        Key.CLOSE: "×",
        Key.UNWELL: "U",
    }
    return names[key]
