"""Desk: folder, index and keys together; what the pages ask for and what the practitioner does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gazetrainer.adapters.age_key import AgeKeys
from gazetrainer.adapters.desk.answers import GivenAnswers
from gazetrainer.adapters.desk.folder import Found, Stamp, look_into
from gazetrainer.adapters.desk.index import DeskIndex
from gazetrainer.adapters.desk.opening import is_opened, open_parcel
from gazetrainer.review.answer_page import Answered, AnswerGiven
from gazetrainer.review.desk import DeskState
from gazetrainer.review.facts import SittingFacts
from gazetrainer.review.filed import Filed, Parcel
from gazetrainer.review.given import Given


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk on one folder; `now` tells the time, `keys` open what was sent, `write_answer` signs and encrypts."""

    folder: Path
    index: DeskIndex
    keys: AgeKeys
    now: Callable[[], datetime]
    write_answer: Callable[[Path, AnswerGiven], Answered]
    answers: GivenAnswers = field(default_factory=GivenAnswers)
    _tried: dict[str, tuple[Stamp, Parcel | None]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look_again(self) -> None:
        """Bring the index up to date with the folder, and open what can be opened."""
        with self._lock:
            found = look_into(self.folder)
            if self._opened_any(found):
                found = look_into(self.folder)
            self.index.take(found.recordings)

    def state(self) -> DeskState:
        """What the desk shows now."""
        self.look_again()
        filed = self.filed()
        parcels = tuple(parcel for _stamp, parcel in self._tried.values() if parcel is not None)
        return DeskState(str(self.folder), filed, parcels, self.now().date(), waiting=waiting(filed))

    def filed(self) -> tuple[Filed, ...]:
        """All recordings, each with what was answered to it."""
        return tuple(self.answers.beside(each, self.path(each)) for each in self.index.filed())

    def sitting(self, name: str) -> Filed | None:
        """The recording whose pages are called so."""
        return next((each for each in self.filed() if each.id == name), None)

    def path(self, filed: Filed) -> Path:
        """Where a recording lies."""
        return self.folder / filed.name

    def answer(self, filed: Filed, given: AnswerGiven, *, instead_of: str) -> Given | None:
        """Write an answer in place of the one with that signature, empty for none.

        Gives the answer that is there by now when it is another one, and writes nothing then.
        """
        with self._lock:
            now = self.answers.to(self.path(filed))
            if now is not None and now.signature != instead_of:
                return now
            self.write_answer(self.path(filed), given)
        return None

    def open_all_the_same(self, parcel_id: str) -> bool:
        """Open a package that was not encrypted; gives whether there is one called so."""
        with self._lock:
            waiting_ones = [(name, parcel) for name, (_stamp, parcel) in self._tried.items() if parcel is not None]
            for name, parcel in waiting_ones:
                if parcel.id == parcel_id and parcel.can_be_opened:
                    told = open_parcel(self.folder / name, name, keys=self.keys, unencrypted=True)
                    self._tried[name] = (self._tried[name][0], told)
                    return True
        return False

    def _opened_any(self, found: Found) -> bool:
        for gone in self._tried.keys() - found.packages.keys():
            del self._tried[gone]
        opened = False
        for name, stamp in found.packages.items():
            if self._tried.get(name, (None, None))[0] == stamp:
                continue
            path = self.folder / name
            is_open = is_opened(path)
            parcel = None if is_open else open_parcel(path, name, keys=self.keys)
            self._tried[name] = (stamp, parcel)
            opened = opened or (parcel is None and not is_open)
        return opened


def waiting(filed: tuple[Filed, ...]) -> int:
    """How many files are not read and verified yet."""
    return sum(each.what is None or (isinstance(each.what, SittingFacts) and each.checked is None) for each in filed)
