"""sitting -> scene for the steps that are no hold: guided moments, rests, and what a flow of its own leads through."""

from __future__ import annotations

from gazetrainer import words
from gazetrainer.scene import MessageScene, RestScene, Scene
from gazetrainer.sitting import Counting, Sitting
from targets import RestStep


def beside_scene(sitting: Sitting) -> Scene:
    """The scene of a step that is no hold; an empty page while what leads through the step begins or has ended."""
    beside, phase = sitting.beside, sitting.current
    if beside is None or not isinstance(phase, Counting):
        return MessageScene("", "", camera_on=True)
    text = beside.step.text if isinstance(beside.step, RestStep) else beside.step.name
    return RestScene(beside.step.name, phase.remaining_s, text or words.REST_SENTENCE)
