"""Given: the answer that a sitting has already, as the form for another one names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from targets.formats import date_and_time
from targets.language import _


@dataclass(frozen=True, slots=True)
class Given:
    """An answer beside a recording; decision: in words; answered_at: ISO 8601; signature: which answer it is."""

    decision: str
    practitioner: str
    answered_at: str
    signature: str

    @property
    def in_words(self) -> str:
        """What was answered, by whom and when."""
        said = _("{decision}, by {practitioner}, {moment}")
        moment = date_and_time(datetime.fromisoformat(self.answered_at))
        return said.format(decision=self.decision, practitioner=self.practitioner, moment=moment)


def in_the_meantime() -> str:
    """Why a form is not signed that was opened before the answer that is there now."""
    return _("This sitting was answered in the meantime. To put what stands here in its place, sign it once more.")
