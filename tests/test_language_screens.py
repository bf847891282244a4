"""Every screen of the practice room, in every language: whole, apart from each other, readable, within reach."""

from __future__ import annotations

import pytest
from display_helpers import window

from benchmarks.screens.every import every_screen
from benchmarks.screens.faults import faults_of
from benchmarks.screens.practice import staged_scenes
from gazetrainer.adapters.catalogues import catalogue, known_languages
from gazetrainer.adapters.pygame_display import Look, Theme
from gazetrainer.scene import HoldScene
from gazetrainer.screen import BeyondEdge
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


@pytest.mark.parametrize("language", known_languages())
def test_no_button_lies_on_the_arrow_that_points_past_the_edge(language: str) -> None:
    with speaking(catalogue(language)), window(look=Look(size=2.0)) as display:
        for scene in staged_scenes(display.screen):
            if isinstance(scene, HoldScene) and isinstance(scene.where, BeyondEdge):
                display.draw(scene)
                assert display.canvas is not None
                arrow = display.canvas.taken[0]
                assert [button.box for button in display.canvas.buttons if button.box.colliderect(arrow)] == []
