"""Deciding to which account a span of a hold belongs; all rules of booking stand here.

seen                  before the first arrival             afterwards
in position           waits until it has lasted settle_s,  held; an interruption that waits is forgiven: it gets
                      then held; settling if it breaks     the account that was booked before it
eyes elsewhere        settling                             waits; longer than grace_s: slipped, from its beginning
head beyond limits    head moved                           waits with the former; then head moved, from its beginning
lids shut             waits; longer than blink_bridge_s:   the same; a glance away that led into it was the lids
                      eyes closed, from its beginning      coming down and is booked with it
cannot tell           booked at once                       booked at once; a wait before it ends unforgiven
paused                booked apart, as if it had not been  the same

A wait that ends unforgiven is booked as it was seen; shut lids in it get the account of what is seen after them.
After time that was booked as slipped or head moved nothing waits but shut lids: more of it is booked at once.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from gazetrainer.changed import changed
from gazetrainer.events import Account
from gazetrainer.judging.accounts import LONGEST_UNTOLD_S, ROUNDING_S, Span
from gazetrainer.judging.rule import HoldRule

AWAY = (Account.SLIPPED, Account.HEAD_MOVED)


@dataclass(frozen=True, slots=True)
class Undecided:
    """What a decision rests on.

    last: the latest booked span that is no pause, or None; waiting: spans after it, as they were seen.
    has_arrived: whether the eyes have been in position for settle_s.
    """

    last: Span | None = None
    waiting: tuple[Span, ...] = ()
    has_arrived: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Spans to book now, in order of time, and what waits on."""

    booked: tuple[Span, ...]
    waiting: tuple[Span, ...]
    has_arrived: bool


def decide(before: Undecided, span: Span, rule: HoldRule) -> Decision:
    """Take one more span, as it was seen, into account."""
    spans = (*before.waiting, span)
    if _waits(before, span, rule):
        return Decision((), _joined_pause(before.waiting, span), before.has_arrived)
    match span.account:
        case Account.PAUSED:
            booked = spans
        case Account.HELD:
            booked = _forgiven(spans, before.last)
        case Account.EYES_CLOSED:
            booked = tuple(_closed(one) for one in spans)
        case _:
            booked = unforgiven(changed(before, waiting=spans))
    return Decision(booked, (), before.has_arrived or span.account is Account.HELD)


def _joined_pause(waiting: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    """Add a span to those that wait; a pause in pieces as long as its bookings, for it may last an hour."""
    last = waiting[-1] if waiting else span
    is_more = last is not span and span.account is last.account is Account.PAUSED
    if is_more and last.length_s < LONGEST_UNTOLD_S:
        return (*waiting[:-1], changed(last, end_s=span.end_s))
    return (*waiting, span)


def _waits(before: Undecided, span: Span, rule: HoldRule) -> bool:
    """Say whether the span has to wait for what comes after it."""
    spans = (*before.waiting, span)
    last = before.last.account if before.last else Account.SETTLING
    match span.account:
        case Account.PAUSED:
            return bool(before.waiting)
        case Account.HELD:
            return not before.has_arrived and length_s(spans, Account.HELD) < rule.settle_s - ROUNDING_S
        case Account.EYES_CLOSED:
            goes_on = last is Account.EYES_CLOSED and not before.waiting
            shut_s = length_s(spans, Account.EYES_CLOSED)
            return not goes_on and shut_s <= rule.blink_bridge_s + ROUNDING_S
        case Account.SLIPPED | Account.HEAD_MOVED:
            may_be_forgiven = before.has_arrived and last not in AWAY
            return may_be_forgiven and length_s(spans, *AWAY) <= rule.grace_s + ROUNDING_S
        case _:
            return False


def unforgiven(undecided: Undecided) -> tuple[Span, ...]:
    """Book what waits as it was seen; shut lids become what is seen after them."""
    after: Span | None = None
    booked: list[Span] = []
    for span in reversed(undecided.waiting):
        one = _as_seen(span, after, has_arrived=undecided.has_arrived)
        if one.account not in (Account.PAUSED, Account.EYES_CLOSED) and span.account is not Account.HELD:
            after = one
        booked.append(one)
    return tuple(reversed(booked))


def _as_seen(span: Span, after: Span | None, *, has_arrived: bool) -> Span:
    match span.account:
        case Account.EYES_CLOSED if after is not None:
            return changed(span, account=after.account, reason=after.reason)
        case Account.HELD:  # waits only before the first arrival
            return changed(span, account=Account.SETTLING)
        case Account.SLIPPED if not has_arrived:
            return changed(span, account=Account.SETTLING)
        case _:
            return span


def length_s(spans: Collection[Span], *accounts: Account) -> float:
    """Sum of the durations of those spans that belong to one of the accounts."""
    return math.fsum(span.length_s for span in spans if span.account in accounts)


def _forgiven(spans: tuple[Span, ...], last: Span | None) -> tuple[Span, ...]:
    """Book an interruption that ended in position; only time between two moments in position becomes held."""
    account, reason = (last.account, last.reason) if last else (Account.SETTLING, None)
    result: list[Span] = []
    for span in spans:
        if span.account is Account.HELD:
            account, reason = Account.HELD, None
        is_pause = span.account is Account.PAUSED
        result.append(span if is_pause else changed(span, account=account, reason=reason))
    return tuple(result)


def _closed(span: Span) -> Span:
    match span.account:
        case Account.PAUSED:
            return span
        case Account.HELD:  # waits only before the first arrival
            return changed(span, account=Account.SETTLING)
        case _:
            return changed(span, account=Account.EYES_CLOSED, reason=None)
