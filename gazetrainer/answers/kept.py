"""Answers that were shown, kept with what the client decided; the same one again is recognised."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from gazetrainer.answers.answer import ANSWER_ENDING, Answer
from gazetrainer.whole_file import whole

_DECIDED: Final = ".decided"
_LARGEST_BYTES: Final = 1000


class PlanDecision(StrEnum):
    """What became of the plan in an answer."""

    NONE = "none"
    TAKEN = "taken"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The folder of answers that were shown."""

    folder: Path

    def place(self, answer: Answer) -> Path:
        """Where an answer is kept, named by its signature."""
        digest = hashlib.sha256(bytes.fromhex(answer.signature)).hexdigest()
        return self.folder / f"{digest[:16]}{ANSWER_ENDING}"

    def decision(self, answer: Answer) -> PlanDecision | None:
        """What was decided; None: the answer was not shown yet."""
        try:
            with self._decided(answer).open("rb") as file:
                return PlanDecision(json.loads(file.read(_LARGEST_BYTES))["plan"])
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def keep(self, answer: Answer, decision: PlanDecision, *, at: str) -> None:
        """Keep an answer and what was decided, `at` in ISO 8601; raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole(self.place(answer)) as waiting:
            waiting.write_bytes(answer.to_bytes())
        decided = {"plan": decision.value, "at": at}
        with whole(self._decided(answer)) as waiting:
            waiting.write_text(json.dumps(decided) + "\n", encoding="utf-8")

    def _decided(self, answer: Answer) -> Path:
        return self.place(answer).with_suffix(_DECIDED)
