"""The scenes of a check-in: one question at a time, and the kind end of a sitting that met the stop rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gazetrainer.check_in import DOUBLE_VISION, HIGHEST, CheckIn, Heading, Rating, StopCause, StopReason, When
from gazetrainer.scene import ChoosingScene, Key, KeyHint, MessageScene, WordsScene
from targets.language import N_, _

QUESTIONS: Final = (*Rating, DOUBLE_VISION, *Heading)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question and what its smallest and its largest answer mean."""

    text: str
    least: str = ""
    most: str = ""


_TITLES = {
    When.BEFORE: N_("Before you begin"),
    When.DURING: N_("Everything waits"),
    When.AFTER: N_("Before you go"),
}
_ASKED = {
    Rating.DIZZINESS: _Asked(N_("How dizzy do you feel?"), N_("not at all"), N_("very")),
    Rating.HEADACHE: _Asked(N_("How much does your head ache?"), N_("not at all"), N_("very much")),
    Rating.EYE_STRAIN: _Asked(N_("How strained are your eyes?"), N_("not at all"), N_("very")),
    Rating.EASE: _Asked(N_("How much at ease are you?"), N_("not at all"), N_("completely")),
    DOUBLE_VISION: _Asked(N_("Do you see double?")),
    Heading.BODY: _Asked(N_("What do you notice in your body?")),
    Heading.THOUGHTS: _Asked(N_("What is on your mind?")),
    Heading.EMOTIONS: _Asked(N_("Which feelings are there?")),
}
_RATED = {
    StopCause.HIGH: {
        Rating.DIZZINESS: N_("You gave dizziness {value} of 10."),
        Rating.HEADACHE: N_("You gave headache {value} of 10."),
        Rating.EYE_STRAIN: N_("You gave eye strain {value} of 10."),
    },
    StopCause.RISEN: {
        Rating.DIZZINESS: N_("Dizziness rose from {before} to {value}."),
        Rating.HEADACHE: N_("Headache rose from {before} to {value}."),
        Rating.EYE_STRAIN: N_("Eye strain rose from {before} to {value}."),
    },
}


class Press(StrEnum):
    """What a press of the only key does just now."""

    CHANGE = "change"
    GO_ON = "go_on"


def question_scene(
    question: str, answers: CheckIn, when: When, time_s: float, press: Press | None = None
) -> ChoosingScene | WordsScene:
    """One question of the check-in with the answer so far; time_s lets the cursor blink. press: with one key only."""
    asked = _ASKED[question]
    step = _("{number} of {count}").format(number=QUESTIONS.index(question) + 1, count=len(QUESTIONS))
    if isinstance(question, Heading):
        text = answers.words(question)
        return WordsScene(
            title=_(_TITLES[when]),
            step=step,
            question=_(asked.text),
            text=text,
            sentence="" if text else _("Write a few words, or go on without."),
            time_s=time_s,
            hints=_written_hints() if text else _hints(),
        )
    options = _yes_or_no() if question == DOUBLE_VISION else tuple(str(number) for number in range(HIGHEST + 1))
    chosen = _chosen(question, answers)
    return ChoosingScene(
        title=_(_TITLES[when]),
        step=step,
        question=_(asked.text),
        options=options,
        chosen=chosen,
        ends=(_(asked.least), _(asked.most)),
        sentence=_how_to_choose(chosen, press),
        hints=_hints() if press is None else _hints_of_one_key(press),
    )


def enough_scene(reasons: tuple[StopReason, ...]) -> MessageScene:
    """The kind end of a sitting by its stop rule."""
    told = " ".join(_told(reason) for reason in reasons)
    advice = _(
        "Rest your eyes and sit for a while. What you practised is kept, and your practitioner will see why it ended. "
        "If it does not pass, ask a doctor."
    )
    return MessageScene(
        title=_("That is enough for today"),
        text=f"{told} {advice}",
        hints=(KeyHint(Key.MAIN, _("go on")),),
        camera_on=True,
    )


def _how_to_choose(chosen: int | None, press: Press | None) -> str:
    match press:
        case None if chosen is not None:
            return ""
        case None:
            return _("Choose with the keys \u2190 and \u2192, or go on without an answer.")
        case Press.CHANGE:
            return _("Space changes the answer. Wait a little, and it goes on instead.")
        case Press.GO_ON:
            return _("Space goes on. Wait a little, and it changes the answer instead.")


def _hints_of_one_key(press: Press) -> tuple[KeyHint, ...]:
    return (KeyHint(Key.MAIN, _("change") if press is Press.CHANGE else _("go on")), *_hints()[1:])


def _hints() -> tuple[KeyHint, ...]:
    return KeyHint(Key.MAIN, _("go on")), KeyHint(Key.BACK, _("back")), KeyHint(Key.STOP, _("leave out the rest"))


def _written_hints() -> tuple[KeyHint, ...]:
    """While there are words, Space writes a space and Backspace takes a letter away."""
    return KeyHint(Key.MAIN, _("go on"), name=_("Enter")), KeyHint(Key.STOP, _("leave out the rest"))


def _yes_or_no() -> tuple[str, str]:
    return _("no"), _("yes")


def _chosen(question: str, answers: CheckIn) -> int | None:
    if isinstance(question, Rating):
        return answers.rating(question)
    return None if answers.double_vision is None else int(answers.double_vision)


def _told(reason: StopReason) -> str:
    if reason.rating is None:
        return _("You see double.")
    return _(_RATED[reason.cause][reason.rating]).format(value=reason.value, before=reason.before)
