"""Guard: lets through what comes from this desk's own pages with its token, and nothing larger than allowed."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from targets.language import _

LARGEST_UPLOAD_BYTES: Final = 500 * 2**20
LARGEST_FORM_BYTES: Final = 2**20
UPLOAD_PATH: Final = "/upload"
_SELF: Final = "'self'"
_NONE: Final = "'none'"
_ALLOWED: Final = {
    "default-src": (_NONE,),
    "script-src": (_SELF,),
    "style-src": (_SELF, "'unsafe-inline'"),  # figures set styles of their own
    "img-src": (_SELF, "data:", "blob:"),
    "media-src": (_SELF,),
    "connect-src": (_SELF,),
    "font-src": (_SELF,),
    "form-action": (_SELF,),
    "base-uri": (_NONE,),
    "frame-ancestors": (_NONE,),
}
_HEADERS: Final = {
    "Content-Security-Policy": "; ".join(" ".join((kind, *sources)) for kind, sources in _ALLOWED.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class TooLargeError(Exception):
    """A body went on beyond what it may have; the application answers with too_large."""


@dataclass(frozen=True, slots=True)
class Guard:
    """An ASGI application around another; token: what the address in the terminal carries once, then a cookie."""

    app: ASGIApp
    port: int
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        most = LARGEST_UPLOAD_BYTES if scope["path"] == UPLOAD_PATH else LARGEST_FORM_BYTES
        await self.app(scope, _bounded(receive, most), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if headers.getlist("host") not in [[host] for host in hosts]:
            return PlainTextResponse(_("This address is not that of the desk."), 421)
        if not _is_from_here(scope, headers, {f"http://{host}" for host in hosts}):
            return PlainTextResponse(_("Another page may not ask the desk for anything."), 403)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["path"] == "/" and given and scope["method"] == "GET" and self._is_token(given):
            return self._entry()
        if not self._is_token(_cookie(headers, self._cookie_name)):
            said = _("Open the desk by the address that the terminal shows.")
            return PlainTextResponse(said, 403)
        most = LARGEST_UPLOAD_BYTES if scope["path"] == UPLOAD_PATH else LARGEST_FORM_BYTES
        length = headers.get("content-length", "0")
        return too_large() if not length.isdigit() or int(length) > most else None

    @property
    def _cookie_name(self) -> str:
        return f"desk-{self.port}"

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    def _entry(self) -> Response:
        entered = RedirectResponse("/", 303)
        entered.set_cookie(self._cookie_name, self.token, httponly=True, samesite="strict", path="/")
        return entered


def _is_from_here(scope: Scope, headers: Headers, origins: set[str]) -> bool:
    origin = headers.get("origin")
    if origin is not None and origin not in origins:
        return False
    if scope["method"] not in ("GET", "HEAD"):
        return origin is not None
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _cookie(headers: Headers, name: str) -> str:
    pairs = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return next((value for key, _equals, value in pairs if key == name), "")


def too_large() -> Response:
    """Say that a body is larger than allowed."""
    said = _("That is more than 500 MB at once. Put the files into the folder instead.")
    return PlainTextResponse(said, 413, headers={"Connection": "close"})


def _bounded(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
