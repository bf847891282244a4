"""`open`: whatever was received, a sitting, an answer or a plan, goes where it belongs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from gazetrainer.adapters.age_key import is_locked
from gazetrainer.answers import Answer, looks_like_answer
from gazetrainer.cli.inbox import ENDINGS, opened_answer, plain_bytes
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import writable_folder
from gazetrainer.cli.sharing import OpenWish, open_package
from gazetrainer.cli.shelf import plans_folder, remember_plan
from gazetrainer.cli.trusting import known_practitioners, plan_origin, refuse_plan, refuse_unlike_before
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.rooms.answer_pages import day_of
from gazetrainer.rooms.trust_pages import whose_with_words
from gazetrainer.trust.practitioners import origin_of
from gazetrainer.whole_file import whole
from targets.language import _

_PLAN: Final = ".toml"
_SMALL_BYTES: Final = 4_100_000
"""What may be an answer; a larger file is a sitting, and decrypted to the disk."""


def open_received(wish: OpenWish) -> bool:
    """Put what was received where it belongs; gives whether a sitting's seal, if it has one, holds.

    Raises SharingError, PrescriptionError, OutputError and RecordingError.
    """
    if wish.package.suffix == _PLAN:
        _take_plan(wish.package)
        return True
    if _is_answer(wish.package):
        _take_answer(wish.package)
        return True
    return open_package(wish)


def _take_plan(path: Path) -> None:
    refuse_plan(path)
    origin, _until = plan_origin(path)
    refuse_unlike_before(origin)
    place = remember_plan(path)
    console.print(whose_with_words(origin), markup=False, highlight=False)
    console.print(_("The plan comes first when the program is opened: {path}").format(path=place), markup=False)


def _take_answer(path: Path) -> None:
    answer = opened_answer(path)
    origin = origin_of(answer.practitioner, answer.key, known_practitioners())
    refuse_unlike_before(origin)
    _into_inbox(path, answer)
    console.print(whose_with_words(origin), markup=False, highlight=False)
    said = _("The answer to the sitting of {day} is shown when the program is opened: gazetrainer")
    console.print(said.format(day=day_of(answer.sitting.started_at)), markup=False)


def _into_inbox(path: Path, answer: Answer) -> None:
    """A copy as it was sent, named by its signature so that the same one comes once."""
    folder = writable_folder(plans_folder())
    with path.open("rb") as file:
        ending = ENDINGS[1] if is_locked(file.read(64)) else ENDINGS[0]
    place = folder / f"{answer.signature[:16]}{ending}"
    try:
        with whole(place) as waiting:
            shutil.copyfile(path, waiting)
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Choose another place.")
        raise OutputError(said.format(path=place, why=fault.strerror or fault)) from fault


def _is_answer(path: Path) -> bool:
    """Looked at by what is in it: mail services change names."""
    try:
        if path.name.endswith(ENDINGS):
            return True
        if not 0 < path.stat().st_size <= _SMALL_BYTES:
            return False
        with path.open("rb") as file:
            head = file.read(64)
        return looks_like_answer(plain_bytes(path) if is_locked(head) else head)
    except (OSError, ValueError, SharingError):  # told by whoever opens it as a package
        return False
