from __future__ import annotations

import itertools

import pytest
from display_helpers import texts_of, window
from language_rooms import rooms_scenes
from language_scenes import staged_scenes

from gazetrainer.adapters.catalogues import catalogue, known_languages
from gazetrainer.adapters.pygame_display import Look
from targets.language import speaking


@pytest.mark.parametrize("size", [1.0, 2.0])
@pytest.mark.parametrize("language", known_languages())
def test_every_language_fits_on_a_small_screen(language: str, size: float) -> None:
    faults = []
    with speaking(catalogue(language)), window((1280, 720), Look(size=size)) as display:
        for scene in (*staged_scenes(display.screen), *rooms_scenes(display.screen, size)):
            display.draw(scene)
            canvas, boxes = texts_of(display)
            outside = [box for box in boxes if not canvas.bounds.contains(box)]
            covered = [pair for pair in itertools.combinations(boxes, 2) if pair[0].colliderect(pair[1])]
            cut = [block.lines for block in canvas.blocks if block.is_cut]
            if outside or covered or cut:
                faults.append((type(scene).__name__, outside, covered, cut))
    assert faults == []
