"""A mistake of the program is told calmly, and what is kept of it names nobody."""

from __future__ import annotations

import pytest
from cli_helpers import CommandLine

from gazetrainer import cli
from gazetrainer.cli.fault_note import note_of
from gazetrainer.cli.places import cache_folder

PRIVATE = "Anna Muster, /home/anna/clients/muster.mcap, dizzy since Monday"


@pytest.fixture
def run(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch).call


def fault_with_private_words():
    try:
        try:
            {}[PRIVATE]
        except KeyError as first:
            raise ValueError(PRIVATE) from first
    except ValueError as fault:
        return fault


def test_a_mistake_of_the_program_is_a_calm_sentence_and_a_note_without_private_words(run, monkeypatch):
    def broken(_arguments):
        raise fault_with_private_words()

    monkeypatch.setattr("gazetrainer.cli.app.run_program", broken)
    for note in (cache_folder() / "faults").glob("fault-*.txt"):  # of other tests
        note.unlink()
    said = run("doctor")
    assert said.code == cli.EXIT_MISTAKE
    assert "Traceback" not in said.err
    assert "What was recorded until then is kept" in said.err
    (note,) = (cache_folder() / "faults").glob("fault-*.txt")
    for told in (said.err, note.read_text(encoding="utf-8")):
        assert not any(word in told for word in ("Anna", "anna", "Muster", "muster", "dizzy"))


def test_a_note_says_where_it_happened_and_what_led_to_it():
    note = note_of(fault_with_private_words())
    assert note.index("builtins.ValueError") < note.index("builtins.KeyError")
    assert "test_privacy_faults.py:" in note
    assert "fault_with_private_words" in note


def test_a_note_names_no_folder_of_this_machine(tmp_path):
    code = compile("def inner():\n    1 / 0\ninner()", str(tmp_path / "anna" / "gazetrainer" / "x.py"), "exec")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(code, {})
    note = note_of(caught.value)
    assert "gazetrainer/x.py:2 inner" in note
    assert str(tmp_path) not in note
    assert "anna" not in note
