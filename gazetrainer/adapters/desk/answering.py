"""The answer page's requests: show the form, check the plan in it, sign what was said, give the file to send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from gazetrainer.adapters.age_key import public_key_in
from gazetrainer.adapters.desk.answers import sent_path
from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.errors import GazeTrainerError, RecordingError
from gazetrainer.judging.rejudge import prescribed
from gazetrainer.recording import Recording, read_story
from gazetrainer.review.answer_page import (
    Answered,
    Unfit,
    answer_page,
    answered_page,
    given_in,
    new_row_page,
    plan_words_page,
)
from gazetrainer.review.desk import message_page
from gazetrainer.review.filed import Filed
from gazetrainer.review.given import in_the_meantime
from gazetrainer.review.plan_form import MOST_STEPS, check_form, rows_of
from targets import PrescriptionError
from targets.language import _

_MOST_FIELDS = 1000
Typed = dict[str, str]
Endpoint = Callable[[Request], Awaitable[Response]]
Shown = Callable[[Desk, Filed, Recording, Typed], Response]


def answer_routes(desk: Desk) -> list[Route]:
    """All that the answer page asks for."""
    return [
        Route("/sitting/{id}/answer", _endpoint(desk, _form)),
        Route("/sitting/{id}/answer", _endpoint(desk, _take), methods=["POST"]),
        Route("/sitting/{id}/answered", _endpoint(desk, _answered)),
        Route("/sitting/{id}/answer/file", _endpoint(desk, _file)),
        Route("/plan/check/{id}", _endpoint(desk, _check), methods=["POST"]),
        Route("/plan/row/{number:int}", _row),
    ]


def _endpoint(desk: Desk, show: Shown) -> Endpoint:
    async def answer(request: Request) -> Response:
        typed: Typed = {}
        if request.method == "POST":
            async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
                typed = {key: value for key, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(_shown, desk, request.path_params["id"], show, typed)

    return answer


def _shown(desk: Desk, name: str, show: Shown, typed: Typed) -> Response:
    if show is _form:
        desk.look_again()
    filed = desk.sitting(name)
    if filed is None:
        return HTMLResponse(message_page(_("Not there"), _("There is no such sitting on the desk.")), 404)
    try:
        return show(desk, filed, read_story(desk.path(filed)), typed)
    except (RecordingError, ValueError) as fault:
        return HTMLResponse(message_page(_("Not readable"), str(fault)), 422)


def _form(desk: Desk, filed: Filed, story: Recording, typed: Typed) -> Response:
    checked = filed.checked
    if checked is not None and checked.signer and not checked.is_sealed:  # said before anything is typed
        said = _("The seal of {path} does not fit, so it is not known whose sitting it is. Ask for it again.")
        return HTMLResponse(message_page(_("It cannot be answered"), said.format(path=filed.name)), 422)
    return HTMLResponse(_page(desk, filed, story, typed))


def _page(desk: Desk, filed: Filed, story: Recording, typed: Typed, faults: Sequence[str] = ()) -> str:
    given, name = desk.answers.to(desk.path(filed)), desk.answers.last_name
    return answer_page(filed, story, typed, faults=faults, given=given, name=name)


def _take(desk: Desk, filed: Filed, story: Recording, typed: Typed) -> Response:
    if typed.get("do") == "add":
        base = prescribed(story)
        number = min(max(row.number for row in rows_of(base, typed)) + 1, MOST_STEPS - 1)
        new = {"azimuth_deg": "0", "elevation_deg": "0", "hold_s": "30", "repetitions": "1", "tolerance_deg": "6"}
        typed = typed | {f"step-{number}-{key}": value for key, value in new.items()} | {"new-plan": "yes"}
    if typed.get("do") in ("add", "check"):
        return HTMLResponse(_page(desk, filed, story, typed | {"new-plan": "yes"}))
    given = given_in(story, typed)
    faults = given.faults if isinstance(given, Unfit) else ()
    if not isinstance(given, Unfit):
        try:
            other = desk.answer(filed, given, instead_of=typed.get("instead-of", ""))
            faults = (in_the_meantime(),) if other is not None else ()
        except (GazeTrainerError, PrescriptionError) as fault:
            faults = (str(fault),)
    if faults:
        return HTMLResponse(_page(desk, filed, story, typed, faults), 422)
    desk.index.see(filed.name)
    return RedirectResponse(f"/sitting/{filed.id}/answered", 303)


def _answered(desk: Desk, filed: Filed, story: Recording, _typed: Typed) -> Response:
    path = sent_path(desk.path(filed))
    if path is None:
        return RedirectResponse(f"/sitting/{filed.id}/answer", 303)
    named = story.header.client_age_key if path.suffix == ".age" else None
    key = public_key_in(named, _("the recording")) if named else ""
    return HTMLResponse(answered_page(filed, story.header.client or "", Answered(path.name, key)))


def _file(desk: Desk, filed: Filed, _story: Recording, _typed: Typed) -> Response:
    path = sent_path(desk.path(filed))
    if path is None:
        return RedirectResponse(f"/sitting/{filed.id}/answer", 303)
    return FileResponse(path, media_type="application/octet-stream", filename=path.name)


def _check(_desk: Desk, _filed: Filed, story: Recording, typed: Typed) -> Response:
    base = prescribed(story)
    faces = {row.number: row.face for row in rows_of(base, typed) if row.is_position}
    return JSONResponse({"check": plan_words_page(check_form(base, typed)), "faces": faces})


async def _row(request: Request) -> Response:
    number = request.path_params["number"]
    if not 0 <= number < MOST_STEPS:
        return HTMLResponse(_("A plan has at most {count} steps.").format(count=MOST_STEPS), 422)
    return HTMLResponse(new_row_page(number))
