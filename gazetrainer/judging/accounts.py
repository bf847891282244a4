"""Accounts: where the seconds of a hold ended; Ledger: the book they are written in, span after span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gazetrainer.changed import changed
from gazetrainer.events import Account, Booked, Doubt, Place
from gazetrainer.gaze import GapReason

# Far below a frame time: a duration that equals its limit is judged alike wherever the clock began.
ROUNDING_S = 1e-6
# A long span is told in pieces, so that a recording that breaks off has lost little of it.
LONGEST_UNTOLD_S = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time and the account it belongs to."""

    start_s: float
    end_s: float
    account: Account
    reason: GapReason | Doubt | None = None

    @property
    def length_s(self) -> float:
        """Duration of the span."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Accounts:
    """Seconds in each account of one hold; they sum to its elapsed time."""

    held_s: float = 0.0
    settling_s: float = 0.0
    slipped_s: float = 0.0
    eyes_closed_s: float = 0.0
    head_moved_s: float = 0.0
    cannot_tell_s: float = 0.0
    paused_s: float = 0.0

    def of(self, account: Account) -> float:
        """Seconds in one account."""
        return float(getattr(self, f"{account.value}_s"))

    def plus(self, span: Span) -> Accounts:
        """Return these accounts with a span added."""
        name = f"{span.account}_s"
        return changed(self, **{name: getattr(self, name) + span.length_s})

    @property
    def elapsed_s(self) -> float:
        """Sum of all accounts."""
        return sum(self.of(account) for account in Account)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was booked for good.

    last: the latest span that is no pause, or None; what a forgiven interruption takes its account from.
    untold: the latest span as far as no Booked event has told of it.
    unbroken_s, longest_s: the present and the longest time held without a break; a pause is a break.
    """

    place: Place
    accounts: Accounts = Accounts()
    last: Span | None = None
    untold: Span | None = None
    unbroken_s: float = 0.0
    longest_s: float = 0.0


def book(ledger: Ledger, spans: Iterable[Span]) -> tuple[Ledger, tuple[Booked, ...]]:
    """Write contiguous spans into the book and tell of those that are complete or long."""
    told: list[Booked] = []
    for span in spans:
        if span.length_s > 0:
            ledger, new = _book_one(ledger, span)
            told += new
    return ledger, tuple(told)


def close(ledger: Ledger) -> tuple[Ledger, tuple[Booked, ...]]:
    """Tell of what has not been told yet."""
    if ledger.untold is None:
        return ledger, ()
    return changed(ledger, untold=None), (_told(ledger, ledger.untold),)


def cut_where_held(spans: tuple[Span, ...], missing_s: float) -> tuple[tuple[Span, ...], bool]:
    """Cut spans at the moment when the missing time has been held; say whether that moment is in them.

    When an interruption is forgiven after a pause, that moment may lie before the pause; the hold still ends after
    it, because everybody saw the pause, and what lies between is booked as paused.
    """
    for index, span in enumerate(spans):
        if span.account is not Account.HELD:
            continue
        if span.length_s >= missing_s - ROUNDING_S:
            end_s = min(span.end_s, span.start_s + missing_s)
            pauses = [later.end_s for later in spans[index + 1 :] if later.account is Account.PAUSED]
            after = (Span(end_s, pauses[-1], Account.PAUSED),) if pauses else ()
            return (*spans[:index], changed(span, end_s=end_s), *after), True
        missing_s -= span.length_s
    return spans, False


def merged(bookings: Iterable[Booked]) -> tuple[Booked, ...]:
    """Join neighbouring bookings of the same hold, account and reason into one."""
    joined: list[Booked] = []
    for booked in bookings:
        if joined and _continues(joined[-1], booked):
            joined[-1] = changed(joined[-1], end_s=booked.end_s)
        else:
            joined.append(booked)
    return tuple(joined)


def booked_at(bookings: Sequence[Booked], time_s: float) -> Booked | None:
    """Find where the frame at a time was booked: a span holds the frame at its end, not the one at its start.

    `bookings` are those of a whole sitting, in order; None between the holds.
    """
    inside_s = time_s - ROUNDING_S
    index = bisect_left(bookings, inside_s, key=lambda booked: booked.end_s)
    return bookings[index] if index < len(bookings) and bookings[index].start_s < inside_s else None


def _continues(last: Booked, booked: Booked) -> bool:
    return (last.end_s, last.place, last.account, last.reason) == (
        booked.start_s,
        booked.place,
        booked.account,
        booked.reason,
    )


def _book_one(ledger: Ledger, span: Span) -> tuple[Ledger, tuple[Booked, ...]]:
    unbroken_s = ledger.unbroken_s + span.length_s if span.account is Account.HELD else 0.0
    told: tuple[Booked, ...] = ()
    untold = ledger.untold
    if untold is not None and (untold.account, untold.reason) == (span.account, span.reason):
        untold = changed(untold, end_s=span.end_s)
    else:
        told = (_told(ledger, untold),) if untold is not None else ()
        untold = span
    if untold.length_s >= LONGEST_UNTOLD_S:
        told, untold = (*told, _told(ledger, untold)), None
    return changed(
        ledger,
        accounts=ledger.accounts.plus(span),
        last=ledger.last if span.account is Account.PAUSED else span,
        untold=untold,
        unbroken_s=unbroken_s,
        longest_s=max(ledger.longest_s, unbroken_s),
    ), told


def _told(ledger: Ledger, span: Span) -> Booked:
    return Booked(span.start_s, span.end_s, ledger.place, span.account, span.reason)
