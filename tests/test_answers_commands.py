"""`plan sign` and `answer`, as a practitioner meets them."""

from __future__ import annotations

import io

import pytest
from answers_helpers import PLAN
from cli_helpers import CommandLine
from sharing_helpers import small_recording

from gazetrainer.adapters.age_package import decrypt
from gazetrainer.answers import Decision, parse_answer
from gazetrainer.cli.keys import key_for_answers, own_keys
from gazetrainer.cli.sealing import seal_recording
from gazetrainer.trust.plan_signature import plan_signature
from targets import load_plan


@pytest.fixture
def line(capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return CommandLine(capfd, monkeypatch)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "out" / "morning.toml"
    path.write_text(PLAN)
    return path


def words_of(said):
    return next(row for row in said.out.splitlines() if row.startswith("Signed by the key"))


def test_a_signed_plan_keeps_its_comments_and_says_where_to_send_back(line, plan):
    said = line.call("plan", "sign", plan, "--valid-until", "2027-03-01")
    assert said.code == 0, said.err
    assert "# A plan with comments" in plan.read_text()
    assert load_plan(plan).draft.practitioner_key == own_keys().public
    checked = line.call("plan", "check", plan)
    assert words_of(checked) == words_of(said)
    assert "1 March 2027" in checked.out
    assert line.call("key", "show").out.splitlines()[-1].endswith(words_of(said).split("by the key ")[1].rstrip("."))


def test_a_changed_plan_is_refused_by_check_and_signed_anew_by_sign(line, plan):
    line.call("plan", "sign", plan)
    plan.write_text(plan.read_text().replace("Morning", "Evening"))
    assert line.call("plan", "check", plan).is_one_clear_line
    assert line.call("plan", "sign", plan).code == 0
    assert line.call("plan", "check", plan).code == 0


def test_a_key_of_somebody_else_in_the_plan_stays_and_is_said(line, plan):
    key = "age1z7sgu3h68s6m7lvf6wd5jkfn7cp293z3r0a2wejpjzp5m4ny8ylq2adm36"
    plan.write_text(PLAN.replace("schema = 1", f'schema = 1\npractitioner_key = "{key}"'))
    line.call("key", "make")
    said = line.call("plan", "sign", plan)
    assert f"not yours: {key}" in said.out
    assert load_plan(plan).draft.practitioner_key == key


def test_a_plan_of_nobody_and_one_that_is_over_are_not_signed(line, plan):
    assert line.call("plan", "sign", plan, "--valid-until", "2020-01-01").is_one_clear_line
    plan.write_text(PLAN.replace("author", "#author"))
    assert "author" in line.call("plan", "sign", plan).err
    assert "[signature]" not in plan.read_text()


def test_an_unsigned_plan_is_said_to_be_one(line, plan):
    assert "It has no signature" in line.call("plan", "check", plan).out


def test_an_answer_is_encrypted_to_the_key_in_the_recording_and_signed(line, plan, tmp_path):
    recording = small_recording(tmp_path / "monday.mcap", client_age_key=key_for_answers(), author="By the lake")
    seal_recording(recording)
    said = line.call("answer", recording, "--accept", "--mark", "1:12.5=slower", "--mark", "3=good", "--plan", plan)
    assert said.code == 0, said.err
    output = io.BytesIO()
    with (tmp_path / "out" / "monday.answer.age").open("rb") as file:
        decrypt(file, output, keys=own_keys())
    answer = parse_answer(output.getvalue(), "x")
    assert answer.decision is Decision.ACCEPTED
    assert answer.practitioner == "By the lake"
    assert [(mark.time_s, mark.text) for mark in answer.marks] == [(3.0, "good"), (72.5, "slower")]
    assert plan_signature(answer.plan.text, "x").public_key == answer.key
    assert answer.sitting.client_key == answer.public_key  # one computer plays both here


def test_without_a_key_of_the_client_the_answer_is_plain_and_that_is_said(line, tmp_path):
    recording = small_recording(tmp_path / "monday.mcap")
    said = line.call("answer", recording, "--redo", "--name", "By the lake", "--comment", "Once more, slower.")
    assert "anybody who gets the answer can read it" in said.out
    assert parse_answer((tmp_path / "out" / "monday.answer").read_bytes(), "x").comment == "Once more, slower."


def test_a_sitting_whose_seal_does_not_fit_is_not_answered(line, tmp_path):
    recording = small_recording(tmp_path / "monday.mcap")
    seal_recording(recording)
    recording.unlink()
    small_recording(recording, title="Another sitting")
    refused = line.call("answer", recording, "--accept", "--name", "By the lake")
    assert refused.is_one_clear_line
    assert "seal" in refused.err


@pytest.mark.parametrize(
    "said", [(), ("--accept", "--redo"), ("--mark", "later=x"), ("--mark", "3="), ("--comment", " ")]
)
def test_an_answer_that_says_nothing_or_both_is_a_matter_of_usage(line, tmp_path, said):
    recording = small_recording(tmp_path / "monday.mcap")
    assert line.call("answer", recording, *said).code == 2


def test_an_answer_without_a_name_or_with_a_foreign_plan_is_refused_in_one_line(line, plan, tmp_path, monkeypatch):
    recording = small_recording(tmp_path / "monday.mcap")
    assert "--name" in line.call("answer", recording, "--accept").err
    line.call("plan", "sign", plan)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "somebody else"))
    assert line.call("answer", recording, "--accept", "--name", "X", "--plan", plan).is_one_clear_line
    assert line.call("answer", tmp_path / "missing.mcap", "--accept", "--name", "X").is_one_clear_line
