"""A plan as a file with a comment beside each key, for somebody who goes on writing it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from targets.language import N_, _
from targets.prescription import Prescription
from targets.steps import SequenceStep, Step
from targets.taught_steps import KEY as TAUGHT
from targets.writing import value_as_toml
from targets.written import WrittenPlan

_COMMENTS: Final[Mapping[str, str]] = {
    "author": N_("who wrote the plan"),
    "practitioner_key": N_("what is sent back is encrypted to this key"),
    "demonstration": N_("true: shows how the program works, is no plan to practise"),
    "video": N_("never or asked: whether the client is asked which pictures may be kept"),
    "stop_rule": N_("told to the client at the beginning of every sitting"),
    "stop_limits": N_("from which answer of a check-in on (0 to 10) the sitting ends, and from which rise"),
    "longest_s_per_day": N_("longest practice time per day, in seconds"),
    "kind": N_("hold, sequence, guided, rest, checkin or find"),
    "taught": N_("a position that the client was taught, in place of angles"),
    "azimuth_deg": N_("degrees; + to the client's right, -45 to 45"),
    "elevation_deg": N_("degrees; + up, -47 to 35"),
    "hold_s": N_("seconds to be held, 1 to 1800"),
    "repetitions": N_("how many times, 1 to 20"),
    "rest_s": N_("seconds of rest after each hold"),
    "tolerance_deg": N_("how far from the position still counts, 2 to 20 degrees"),
    "eyes": N_("both, left or right: the client's own"),
}
_ALWAYS: Final = ("hold_s", "repetitions", "rest_s", "tolerance_deg", "eyes")
"""What is written for a hold even where it is as usual, because it is what one changes first."""
_ANGLES: Final = ("azimuth_deg", "elevation_deg")
_FURTHER: Final = N_(
    "Further kinds of steps; take the signs # away and put your own in. Any text may be given in several languages: "
    '{ en = "Up", de = "Oben", es = "Arriba" }.'
)
_EXAMPLES: Final = """\
#[[steps]]
#kind = "guided"
#text = ""
#duration_s = 60
#eyes = "closed"

#[[steps]]
#kind = "sequence"
#positions = [
#    { azimuth_deg = -10, elevation_deg = 0, hold_s = 10 },
#    { azimuth_deg = 10, elevation_deg = 0, hold_s = 10 },
#]

#[[steps]]
#kind = "find"
#rows_deg = [10, 0, -10]
#azimuth_range_deg = [-20, 20]
#speed_deg_s = 3

#[[steps]]
#kind = "rest"
#duration_s = 30
"""


def commented_toml(written: WrittenPlan) -> str:
    """Write what a plan says, and what is usual about its holds, with comments; reading it gives the same plan."""
    plan = written.draft
    data = plan.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    data.pop("steps")
    sections = [_lines(data) + _left_out(plan)]
    first = 0
    for step in plan.steps:
        values = step.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        if isinstance(step, Step):
            values |= {key: getattr(step, key) for key in _ALWAYS}
            values = _with_taught(values, written, first)
        sections.append(f"[[steps]]\n{_lines(values)}")
        first += len(step.holds) if isinstance(step, Step | SequenceStep) else 0
    return "\n".join([*sections, f"# {_(_FURTHER)}\n\n{_EXAMPLES}"])


def _left_out(plan: Prescription) -> str:
    """Settings of the whole plan that it leaves as usual, behind a sign that keeps them out."""
    usual = {
        "stop_rule": plan.stop_rule,
        "stop_limits": {"high": 7, "rise": 3},
        "longest_s_per_day": 1800,
        "video": "asked",
    }
    lines = _lines({key: value for key, value in usual.items() if key not in plan.model_fields_set})
    return "".join(f"#{line}\n" for line in lines.splitlines())


def _with_taught(values: dict[str, Any], written: WrittenPlan, hold: int) -> dict[str, Any]:
    if hold not in written.asked:
        return values
    return {TAUGHT: written.asked[hold].name} | {key: value for key, value in values.items() if key not in _ANGLES}


def _lines(values: Mapping[str, Any]) -> str:
    pairs = {key: f"{key} = {value_as_toml(value)}" for key, value in values.items()}
    width = min(40, max(map(len, pairs.values()), default=0))
    return "".join(f"{_beside(pair, _COMMENTS.get(key, ''), width)}\n" for key, pair in pairs.items())


def _beside(pair: str, comment: str, width: int) -> str:
    return f"{pair.ljust(width)}    # {_(comment)}" if comment else pair
