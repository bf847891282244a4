"""What the server answers about one sitting or several: its page, its report, its pictures, sittings side by side."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.adapters.desk.folder import Stamp
from gazetrainer.adapters.video import write_mp4
from gazetrainer.errors import RecordingError
from gazetrainer.recording import read_recording
from gazetrainer.recording.video_reader import parse_video, read_video
from gazetrainer.report import render_report
from gazetrainer.review.clients import client_of
from gazetrainer.review.desk import client_with, message_page
from gazetrainer.review.facts import SittingFacts
from gazetrainer.review.filed import Filed, id_of
from gazetrainer.review.looks import beside
from gazetrainer.review.over_time import compare_page, over_time_page
from gazetrainer.review.sitting_page import Video, sitting_body, sitting_page
from targets.language import _

_MP4: Final = "video/mp4"
_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
_KEPT: Final = {"Cache-Control": "max-age=86400"}
"""The figures' script is large and never changes while the desk is open."""


class SittingPages:
    """Routes for everything that shows what was measured."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """All of them, for the server to put among its own."""
        return [
            Route("/sitting/{id}", self.sitting),
            Route("/sitting/{id}/report", self.report),
            Route("/video/{id}", self.video),
            Route("/client/{id}/over-time", self.over_time),
            Route("/compare", self.compare),
            Route("/static/plotly.min.js", plotly_script),
        ]

    def sitting(self, request: Request) -> Response:
        """A sitting's page."""
        self._desk.look_again()  # what was kept of a file that is gone or changed is not shown
        filed = self._desk.sitting(request.path_params["id"])
        if filed is None:
            return no_such(_("There is no such sitting on the desk."))
        if not isinstance(filed.what, SittingFacts):
            why = _("The file is still being read.") if filed.what is None else filed.what.why
            return HTMLResponse(message_page(filed.name, why), 422)
        all_filed = self._desk.index.filed()
        try:
            body = self._body(filed)
        except RecordingError as fault:
            return HTMLResponse(message_page(filed.name, str(fault)), 422)
        self._desk.index.see(filed.name)
        owner = client_of(all_filed, filed)
        return HTMLResponse(sitting_page(filed, beside(all_filed), body, client_id=owner.id if owner else ""))

    def report(self, request: Request) -> Response:
        """A sitting's report, to be kept."""
        filed = self._desk.sitting(request.path_params["id"])
        if filed is None:
            return no_such(_("There is no such sitting on the desk."))
        try:
            page = render_report(read_recording(self._desk.path(filed)))
        except RecordingError as fault:
            return HTMLResponse(message_page(filed.name, str(fault)), 422)
        name = re.sub(r"[^A-Za-z0-9._-]", "_", Path(filed.name).stem)
        return HTMLResponse(page, headers={"Content-Disposition": f"attachment;filename={name}.html"})

    def video(self, request: Request) -> Response:
        """A sitting's pictures as a film; players ask for parts of it."""
        filed = self._desk.sitting(request.path_params["id"])
        stamp = self._desk.index.stamp(filed.name) if filed is not None else None
        if filed is None or stamp is None:
            return no_such(_("There is no such sitting on the desk."))
        try:
            film = _film(self._desk.path(filed), stamp)
        except RecordingError as fault:
            return HTMLResponse(message_page(filed.name, str(fault)), 404)
        return _part(film, request.headers.get("range", ""))

    def over_time(self, request: Request) -> Response:
        """A client's positions across sittings."""
        client = client_with(self._desk.state().filed, request.path_params["id"])
        if client is None:
            return no_such(_("There is no such client on the desk."))
        return HTMLResponse(over_time_page(client, self._desk.index.filed()))

    def compare(self, request: Request) -> Response:
        """Two sittings of one client side by side."""
        all_filed = self._desk.index.filed()
        one = self._desk.sitting(request.query_params.get("a", ""))
        owner = client_of(all_filed, one) if one is not None else None
        if one is None or owner is None:
            return no_such(_("There is no such sitting on the desk."))
        other = self._desk.sitting(request.query_params.get("b", ""))
        return HTMLResponse(compare_page(owner, all_filed, one, other))

    def _body(self, filed: Filed) -> str:
        kept = self._desk.index.page(filed.name)
        if kept is not None:
            return kept
        path = self._desk.path(filed)
        return sitting_body(read_recording(path), None, video_in(path.read_bytes(), filed.name))


def video_in(data: bytes, name: str) -> Video | None:
    """Where the pictures of a recording play, if it has any; raises RecordingError."""
    pictures = parse_video(data, name)
    return Video(f"/video/{id_of(name)}", pictures.starts_at_s) if pictures.packets else None


def no_such(sentence: str) -> Response:
    """A page that says that there is no such thing."""
    return HTMLResponse(message_page(_("Not there"), sentence), 404)


def plotly_script(_request: Request) -> Response:
    """The script that draws the figures, as the package of that name carries it."""
    found = find_spec("plotly")
    places = found.submodule_search_locations if found is not None else None
    return FileResponse(Path(next(iter(places or ["."]))) / "package_data" / "plotly.min.js", headers=_KEPT)


@lru_cache(maxsize=1)
def _film(path: Path, _stamp: Stamp) -> bytes:
    """Kept in memory while it plays: nothing of it is left on the disk."""
    output = BytesIO()
    write_mp4(read_video(path), output)
    return output.getvalue()


def _part(film: bytes, asked: str) -> Response:
    """Answer with the bytes from the asked place on, as players need them to jump."""
    found = _RANGE.fullmatch(asked)
    if found is None:
        return Response(film, media_type=_MP4, headers={"Accept-Ranges": "bytes"})
    start, last = int(found[1]), int(found[2] or len(film) - 1)
    last = min(last, len(film) - 1)
    if start > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(film)}"})
    headers = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{last}/{len(film)}"}
    return Response(film[start : last + 1], 206, headers, _MP4)
