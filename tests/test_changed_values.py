"""A changed value is what dataclasses.replace gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from gazetrainer.changed import changed
from gazetrainer.events import Account
from gazetrainer.judging.accounts import Span


def test_a_changed_value_is_the_same_as_a_replaced_one() -> None:
    span = Span(0.0, 1.0, Account.HELD)
    assert changed(span, end_s=2.0, account=Account.SLIPPED) == replace(span, end_s=2.0, account=Account.SLIPPED)
    assert span == Span(0.0, 1.0, Account.HELD)


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        changed(Span(0.0, 1.0, Account.HELD), length_s=2.0)


def test_a_class_that_is_not_made_of_its_fields_in_order_is_refused() -> None:
    @dataclass(frozen=True)
    class Named:
        first: int
        second: int = field(kw_only=True, default=0)

    with pytest.raises(TypeError, match="Named"):
        changed(Named(1), first=2)
