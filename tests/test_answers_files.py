"""Answers as files: what is refused, and that nothing in them can be changed unseen."""

from __future__ import annotations

import contextlib
import json

import pytest
from answers_helpers import PLAN, SITTING, answer, draft, signed
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from seal_helpers import ONE, OTHER

from gazetrainer.answers import LARGEST_ANSWER_BYTES, NewPlan, TimeMark, parse_answer, refuse_if_not_for
from gazetrainer.errors import SharingError

WHOLE = answer().to_bytes()


def test_an_answer_is_read_as_it_was_written():
    assert parse_answer(WHOLE, "x") == answer()


@given(place=st.integers(0, len(WHOLE) - 1), sign=st.integers(0, 255))
def test_any_changed_byte_is_refused_or_means_the_same(place, sign):
    changed = bytearray(WHOLE)
    changed[place] = sign
    with contextlib.suppress(SharingError):
        assert parse_answer(bytes(changed), "x") == answer()


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: json.dumps({"format": text}).encode()))
def test_no_bytes_make_the_reader_raise_anything_but_its_own_error(data):
    with pytest.raises(SharingError):
        parse_answer(data, "x")


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b" " * (LARGEST_ANSWER_BYTES + 1)])
def test_a_file_made_to_exhaust_the_reader_is_refused(data):
    with pytest.raises(SharingError):
        parse_answer(data, "x")


@pytest.mark.parametrize(
    "name",
    ["../plan.toml", "/etc/plan.toml", "a\\b.toml", "plan.toml.exe", ".toml", "con.toml", "plan\0.toml", "C:x.toml"],
)
def test_a_plan_whose_name_leads_elsewhere_is_refused(name):
    with pytest.raises(ValidationError):
        NewPlan(name=name, text=signed())
    members = answer().model_dump(mode="json")
    members["plan"]["name"] = name
    with pytest.raises(SharingError):
        parse_answer(json.dumps(members).encode(), "x")


@pytest.mark.parametrize("text", [PLAN, signed(key=OTHER), signed().replace("Morning", "Evening"), "schema = 1"])
def test_a_plan_not_signed_by_whoever_answers_is_refused(text):
    made = answer(plan=NewPlan(name="plan.toml", text=text))
    with pytest.raises(SharingError):
        parse_answer(made.to_bytes(), "x")


def test_an_answer_signed_by_another_key_than_it_names_is_refused():
    members = answer(key=OTHER, plan=None).model_dump(mode="json") | {"public_key": ONE.public_key.hex()}
    with pytest.raises(SharingError, match="changed after it was signed"):
        parse_answer(json.dumps(members).encode(), "x")


def test_an_answer_of_a_newer_kind_says_that_the_program_is_too_old():
    with pytest.raises(SharingError, match="update gazetrainer"):
        parse_answer(WHOLE.replace(b'"version": 1', b'"version": 2'), "x")


@pytest.mark.parametrize(
    "changes",
    [
        {"marks": ({"time_s": -1.0, "text": "x"},)},
        {"marks": ({"time_s": 1.0, "text": ""},)},
        {"marks": (TimeMark(time_s=1.0, text="x"),) * 101},
        {"comment": "x" * 4001},
        {"comment": "\x1b[2J"},
        {"practitioner": " "},
        {"decision": "praised"},
    ],
)
def test_what_no_page_could_show_is_no_answer(changes):
    with pytest.raises(ValidationError):
        draft(**changes)


def test_an_answer_is_for_whoever_sealed_the_sitting_or_holds_its_recording():
    own = SITTING.model_copy(update={"client_key": ONE.public_key.hex()})
    refuse_if_not_for(own, ONE.public_key, (), "x")
    refuse_if_not_for(own, OTHER.public_key, ("ab" * 32,), "x")
    for key in (OTHER.public_key, b""):
        with pytest.raises(SharingError, match="somebody else"):
            refuse_if_not_for(own, key, ("cd" * 32,), "x")
    with pytest.raises(SharingError):
        refuse_if_not_for(SITTING, b"", (), "x")
