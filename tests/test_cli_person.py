"""Whose calibration a command means when nobody is named: the person chosen in the settings."""

import pytest
from cli_helpers import CommandLine

from gazetrainer.cli.own_settings import keep_settings
from gazetrainer.cli.places import profile_path
from gazetrainer.settings import Settings


@pytest.fixture
def line(capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    return CommandLine(capfd, monkeypatch)


@pytest.fixture
def known(line):
    for person in ("Ana", "me"):
        profile_path(person).parent.mkdir(parents=True, exist_ok=True)
        profile_path(person).write_text("{}", encoding="utf-8")
    return line


def test_without_a_name_it_is_the_person_of_the_settings(known):
    keep_settings(Settings(person="Ana"))
    assert known.call("forget", "--profile").code == 0
    assert not profile_path("Ana").exists()
    assert profile_path("me").exists()


def test_who_is_named_is_meant_whoever_the_settings_say(known):
    keep_settings(Settings(person="Ana"))
    assert known.call("forget", "--profile", "--person", "me").code == 0
    assert profile_path("Ana").exists()
    assert not profile_path("me").exists()


def test_before_the_first_run_there_is_one_person(known):
    assert known.call("forget", "--profile").code == 0
    assert not profile_path("me").exists()
