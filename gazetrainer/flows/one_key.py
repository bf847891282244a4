"""OneKey: a key that changes an answer for a while and goes on for a while, in turn, until somebody presses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gazetrainer.staging.check_in import Press

TURN_S: Final = 6.0
"""Long enough to read what the key does and to press it without haste; who misses it waits for the next turn."""


@dataclass(slots=True)
class OneKey:
    """What the key does at a time; nothing ever happens without a press."""

    now_s: float = 0.0
    since_s: float | None = None

    @property
    def press(self) -> Press:
        """What a press does now."""
        passed_s = 0.0 if self.since_s is None else self.now_s - self.since_s
        return Press.GO_ON if int(passed_s // TURN_S) % 2 else Press.CHANGE

    def pass_time(self, now_s: float) -> None:
        """Let it be later."""
        self.now_s = now_s
        self.since_s = now_s if self.since_s is None else self.since_s

    def begin(self) -> None:
        """Begin with changing the answer."""
        self.since_s = self.now_s
