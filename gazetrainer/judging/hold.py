"""gaze -> hold -> events: the state of one hold and the judge that carries it from frame to frame.

The time between two samples belongs to the answer of the later one; booking.py decides where it is booked.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any

from gazetrainer.changed import changed
from gazetrainer.events import Account, Event, HalfHeld, HoldEnded, HoldOutcome, Place, VerdictChanged
from gazetrainer.gaze import GapReason, Gaze
from gazetrainer.judging.accounts import ROUNDING_S, Accounts, Ledger, Span, book, close, cut_where_held
from gazetrainer.judging.answer import Answer, answer
from gazetrainer.judging.booking import AWAY, Undecided, decide, length_s, unforgiven
from gazetrainer.judging.rule import Direction, HoldRule

__all__ = ["Ended", "Hold", "HoldRule", "Holding", "Seeking", "answer", "begin_hold", "end_hold", "judge", "pause"]


@dataclass(frozen=True, slots=True)
class _Course:
    """What every state of a hold knows.

    time_s: up to where the hold was judged; sampled_s: when the last picture was taken.
    waiting: spans after what was booked, as they were seen, that are not yet decided.
    latest: the answer to the last sample; open_eyed: the last one with open lids; told: the last event.
    """

    start_s: float
    time_s: float
    sampled_s: float
    ledger: Ledger
    waiting: tuple[Span, ...] = ()
    latest: Answer | None = None
    open_eyed: Answer | None = None
    told: VerdictChanged | None = None

    @property
    def accounts(self) -> Accounts:
        """Seconds booked so far; what waits is in none of them."""
        return self.ledger.accounts

    @property
    def held_s(self) -> float:
        """Time held so far; nothing that waits is counted."""
        return self.ledger.accounts.held_s

    @property
    def longest_s(self) -> float:
        """The longest time held without a break so far."""
        return self.ledger.longest_s


@dataclass(frozen=True, slots=True)
class Seeking(_Course):
    """The eyes have not yet arrived in position for the first time."""


@dataclass(frozen=True, slots=True)
class Holding(_Course):
    """The eyes have arrived; what is seen from now on is held, or an interruption."""


@dataclass(frozen=True, slots=True)
class Ended(_Course):
    """The hold is over: `time_s` is its end and everything is booked."""

    outcome: HoldOutcome = HoldOutcome.HELD


FIRST = Place(0, 0)
Running = Seeking | Holding
Hold = Running | Ended


def begin_hold(time_s: float, place: Place = FIRST, *, sampled_s: float | None = None) -> Hold:
    """Start the clock of a hold; `sampled_s`: time of the picture before, when that was earlier."""
    return Seeking(time_s, time_s, time_s if sampled_s is None else sampled_s, Ledger(place))


def judge(hold: Hold, gaze: Gaze, target: Direction, rule: HoldRule) -> tuple[Hold, tuple[Event, ...]]:
    """Take one gaze sample or gap into the hold; a time that does not move on only renews the answer."""
    if isinstance(hold, Ended):
        return hold, ()
    seen = answer(gaze, target, rule, hold.open_eyed)
    end_s = min(max(hold.time_s, gaze.time_s), max(hold.time_s, _limit_s(hold, rule)))
    reason = seen.reason if seen.account is Account.CANNOT_TELL else None
    span = Span(hold.time_s, end_s, seen.account, reason)
    if gaze.time_s - hold.sampled_s > rule.longest_sample_interval_s + ROUNDING_S:
        span = changed(span, account=Account.CANNOT_TELL, reason=GapReason.NO_PICTURE)
    open_eyed = hold.open_eyed if seen.account is Account.EYES_CLOSED else seen
    state, booked = _take(
        hold, span, rule, latest=seen, open_eyed=open_eyed, sampled_s=max(hold.sampled_s, gaze.time_s)
    )
    state, told = _tell(state)
    if isinstance(state, Ended):
        return state, (*booked, *told, _farewell(state))
    if state.time_s < _limit_s(state, rule) - ROUNDING_S:
        return state, (*booked, *told)
    state, ending = _end(state, HoldOutcome.TIME_LIMIT)
    return state, (*booked, *told, *ending)


def pause(hold: Hold, time_s: float, rule: HoldRule) -> tuple[Hold, tuple[Event, ...]]:
    """Let time pass as paused; whatever waits goes on waiting, so that a pause changes no other account."""
    if isinstance(hold, Ended):
        return hold, ()
    span = Span(hold.time_s, max(hold.time_s, time_s), Account.PAUSED)
    return _take(hold, span, rule, sampled_s=max(hold.sampled_s, time_s))


def end_hold(hold: Hold, time_s: float, outcome: HoldOutcome) -> tuple[Ended, tuple[Event, ...]]:
    """End a hold from outside; what waits is booked as it was seen, time after the last sample as without a picture."""
    if isinstance(hold, Ended):
        return hold, ()
    end_s = max(hold.time_s, time_s)
    unseen = Span(hold.time_s, end_s, Account.CANNOT_TELL, GapReason.NO_PICTURE)
    waiting = (*hold.waiting, unseen) if unseen.length_s > 0 else hold.waiting
    return _end(changed(hold, time_s=end_s, waiting=waiting), outcome)


def _take(hold: Running, span: Span, rule: HoldRule, **seen: object) -> tuple[Hold, tuple[Event, ...]]:
    """Book what one more span decides; ends the hold when enough has been held. `seen`: fields known anew."""
    if span.length_s <= 0:
        return changed(hold, **seen), ()
    decision = decide(_undecided(hold), span, rule)
    spans, is_held = cut_where_held(decision.booked, rule.hold_s - hold.held_s)
    ledger, booked = book(hold.ledger, spans)
    is_half = hold.held_s < rule.hold_s / 2 <= ledger.accounts.held_s
    hold = changed(hold, time_s=span.end_s, ledger=ledger, waiting=decision.waiting, **seen)
    state: Hold = hold
    if decision.has_arrived and isinstance(hold, Seeking):
        state = Holding(**_course(hold))
    if is_held:
        ledger, rest = close(ledger)
        booked = (*booked, *rest)
        state = Ended(**_course(changed(hold, time_s=spans[-1].end_s, ledger=ledger)))
    return state, (*booked, HalfHeld(state.time_s, ledger.place)) if is_half else booked


def _tell(state: Hold) -> tuple[Hold, tuple[Event, ...]]:
    """Tell of a changed answer, unless it may still be forgiven."""
    seen, last = state.latest, state.ledger.last
    if seen is None:
        return state, ()
    base = last.account if last else None
    reason = seen.reason
    match seen.account:
        case Account.EYES_CLOSED if state.waiting or base is not Account.EYES_CLOSED:
            return state, ()
        case Account.EYES_CLOSED:
            reason = GapReason.EYES_CLOSED
        case Account.SLIPPED | Account.HEAD_MOVED if isinstance(state, Holding) and base not in AWAY:
            return state, ()
    told = state.told
    if told is not None and (told.verdict, told.reason) == (seen.verdict, reason):
        return state, ()
    event = VerdictChanged(state.time_s, seen.verdict, reason)
    return changed(state, told=event), (event,)


def _end(hold: Running, outcome: HoldOutcome) -> tuple[Ended, tuple[Event, ...]]:
    """Book what waits and close the book."""
    ledger, booked = book(hold.ledger, unforgiven(_undecided(hold)))
    ledger, rest = close(ledger)
    state = Ended(**_course(changed(hold, ledger=ledger, waiting=())), outcome=outcome)
    return state, (*booked, *rest, _farewell(state))


def _farewell(state: Ended) -> HoldEnded:
    return HoldEnded(state.time_s, state.ledger.place, state.outcome, state.held_s, state.longest_s)


def _undecided(hold: Running) -> Undecided:
    return Undecided(hold.ledger.last, hold.waiting, has_arrived=isinstance(hold, Holding))


def _course(hold: Running) -> dict[str, Any]:
    return {field.name: getattr(hold, field.name) for field in fields(_Course)}


def _limit_s(hold: Running, rule: HoldRule) -> float:
    """Moment at which the time limit is reached; pauses do not count."""
    if rule.time_limit_s is None:
        return math.inf
    paused_s = hold.accounts.paused_s + length_s(hold.waiting, Account.PAUSED)
    return hold.start_s + rule.time_limit_s + paused_s
