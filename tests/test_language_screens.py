"""Every screen of the practice room, in every language: whole, apart from each other, readable, within reach."""

from __future__ import annotations

import pytest
from display_helpers import window

from benchmarks.screens.every import every_screen
from benchmarks.screens.faults import faults_of
from gazetrainer.adapters.catalogues import catalogue, known_languages
from gazetrainer.adapters.pygame_display import Look, Theme
from targets.language import speaking

# All 36 looks are drawn by `python -m benchmarks.film FOLDER --staged`; these are the ones in which most goes wrong.
LOOKS = [("de", 2.0, Theme.CONTRAST), ("es", 2.0, Theme.DARK), ("en", 1.0, Theme.LIGHT)]


def test_every_language_is_looked_at() -> None:
    assert {language for language, _, _ in LOOKS} == set(known_languages())


@pytest.mark.parametrize(("language", "text", "theme"), LOOKS)
def test_every_screen_can_be_read(language: str, text: float, theme: Theme) -> None:
    faults = []
    with speaking(catalogue(language)), window(look=Look(theme, text)) as display:
        for number, scene in enumerate(every_screen(display.screen, text)):
            display.draw(scene)
            faults += [(number, type(scene).__name__, fault) for fault in faults_of(display)]
    assert faults == []
