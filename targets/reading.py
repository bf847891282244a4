"""Plan files to WrittenPlan: all that is wrong is named at once, with its place and what is allowed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from targets.faults import Fault, PrescriptionError
from targets.language import _
from targets.lines import Path as KeyPath
from targets.lines import key_lines, line_of
from targets.prescription import KINDS, SCHEMA, HeadLimits, Prescription, StopLimits
from targets.steps import Position
from targets.taught_steps import take_taught
from targets.wording import allowed_for, must_be, shown, unknown_key
from targets.written import WrittenPlan

LARGEST_BYTES = 1_000_000
SIGNATURE = "signature"
"""A table that says who signed the plan; it is not part of the plan, and is looked at elsewhere."""
_MOST_DOTS = 60
"""In what stands before an equals sign or in a heading; the TOML reader takes ages over keys of many parts."""
_FEWEST = {"positions": 2}
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def load_prescription(path: str | Path) -> Prescription:
    """Read a plan file that asks for no taught position; raises PrescriptionError with all its faults."""
    return load_plan(path).for_person()


def load_plan(path: str | Path) -> WrittenPlan:
    """Read a plan file; raises PrescriptionError with all its faults."""
    path = Path(path)
    return parse_plan(plan_text(path), path.name or str(path))


def plan_text(path: Path) -> str:
    """The text of a plan file as it is, whatever it says; raises PrescriptionError when it cannot be read."""
    name = path.name or str(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        _refuse(str(path), _("there is no such file; check the name and the folder"))
    except IsADirectoryError:
        _refuse(str(path), _("is a folder; name the plan file inside it"))
    except (OSError, ValueError) as error:
        _refuse(str(path), _("cannot be read ({why})").format(why=getattr(error, "strerror", None) or error))
    if len(content) > LARGEST_BYTES:
        _refuse(name, _("is larger than 1 MB, which no plan is; check that it is the right file"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _refuse(name, _("is not UTF-8 text; save it as UTF-8 in the editor"), line)


def parse_prescription(text: str, name: str) -> Prescription:
    """Read a plan that asks for no taught position from TOML text; see parse_plan."""
    return parse_plan(text, name).for_person()


def parse_plan(text: str, name: str) -> WrittenPlan:
    """Read a plan from TOML text; `name` stands for the file in the faults of the PrescriptionError."""
    data = _read_toml(text, name)
    data.pop(SIGNATURE, None)
    _refuse_newer(data, text, name)
    lines = key_lines(text)
    asked, faults = take_taught(data, name, lines)
    try:
        draft = Prescription.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        faults += [_fault(item, name, lines) for item in details if not _follows_from_another(item)]
    if faults:
        raise PrescriptionError(tuple(sorted(faults, key=lambda fault: fault.line or 0)))
    return WrittenPlan(draft, asked)


def _read_toml(text: str, name: str) -> dict[str, Any]:
    lines = [line for line in text.split("\n") if line and not line.lstrip().startswith("#")]
    if any(part.count(".") > _MOST_DOTS for line in lines for part in line.split("=")):
        _refuse(name, _("is nested too deeply for a plan"))
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        _refuse(name, _("is nested too deeply for a plan"))
    except ValueError as error:  # also numbers of more digits than Python reads
        message = str(error)
        place = _AT_LINE.search(message)
        line = int(place[1]) if place else None
        _refuse(name, _("is not valid TOML: {why}").format(why=_AT_LINE.sub("", message)), line)


def _refuse_newer(data: dict[str, Any], text: str, name: str) -> None:
    schema = data.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        allowed = _("the plan is of a newer kind than this program reads ({schema}); update the program").format(
            schema=SCHEMA
        )
        line = line_of(key_lines(text), ("schema",))
        raise PrescriptionError((Fault(name, line, None, "schema", shown(schema), allowed),))


def _refuse(name: str, allowed: str, line: int | None = None) -> NoReturn:
    raise PrescriptionError((Fault(name, line, None, "", "", allowed),))


def _follows_from_another(item: ErrorDetails) -> bool:
    # Pydantic counts only the items without fault, and makes no default from a faulty neighbour.
    is_long_enough = item["type"] == "too_short" and len(item["input"]) >= _FEWEST.get(str(item["loc"][-1]), 1)
    return is_long_enough or item["type"] == "default_factory_not_called"


def _fault(item: ErrorDetails, name: str, lines: dict[KeyPath, int]) -> Fault:
    path, kind = _place(item)
    step = path[1] + 1 if len(path) > 1 and isinstance(path[1], int) else None
    key = ".".join(_counted(part) for part in (path[2:] if step else path))
    value = "" if item["type"] == "missing" or not key else shown(_value_at(item))
    return Fault(name, line_of(lines, path), step, key, value, _explained(item, path, kind))


def _place(item: ErrorDetails) -> tuple[KeyPath, str]:
    """The path of a fault as it stands in the file, and the kind of its step; Pydantic puts the kind into the path."""
    path = item["loc"]
    if item["type"] == "union_tag_invalid":
        return (*path, "kind"), ""
    if len(path) > 2 and path[0] == "steps" and path[2] in KINDS:
        return (*path[:2], *path[3:]), str(path[2])
    return path, ""


def _value_at(item: ErrorDetails) -> object:
    return item["input"].get("kind") if item["type"] == "union_tag_invalid" else item["input"]


def _counted(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else part


def _explained(item: ErrorDetails, path: KeyPath, kind: str) -> str:
    problem, last = item["type"], path[-1]
    model = _model_at(path, kind)
    if isinstance(last, int):
        return must_be(allowed_for(model, str(path[-2]))) if len(path) > 2 else _("must be a section headed [[steps]]")
    if problem == "extra_forbidden":
        return unknown_key(model, last)
    if problem == "value_error":
        return item["msg"].removeprefix("Value error, ")
    allowed = allowed_for(model, last)
    return _("is required: {allowed}").format(allowed=allowed) if problem == "missing" else must_be(allowed)


def _model_at(path: KeyPath, kind: str) -> type[BaseModel]:
    """Which part of a plan a path leads to."""
    inner: dict[str, type[BaseModel]] = {"head_limits": HeadLimits, "positions": Position, "stop_limits": StopLimits}
    names = [part for part in path[:-1] if isinstance(part, str)]
    for name in reversed(names):
        if name in inner:
            return inner[name]
    return KINDS.get(kind, KINDS["hold"]) if path[0] == "steps" and len(path) > 1 else Prescription
