"""The plan as a form: steps that can be changed, moved and left out; read back by the same rules as a plan file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from gazetrainer.eyes import Eyes
from gazetrainer.sheet.face import face_svg
from gazetrainer.wording.plan_words import beyond_a_small_screen, plan_in_words, step_in_words
from targets import Fault, Prescription, PrescriptionError, Step, direction_in_words, parse_plan, to_toml_data
from targets.language import N_, _

PLAN_NAME: Final = "plan.toml"
MOST_STEPS: Final = 50
FIGURES: Final = ("azimuth_deg", "elevation_deg", "hold_s", "repetitions", "tolerance_deg")
BESIDE: Final = ("text", "duration_s")
"""What can be changed of a step that is no single position, where it has it."""
LABELS: Final[Mapping[str, str]] = {
    "title": N_("Title"),
    "name": N_("Name"),
    "azimuth_deg": N_("Sideways, degrees (+ to the client's right)"),
    "elevation_deg": N_("Up or down, degrees (+ up)"),
    "hold_s": N_("Seconds to hold"),
    "repetitions": N_("How many times"),
    "tolerance_deg": N_("Within, degrees"),
    "eyes": N_("Eyes"),
    "text": N_("Text"),
    "duration_s": N_("How many seconds"),
}
"""What the form calls the keys of a plan."""
_LARGEST_SHOWN_DEG: Final = 90.0


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the form with its fields as they are typed; words: what a step that is no single position asks for.

    place: where in the plan it is to be, as it is typed.
    """

    number: int
    words: str
    fields: Mapping[str, str]
    place: str
    is_left_out: bool
    face: str

    @property
    def is_position(self) -> bool:
        """Whether it is a single position, with a face."""
        return "azimuth_deg" in self.fields

    @property
    def order(self) -> tuple[float, int]:
        """What the steps are sorted by: one that takes another's place goes before it, or after it when moved down."""
        own = self.number + 1
        place = _figure(self.place)
        place = place if isinstance(place, int | float) else own
        return place, (place > own) - (place < own)


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a plan comes to: its text, and either its faults or what it asks for."""

    text: str
    faults: tuple[str, ...]
    words: tuple[str, ...]


def rows_of(base: Prescription, typed: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of a form that begins with a plan; typed: what the form holds already, empty at first."""
    rows = [_row(number, step, typed) for number, step in enumerate(base.steps)]
    added = (number for number in range(len(base.steps), MOST_STEPS) if f"step-{number}-azimuth_deg" in typed)
    return (*rows, *(_position_row(number, {}, typed) for number in added))


def new_row(number: int) -> Row:
    """An empty position, straight ahead until it is filled in."""
    usual = {"azimuth_deg": "0", "elevation_deg": "0", "hold_s": "30", "repetitions": "1", "tolerance_deg": "6"}
    return _position_row(number, {"name": "", "eyes": "both", **usual}, {})


def check_form(base: Prescription, typed: Mapping[str, str]) -> PlanCheck:
    """Write the plan that a form holds and check it as `plan check` does."""
    data = base.model_dump(mode="json", exclude_none=True, by_alias=True)
    steps = list(_steps(data.pop("steps"), base, typed))
    if typed.get("plan-title", "").strip():
        data["title"] = typed["plan-title"].strip()
    if not data.get("author") and typed.get("practitioner", "").strip():
        data["author"] = typed["practitioner"].strip()
    if not steps:
        return PlanCheck("", (_("The plan has no step left; a plan needs at least one."),), ())
    text = to_toml_data(data, steps)
    try:
        written = parse_plan(text, PLAN_NAME)
    except PrescriptionError as faults:
        return PlanCheck(text, tuple(_in_form(fault) for fault in faults.faults), ())
    beyond = beyond_a_small_screen(written.draft)
    said = _("Beyond the edge of a 13-inch screen, where an arrow and the sound lead: {names}.")
    return PlanCheck(text, (), (*plan_in_words(written), *([said.format(names="; ".join(beyond))] if beyond else ())))


def _steps(plain: list[dict[str, Any]], base: Prescription, typed: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for row in sorted(rows_of(base, typed), key=lambda each: each.order):
        if row.is_left_out:
            continue
        before = plain[row.number] if row.number < len(plain) else {"kind": "hold"}
        if row.is_position:
            yield _position(before, row.fields, base.steps[row.number] if row.number < len(plain) else None)
        else:
            yield _beside(before, row, base.steps[row.number])


def _beside(before: Mapping[str, Any], row: Row, step: object) -> dict[str, Any]:
    """A step that is no position; a text that nobody changed keeps its translations, one left empty is none."""
    changed = {key: typed for key, typed in row.fields.items() if typed != _as_typed(getattr(step, key))}
    told = {key: typed if key == "text" else _figure(typed) for key, typed in changed.items()}
    return {key: value for key, value in {**before, **told}.items() if value != ""}


def _as_typed(value: object) -> str:
    """What a field holds before anybody types in it."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, int | float) else _plain(str(value))


def _plain(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()


def _position(before: Mapping[str, Any], fields: Mapping[str, str], was: object) -> dict[str, Any]:
    step = {**before, **{key: _figure(fields[key]) for key in FIGURES}, "eyes": fields["eyes"], "name": fields["name"]}
    named_after = direction_in_words(before.get("azimuth_deg", 0.0), before.get("elevation_deg", 0.0))
    if fields["name"] in ("", named_after):  # it follows from the direction
        del step["name"]
    elif isinstance(was, Step) and fields["name"] == was.name:  # with its translations
        step["name"] = before["name"]
    if step["hold_s"] != before.get("hold_s"):  # and this from the time to hold
        step.pop("time_limit_s", None)
    return step


def _row(number: int, step: object, typed: Mapping[str, str]) -> Row:
    if isinstance(step, Step):
        usual = {key: f"{getattr(step, key):g}" for key in FIGURES}
        return _position_row(number, {"name": str(step.name), "eyes": step.eyes, **usual}, typed)
    usual = {key: _as_typed(getattr(step, key)) for key in BESIDE if hasattr(step, key)}
    fields = {key: _plain(typed.get(f"step-{number}-{key}", text)) for key, text in usual.items()}
    words = step_in_words(step)  # type: ignore[arg-type]
    return Row(number, words, fields, _place(number, typed), f"step-{number}-out" in typed, "")


def _position_row(number: int, usual: Mapping[str, str], typed: Mapping[str, str]) -> Row:
    keys = ("name", "eyes", *FIGURES)
    fields = {key: typed.get(f"step-{number}-{key}", usual.get(key, "")).strip() for key in keys}
    return Row(number, "", fields, _place(number, typed), f"step-{number}-out" in typed, face_of(number, fields))


def _place(number: int, typed: Mapping[str, str]) -> str:
    return typed.get(f"step-{number}-place", str(number + 1)).strip()


def face_of(number: int, fields: Mapping[str, str]) -> str:
    """The drawn face for what is typed; straight ahead where that is no angle."""
    eyes = fields.get("eyes", "")
    azimuth_deg, elevation_deg = (_angle(fields.get(key, "")) for key in ("azimuth_deg", "elevation_deg"))
    return face_svg(azimuth_deg, elevation_deg, Eyes(eyes) if eyes in set(Eyes) else Eyes.BOTH, name=f"face-{number}")


def _figure(text: str) -> Any:
    """What was typed as a whole number, a figure, or as the text it is, which the plan's own check then names."""
    plain = text.replace(",", ".").replace("\u2212", "-")
    try:
        value = float(plain)
    except ValueError:
        return text
    if not abs(value) <= 1e6:  # not a number either
        return text
    return int(value) if value.is_integer() else value


def _angle(text: str) -> float:
    value = _figure(text)
    return max(-_LARGEST_SHOWN_DEG, min(_LARGEST_SHOWN_DEG, float(value))) if isinstance(value, int | float) else 0.0


def _in_form(fault: Fault) -> str:
    """A fault without the line, which nobody who fills in a form sees, and with what the field is called there."""
    key = _(LABELS[fault.key]) if fault.key in LABELS else fault.key
    return str(replace(fault, file=_("plan"), line=None, key=key))
