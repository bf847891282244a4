"""What the practitioner sends to the desk: files that were dropped on a page, and the word to open one."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.errors import OutputError
from gazetrainer.file_name import is_plain
from gazetrainer.review.desk import message_page
from gazetrainer.whole_file import whole
from targets.language import _

_ENDINGS: Final = (".mcap", ".mcap.seal", ".notes.txt", ".zip", ".zip.age", ".age")
_MOST_FILES: Final = 100
Endpoint = Callable[[Request], Awaitable[Response]]


def upload(desk: Desk) -> Endpoint:
    """Take files into a new folder of the desk's folder, named after the moment."""

    async def take(request: Request) -> Response:
        async with request.form(max_files=_MOST_FILES, max_fields=1) as form:
            sent = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
            wrong = [each.filename or "" for each in sent if not _is_known(each.filename or "")]
            if wrong or not sent:
                said = _("Recordings (.mcap), their seals, and packages (.zip, .age) are taken; not this: {names}")
                return HTMLResponse(message_page(_("Not added"), said.format(names=", ".join(wrong) or "–")), 400)
            files = [(each.filename or "", each.file) for each in sent]
            try:
                await run_in_threadpool(_keep, desk.folder, desk.now(), files)
            except OutputError as fault:
                return HTMLResponse(message_page(_("Not added"), str(fault)), 507)
        return RedirectResponse(f"/?added={len(files)}", 303)

    return take


def open_parcel(desk: Desk) -> Endpoint:
    """Open a package that was not encrypted, as the practitioner said."""

    async def take(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=1) as form:
            parcel = str(form.get("parcel", ""))
        if not await run_in_threadpool(desk.open_all_the_same, parcel):
            return HTMLResponse(message_page(_("Not there"), _("There is no such package on the desk.")), 404)
        return RedirectResponse("/", 303)

    return take


def _is_known(name: str) -> bool:
    ending = next((each for each in sorted(_ENDINGS, key=len, reverse=True) if name.endswith(each)), "")
    return bool(ending) and is_plain(name.removesuffix(ending))


def _keep(folder: Path, moment: datetime, files: list[tuple[str, BinaryIO]]) -> None:
    place = _new_folder(folder / "received", f"{moment:%Y-%m-%d-%H%M%S}")
    try:
        for name, file in files:
            with whole(place / name) as waiting, waiting.open("xb") as output:
                shutil.copyfileobj(file, output, 2**20)
    except OSError as fault:
        with suppress(OSError):
            shutil.rmtree(place)
        said = _("{path} cannot be written ({why}). Make room on the disk.")
        raise OutputError(said.format(path=place, why=fault.strerror or fault)) from fault


def _new_folder(above: Path, name: str) -> Path:
    """A folder that was not there; a second drop in the same second gets a number."""
    number = 1
    while True:
        place = above / (name if number == 1 else f"{name}-{number}")
        try:
            place.mkdir(parents=True, mode=0o700)
        except FileExistsError:
            number += 1
        except OSError as fault:
            said = _("{path} cannot be written ({why}). Make room on the disk.")
            raise OutputError(said.format(path=place, why=fault.strerror or fault)) from fault
        else:
            return place
