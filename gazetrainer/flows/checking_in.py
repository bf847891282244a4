"""The check-in: one question at a time, each of which may stay without an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from gazetrainer.check_in import (
    DOUBLE_VISION,
    HIGHEST,
    LONGEST_WORDS,
    CheckedIn,
    CheckIn,
    Heading,
    Rating,
    StopRuleMet,
    When,
    stop_reasons,
)
from gazetrainer.events import Event, HoldStarted, StepStarted
from gazetrainer.flows.asking import first_key
from gazetrainer.flows.elsewhere import Onward, Visit
from gazetrainer.flows.one_key import OneKey
from gazetrainer.loop import AnyFlow, Beat, Flow, Stopped
from gazetrainer.scene import Key
from gazetrainer.settings import Keys
from gazetrainer.staging.check_in import QUESTIONS, Press, enough_scene, question_scene

_STEPS: Final = {Key.LEFT: -1, Key.DOWN: -1, Key.RIGHT: 1, Key.UP: 1}


@dataclass(slots=True)
class _Sheet:
    """The answers so far, and which question is being asked; at None the check-in is over."""

    answers: CheckIn = field(default_factory=CheckIn)
    at: int | None = 0
    is_new: bool = True
    one_key: OneKey | None = None

    @property
    def question(self) -> str:
        question: str = QUESTIONS[self.at or 0]
        return question

    @property
    def press(self) -> Press | None:
        """What the only key does; None where there are more, or where words are written."""
        return None if self.one_key is None or isinstance(self.question, Heading) else self.one_key.press

    def take(self, beat: Beat) -> None:
        """Write down what was pressed and typed; raises Stopped when the window was closed.

        The space of the press that led to a question may come after it: it is not an answer.
        """
        if Key.CLOSE in beat.keys:
            raise Stopped
        if self.one_key is not None:
            self.one_key.pass_time(beat.time_s)
        typed = beat.typed.lstrip(" ") if self.is_new else beat.typed
        self.is_new = False
        if Key.STOP in beat.keys:
            self.at = None
        elif isinstance(self.question, Heading):
            self._write(self.question, beat.keys, typed)
        else:
            self._choose(beat.keys, typed)

    def _write(self, heading: Heading, keys: tuple[Key, ...], typed: str) -> None:
        """While nothing is written the spacebar goes on, and Backspace goes back."""
        text = self.answers.words(heading)
        for sign in typed:
            if not text and sign in " \b":
                self._turn(1 if sign == " " else -1)
                return
            text = text[:-1] if sign == "\b" else (text + sign * sign.isprintable())[:LONGEST_WORDS]
        self.answers = self.answers.with_answer(heading, text)
        if Key.MAIN in keys or Key.BACK in keys:
            self.answers = self.answers.with_answer(heading, text.strip())
            self._turn(1 if Key.MAIN in keys else -1)

    def _choose(self, keys: tuple[Key, ...], typed: str) -> None:
        most = 1 if self.question == DOUBLE_VISION else HIGHEST
        for key in keys:
            if key in _STEPS:
                self._put(_moved(self._chosen, _STEPS[key], most))
        for sign in typed:
            if sign in "0123456789":
                self._put(_typed(self._chosen, int(sign), most))
        if Key.BACK in keys:
            self._turn(-1)
        elif Key.MAIN in keys and self.press is Press.CHANGE:
            self._put(_next(self._chosen, most))
            self._begin_turns()
        elif Key.MAIN in keys:
            self._turn(1)

    def _begin_turns(self) -> None:
        if self.one_key is not None:
            self.one_key.begin()

    @property
    def _chosen(self) -> int | None:
        if self.question == DOUBLE_VISION:
            return None if self.answers.double_vision is None else int(self.answers.double_vision)
        return self.answers.rating(Rating(self.question))

    def _put(self, chosen: int | None) -> None:
        is_yes_or_no = self.question == DOUBLE_VISION and chosen is not None
        self.answers = self.answers.with_answer(self.question, bool(chosen) if is_yes_or_no else chosen)

    def _turn(self, questions: int) -> None:
        """Go to another question; before the first one there is none, after the last one it is over."""
        at = max(0, (self.at or 0) + questions)
        self.at, self.is_new = at if at < len(QUESTIONS) else None, True
        self._begin_turns()


def check_in(when: When, *, patience_s: float = float("inf"), keys: Keys = Keys.ALL) -> AnyFlow[CheckIn]:
    """Ask how the client is and give the answers; the key that stops leaves out what is left. Raises Stopped.

    patience_s: after so long without any key the rest stays unanswered, as where nobody is there to answer.
    keys: with one of them a press changes the answer for a while, then goes on for a while, and so in turn.
    """
    sheet, time_s, touched_s = _Sheet(one_key=OneKey() if keys is Keys.ONE else None), 0.0, None
    while sheet.at is not None:
        beat = yield question_scene(sheet.question, sheet.answers, when, time_s, sheet.press)
        time_s = beat.time_s
        if touched_s is None or beat.keys or beat.typed:
            touched_s = time_s
        if time_s - touched_s >= patience_s:
            break
        sheet.take(beat)
    return sheet.answers


def _moved(chosen: int | None, step: int, most: int) -> int | None:
    """The next answer to one side; before the smallest one lies no answer. Of no and yes each has its side."""
    if chosen is None:
        return most if step > 0 and most == 1 else 0 if step > 0 or most == 1 else None
    further = chosen + step
    return None if further < 0 else min(further, most)


def _next(chosen: int | None, most: int) -> int | None:
    """After the largest answer comes none, then the smallest."""
    return 0 if chosen is None else chosen + 1 if chosen < most else None


def _typed(chosen: int | None, figure: int, most: int) -> int | None:
    """A figure chooses itself; a 0 after a 1 makes 10."""
    if chosen == 1 and figure == 0 and most == HIGHEST:
        return HIGHEST
    return figure if figure <= most else chosen


def visit_check_in(visit: Visit) -> Flow[Onward]:
    """Check in as a step of a sitting, which ends where an answer meets the stop rule; raises Stopped."""
    when = When.AFTER if any(isinstance(event, HoldStarted) for event in visit.told()) else When.BEFORE
    is_enough = yield from _asked_and_weighed(visit, when)
    begun = [event.number for event in visit.told() if isinstance(event, StepStarted)]
    is_last = begun[-1:] == [len(visit.plan.steps) - 1]
    return Onward.STOP if is_enough and not is_last else Onward.GO_ON


def check_in_now(visit: Visit) -> Flow[Onward]:
    """Check in because the client does not feel well; raises Stopped."""
    return Onward.STOP if (yield from _asked_and_weighed(visit, When.DURING)) else Onward.GO_ON


def _asked_and_weighed(visit: Visit, when: When) -> Flow[bool]:
    """Put the answers into the sitting; where they meet the stop rule say so kindly, and give True."""
    answers = yield from check_in(when, patience_s=visit.patience_s, keys=visit.keys)
    reasons = stop_reasons(answers, _before(visit.told()), visit.plan.stop_limits)
    visit.tell(CheckedIn(visit.time_s(), when, answers))
    if not reasons:
        return False
    visit.tell(StopRuleMet(visit.time_s(), reasons))
    yield from first_key(enough_scene(reasons), (Key.MAIN,), visit.patience_s)
    return True


def _before(events: tuple[Event, ...]) -> CheckIn | None:
    """What was answered at the sitting's beginning."""
    checked_in = (event for event in events if isinstance(event, CheckedIn))
    return next((event.answers for event in checked_in if event.when is When.BEFORE), None)
