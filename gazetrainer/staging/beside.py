"""sitting -> scene for the steps that are no hold: guided moments, rests, and what a flow of its own leads through."""

from __future__ import annotations

from typing import Final

from gazetrainer.scene import Guide, GuidedScene, Key, KeyHint, Lids, MessageScene, RestScene, Scene
from gazetrainer.sitting import Counting, Sitting
from gazetrainer.wording import words
from targets import GuidedStep, RestStep, StepTurn
from targets.language import _

SOFT_S: Final = 3.0
"""A guided moment comes and goes in so many seconds."""


def beside_scene(sitting: Sitting, guide: Guide) -> Scene:
    """The scene of a step that is no hold; an empty page while what leads through the step begins or has ended."""
    beside, phase = sitting.beside, sitting.current
    step = beside.step if beside is not None else None
    if not isinstance(phase, Counting):
        return MessageScene("", "", camera_on=True)
    hints = KeyHint(Key.MAIN, _("pause")), KeyHint(Key.SKIP, _("next"))
    if isinstance(step, GuidedStep):
        return _guided(step, phase.remaining_s, guide, hints)
    text = step.text if isinstance(step, RestStep) else None
    title = step.name if step is not None else ""
    sentence = text or _(words.REST_SENTENCE)
    return RestScene(title, phase.remaining_s, sentence, upcoming_step(sitting), hints, is_own=True)


def upcoming_step(sitting: Sitting) -> str:
    """What comes next where that is no hold, as a sentence; nothing otherwise."""
    following = sitting.next_turn
    return _("Then: {step}").format(step=following.step.name) if isinstance(following, StepTurn) else ""


def presence(remaining_s: float, lasts_s: float) -> float:
    """How far something that comes and goes softly is there, 0 to 1.

    >>> presence(60, 60), presence(30, 60), presence(0, 60)
    (0.0, 1.0, 0.0)
    """
    soft_s = min(SOFT_S, lasts_s / 4)
    share = max(0.0, min((lasts_s - remaining_s) / soft_s, remaining_s / soft_s, 1.0))
    return share * share * (3 - 2 * share)


def _guided(step: GuidedStep, remaining_s: float, guide: Guide, hints: tuple[KeyHint, ...]) -> GuidedScene:
    lids = Lids(step.eyes)
    return GuidedScene(
        title=step.name,
        text=step.text,
        lids=lids,
        sentence=_lids_in_words(lids, guide),
        remaining_s=remaining_s,
        lasts_s=step.duration_s,
        presence=presence(remaining_s, step.duration_s),
        hints=hints,
    )


def _lids_in_words(lids: Lids, guide: Guide) -> str:
    if lids is Lids.OPEN:
        return _("Leave your eyes open and let them rest where they like.")
    if guide is Guide.SOUND:
        return _("Let your eyes close. A soft tone tells you when the time is over.")
    if guide is Guide.VOICE:
        return _("Let your eyes close. The voice tells you when the time is over.")
    return _("Let your eyes close. There is no sound now: open them when you like; the ring shows the time left.")
