"""A plan in words: what each of its steps asks for, what lies beyond a small screen, what is not translated."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from gazetrainer.screen import BeyondEdge, Screen, place
from gazetrainer.wording.time_words import about_in_words, seconds_in_words
from targets import (
    AnyStep,
    CheckInStep,
    FindStep,
    GuidedStep,
    Position,
    Prescription,
    RestStep,
    SequenceStep,
    Step,
    WrittenPlan,
)
from targets.formats import listed, number
from targets.language import NATIVE, _, ngettext
from targets.texts import Part, Translated

SMALL_SCREEN: Final = Screen(1280, 720, 294.0, 165.0)
"""A 13-inch laptop: many a client has no more."""
USUAL_DISTANCE_MM: Final = 600.0
_NOT_FOR_THE_CLIENT: Final = {"author", "note", "practitioner_key"}


def plan_in_words(written: WrittenPlan) -> tuple[str, ...]:
    """A line on the whole plan, then one on each step and each position of a sequence."""
    plan = written.draft
    lines = [_whole(plan)]
    first = 0
    for index, step in enumerate(plan.steps):
        lines.append(
            f"{index + 1}. {step_in_words(step, _asked_name(written, first) if isinstance(step, Step) else '')}"
        )
        if isinstance(step, SequenceStep):
            for count, position in enumerate(step.positions):
                taught = _asked_name(written, first + count)
                lines.append(f"   {index + 1}.{count + 1}. {_position(position, taught)}")
        first += len(step.holds) if isinstance(step, Step | SequenceStep) else 0
    return (*lines, *_limits(plan))


def step_in_words(step: AnyStep, taught: str = "") -> str:
    """What a step asks for; `taught`: the name of the taught position that it asks for, if it does."""
    match step:
        case Step():
            said = _("{name}: {where}, {times}, within {tolerance}°, {eyes}")
            where = _where(step, taught)
        case SequenceStep():
            said = _("{name}: {where} in a row, {times}, within {tolerance}°, {eyes}")
            count = len(step.positions)
            where = ngettext("{count} position", "{count} positions", count).format(count=count)
        case CheckInStep():
            return _("{name} A check-in, in which every answer may be left out.").format(name=step.name)
        case _:
            return _beside(step)
    seconds = sum(each.hold_s for each in step.positions) if isinstance(step, SequenceStep) else step.hold_s
    return said.format(
        name=step.name or _("In a row"),
        where=where,
        times=times_in_words(step.repetitions, seconds),
        tolerance=number(step.tolerance_deg),
        eyes=_eyes(step.eyes),
    )


def times_in_words(repetitions: int, seconds: float) -> str:
    """How long, and how often if more than once."""
    if repetitions == 1:
        return seconds_in_words(seconds)
    return _("{count} x {time}").format(count=repetitions, time=seconds_in_words(seconds))


def time_of(step: AnyStep) -> str:
    """How long a step takes."""
    return seconds_in_words(step.planned_s)


def rows_in_words(step: FindStep) -> str:
    """The rows along which a pointer moves, and how fast."""
    left_deg, right_deg = step.azimuth_range_deg
    said = _("rows at {rows} deg, from {left} to {right} deg, {speed} deg a second")
    return said.format(
        rows=listed([signed(row) for row in step.rows_deg]),
        left=signed(left_deg),
        right=signed(right_deg),
        speed=number(step.speed_deg_s),
    )


def signed(angle_deg: float) -> str:
    """An angle with its sign.

    >>> signed(-10), signed(8.5), signed(0)
    ('-10', '+8.5', '0')
    """
    return number(angle_deg, "+g") if angle_deg else "0"


def beyond_a_small_screen(plan: Prescription) -> tuple[str, ...]:
    """Names of the positions that do not fit on a 13-inch screen seen from 60 cm, each once."""
    beyond = (step.name for step in plan.holds if isinstance(_on_small_screen(step), BeyondEdge))
    return tuple(dict.fromkeys(beyond))


def not_translated(plan: Prescription) -> tuple[str, ...]:
    """Texts that lack one of the languages in which any text of the plan is given."""
    texts = dict(_texts(plan))
    several = [text for text in texts.values() if isinstance(text, Translated)]
    languages = dict.fromkeys(code for text in several for code in text.by_language)
    return tuple(
        f"{where} ({', '.join(missing)})"
        for where, text in texts.items()
        if (missing := [code for code in languages if code not in _languages_of(text)])
    )


def _languages_of(text: str) -> Collection[str]:
    """Of a text in one language nobody says which; it is taken for English."""
    return text.by_language if isinstance(text, Translated) else (NATIVE,)


def _texts(plan: Prescription) -> Iterator[tuple[str, str]]:
    yield from _texts_of(plan, "")
    for index, step in enumerate(plan.steps):
        where = _("step {number}").format(number=index + 1)
        yield from _texts_of(step, f"{where}, ")
        for count, position in enumerate(step.positions if isinstance(step, SequenceStep) else ()):
            yield from _texts_of(position, f"{where}, positions.{count + 1}.")


def _texts_of(part: Part, before: str) -> Iterator[tuple[str, str]]:
    """Texts that were given for the client; an author's name is the same in every language."""
    given = {key: text for key, text in part.texts().items() if key in part.model_fields_set - _NOT_FOR_THE_CLIENT}
    yield from ((f"{before}{key}", text) for key, text in given.items())


def _whole(plan: Prescription) -> str:
    count = len(plan.holds)
    said = ngettext("{title}: {count} position, about {time}.", "{title}: {count} positions, about {time}.", count)
    return said.format(title=plan.title, count=count, time=about_in_words(plan.planned_s))


def _limits(plan: Prescription) -> Iterator[str]:
    if plan.longest_s_per_day is not None:
        longest = seconds_in_words(plan.longest_s_per_day)
        yield _("At most {time} a day.").format(time=longest)
        if plan.planned_s > plan.longest_s_per_day:
            yield _("The plan takes longer than that; it will be said to the client.")
    if any(isinstance(step, CheckInStep) for step in plan.steps):
        limits = plan.stop_limits
        said = _(
            "A check-in ends the sitting from an answer of {high} of 10 on, or from one {rise} higher than before."
        )
        yield said.format(high=limits.high, rise=limits.rise)


def _beside(step: GuidedStep | RestStep | FindStep) -> str:
    match step:
        case GuidedStep(eyes="closed"):
            said = _("{name}: guided, eyes closed, {time}")
        case GuidedStep():
            said = _("{name}: guided, eyes open, {time}")
        case RestStep():
            said = _("{name}: {time}")
        case FindStep():
            said = _("{name}: {rows}, about {time}")
    rows = rows_in_words(step) if isinstance(step, FindStep) else ""
    return said.format(name=step.name, rows=rows, time=time_of(step))


def _position(position: Position, taught: str) -> str:
    said = _("{name}: {where}, {time}")
    where = _where(position, taught)
    return said.format(name=position.name, where=where, time=seconds_in_words(position.hold_s))


def _where(position: Step | Position, taught: str) -> str:
    if taught:
        return _('the taught position "{name}"').format(name=taught)
    return angles_in_words(position.azimuth_deg, position.elevation_deg)


def angles_in_words(azimuth_deg: float, elevation_deg: float) -> str:
    """Write the angles of a position as exactly as its plan has them, against the client's own straight ahead.

    >>> angles_in_words(-10.5, 8), angles_in_words(0, 0)
    ('10.5° left, 8° up', 'straight ahead')
    """
    parts = []
    if azimuth_deg:
        parts.append((_("{angle}° right") if azimuth_deg > 0 else _("{angle}° left"), azimuth_deg))
    if elevation_deg:
        parts.append((_("{angle}° up") if elevation_deg > 0 else _("{angle}° down"), elevation_deg))
    return ", ".join(said.format(angle=number(abs(angle_deg))) for said, angle_deg in parts) or _("straight ahead")


def _eyes(eyes: str) -> str:
    return {"both": _("both eyes"), "left": _("left eye")}.get(eyes, _("right eye"))


def _asked_name(written: WrittenPlan, hold: int) -> str:
    return written.asked[hold].name if hold in written.asked else ""


def _on_small_screen(step: Step) -> object:
    return place(step.direction, screen=SMALL_SCREEN, distance_mm=USUAL_DISTANCE_MM)
