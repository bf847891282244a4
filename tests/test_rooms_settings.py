"""Settings: what is chosen comes back, and no file keeps the program from starting."""

import json

from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.settings import Settings, Theme
from gazetrainer.settings_file import load_settings, save_settings


@given(st.from_type(Settings))
def test_what_was_chosen_comes_back(tmp_path_factory, settings):
    path = tmp_path_factory.mktemp("data") / "folder" / "settings.json"
    save_settings(settings, path)
    assert load_settings(path).settings == settings
    assert load_settings(path).trouble == ""


def test_without_a_file_all_is_as_at_the_beginning(tmp_path):
    read = load_settings(tmp_path / "settings.json")
    assert (read.settings, read.trouble) == (Settings(), "")


@given(st.binary())
def test_no_file_keeps_the_program_from_starting(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("data") / "settings.json"
    path.write_bytes(content)
    read = load_settings(path)
    assert read.settings == Settings()
    assert read.trouble.endswith("as at the beginning.")


def test_one_bad_setting_does_not_lose_the_others(tmp_path):
    path = tmp_path / "settings.json"
    chosen = {"theme": "dark", "text_size": 9, "volume": "loud", "of_a_newer_program": 1}
    path.write_text(json.dumps({"version": 1, "settings": chosen}))
    read = load_settings(path)
    assert read.settings == Settings(theme=Theme.DARK)
    assert "text_size, volume" in read.trouble
