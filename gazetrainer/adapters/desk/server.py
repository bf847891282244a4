"""The server: requests to pages; on this computer alone."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from gazetrainer.adapters.desk.answering import answer_routes
from gazetrainer.adapters.desk.desk import Desk, waiting
from gazetrainer.adapters.desk.guard import Guard, TooLargeError, too_large
from gazetrainer.adapters.desk.sitting_pages import SittingPages, no_such
from gazetrainer.adapters.desk.upload import open_parcel, upload
from gazetrainer.errors import OutputError
from gazetrainer.review.desk import client_page, client_with, desk_page, message_page
from targets.language import _, ngettext


def application(desk: Desk, *, port: int, token: str, tell: Callable[[Exception], None]) -> ASGIApp:
    """The desk's pages behind their guard; `tell` is told of mistakes of the program, and the desk goes on."""
    pages = _Pages(desk)
    routes = [
        Route("/", pages.desk),
        Route("/progress", pages.progress),
        Route("/client/{id}", pages.client),
        *SittingPages(desk).routes(),
        *answer_routes(desk),
        Route("/open", open_parcel(desk), methods=["POST"]),
        Route("/upload", upload(desk), methods=["POST"]),
        Mount("/static", StaticFiles(directory=Path(str(files("gazetrainer.review") / "static")))),
    ]
    handlers = {404: _not_there, TooLargeError: _refused, Exception: _mistaken}
    return _Calm(Guard(Starlette(routes=routes, exception_handlers=handlers), port, token), tell)


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """A socket that only this computer reaches; raises OutputError when the port is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind(("127.0.0.1", port))
            opened.listen()  # a browser that comes before the server is up waits
        except OSError as fault:
            said = _("Port {port} cannot be used ({why}). Choose another one with --port, or leave it out.")
            raise OutputError(said.format(port=port, why=(fault.strerror or str(fault)).lower())) from fault
        yield opened


def serve(app: ASGIApp, opened: socket.socket) -> None:
    """Serve until a signal ends it."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False, ws="none"
    )
    uvicorn.Server(config).run(sockets=[opened])


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def desk(self, request: Request) -> Response:
        added = request.query_params.get("added", "")
        said = ""
        if added.isdigit():
            count = int(added[:6])
            said = ngettext("{count} file was added.", "{count} files were added.", count).format(count=count)
        return HTMLResponse(desk_page(self._desk.state(), said=said))

    def progress(self, _request: Request) -> Response:
        left = waiting(self._desk.index.filed())
        said = ngettext("{count} file is still being read.", "{count} files are still being read.", left)
        return JSONResponse({"waiting": left, "said": said.format(count=left) if left else ""})

    def client(self, request: Request) -> Response:
        state = self._desk.state()
        client = client_with(state.filed, request.path_params["id"])
        if client is None:
            return no_such(_("There is no such client on the desk."))
        month = _month(request.query_params.get("month", ""), client.sittings[0].facts.moment.date())
        return HTMLResponse(client_page(client, month=month, today=state.today))


def _month(said: str, usual: date) -> date:
    try:
        month = date.fromisoformat(f"{said}-01")
    except ValueError:
        return usual.replace(day=1)
    return month if date.min.year < month.year < date.max.year else usual.replace(day=1)  # one beside it is named


@dataclass(frozen=True, slots=True)
class _Calm:
    """Tells of a mistake that a page has answered for already, instead of letting the server print where it was."""

    app: ASGIApp
    tell: Callable[[Exception], None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception as fault:
            self.tell(fault)


async def _mistaken(_request: Request, _fault: Exception) -> Response:
    said = _("A mistake of the program stood in the way of this page. Nothing is lost; the desk's other pages work.")
    return HTMLResponse(message_page(_("This did not work"), said), 500)


async def _not_there(_request: Request, _fault: Exception) -> Response:
    return no_such(_("There is no such page on the desk."))


async def _refused(_request: Request, _fault: Exception) -> Response:
    return too_large()
