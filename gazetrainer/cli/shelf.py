"""The plans on this computer: those in the data folder, the one used last first, and the demonstration."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gazetrainer.cli.places import data_folder, writable_folder
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.trust.plan_signature import plan_signature
from targets import PrescriptionError, WrittenPlan, load_library_plan, load_plan, plan_text
from targets.language import _

_ENDING: Final = ".toml"
_DEMONSTRATION: Final = "demonstration"


@dataclass(frozen=True, slots=True)
class ShelvedPlan:
    """A plan that can be practised; path None: the demonstration."""

    path: Path | None
    plan: WrittenPlan

    @property
    def title(self) -> str:
        """What it is called."""
        return self.plan.draft.title


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A plan that cannot be practised, and why."""

    path: Path
    why: str


def plans_folder() -> Path:
    """Where plans lie; a plan that is put there is found."""
    return data_folder() / "plans"


def plans_on_shelf() -> tuple[tuple[ShelvedPlan, ...], tuple[Unreadable, ...]]:
    """Every plan that can be practised, the one used last first and the demonstration last; and those that cannot."""
    plans: list[ShelvedPlan] = []
    faulty: list[Unreadable] = []
    for path in _files():
        try:
            plan = load_plan(path)
            plan_signature(plan_text(path), path.name)
            plans.append(ShelvedPlan(path, plan))
        except (PrescriptionError, SharingError) as fault:
            faulty.append(Unreadable(path, str(fault)))
    return (*plans, ShelvedPlan(None, WrittenPlan(load_library_plan(_DEMONSTRATION)))), tuple(faulty)


def remember_plan(plan: Path) -> Path:
    """Put a plan on the shelf as the one used last; raises OutputError.

    A later version of the same plan takes the place of the earlier one.
    """
    folder = writable_folder(plans_folder())
    place = _place(plan, folder)
    try:
        if not (place.exists() and place.samefile(plan)):
            shutil.copyfile(plan, place)
        os.utime(place)
    except OSError as fault:
        raise OutputError(
            _("The plan cannot be kept at {last}: {why}. Make room on the disk.").format(last=place, why=fault.strerror)
        ) from fault
    return place


def _place(plan: Path, folder: Path) -> Path:
    """The plan's own name; another number behind it where another plan of that name lies."""
    stem, title = plan.stem, load_plan(plan).draft.title
    number, place = 2, folder / f"{stem}{_ENDING}"
    while place.exists() and _title(place) not in {title, ""}:
        place = folder / f"{stem}-{number}{_ENDING}"
        number += 1
    return place


def _title(path: Path) -> str:
    try:
        return load_plan(path).draft.title
    except PrescriptionError:
        return ""


def _files() -> list[Path]:
    folder = plans_folder()
    files = [path for path in folder.iterdir() if _is_plan(path)] if folder.is_dir() else []
    return sorted(files, key=lambda path: (-path.stat().st_mtime_ns, path.name))


def _is_plan(path: Path) -> bool:
    # macOS lays hidden files of the same ending beside those on a memory stick.
    return path.suffix == _ENDING and not path.name.startswith(".") and path.is_file()
