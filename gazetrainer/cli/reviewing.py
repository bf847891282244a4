"""`review`: the desk put together, and served until it is stopped."""

from __future__ import annotations

import secrets
import tempfile
import webbrowser
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from gazetrainer.adapters.desk.answers import keep_answer
from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.adapters.desk.index import DeskIndex
from gazetrainer.adapters.desk.reading import Reader
from gazetrainer.adapters.desk.server import application, listening, serve
from gazetrainer.cli.answering import AnswerWish, write_answer
from gazetrainer.cli.fault_note import tell_of_one_beside
from gazetrainer.cli.keys import own_keys
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import cache_folder, data_folder, now, writable_folder
from gazetrainer.cli.verifying import own_key
from gazetrainer.errors import OutputError
from gazetrainer.review.answer_page import Answered, AnswerGiven
from gazetrainer.review.filed import id_of
from targets.language import _, language


@dataclass(frozen=True, slots=True)
class ReviewWish:
    """What `review` was asked for; folder None: the program's own."""

    folder: Path | None = None
    port: int = 0
    opens_browser: bool = True


def review(wish: ReviewWish) -> None:
    """Serve the desk until Ctrl-C; raises OutputError when the folder or the port cannot be used."""
    folder = _folder(wish.folder).resolve()
    kind = f"{version('gazetrainer')} {language()}"
    index = DeskIndex(cache_folder() / "desk" / f"{id_of(str(folder))}.sqlite", kind)
    desk = Desk(folder, index, own_keys(), now, write_answer_beside)
    token = secrets.token_urlsafe(32)
    with listening(wish.port) as socket:
        port = socket.getsockname()[1]
        address = f"http://127.0.0.1:{port}/?token={token}"
        console.print(_("Your desk: {address}").format(address=address), markup=False)
        console.print(_("It is reachable from this computer alone. Ctrl-C ends it."))
        desk.look_again()
        with Reader(folder, index, own_key=own_key(), tell=tell_of_one_beside):
            if wish.opens_browser:
                webbrowser.open(address)
            serve(application(desk, port=port, token=token, tell=tell_of_one_beside), socket)
    index.close()


def _folder(named: Path | None) -> Path:
    """The folder of the desk, made where it is not there yet; that is said, for a name may have been mistyped."""
    if named is None:
        return writable_folder(data_folder() / "desk")
    if named.exists() and not named.is_dir():
        raise OutputError(
            _("{path} is not a folder. Name the one in which recordings and packages lie.").format(path=named)
        )
    is_new = not named.exists()
    folder = writable_folder(named)
    if is_new:
        said = _("The folder {path} was not there; it is made now and empty.")
        console.print(said.format(path=named), markup=False)
    return folder


def write_answer_beside(recording: Path, given: AnswerGiven) -> Answered:
    """Sign an answer and put it beside its recording, with a copy that the desk itself can read."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / f"plan-{now():%Y-%m-%d}.toml"
        if given.plan:
            plan.write_text(given.plan, encoding="utf-8")
        wish = AnswerWish(
            recording,
            given.decision,
            given.comment,
            given.marks,
            plan if given.plan else None,
            given.practitioner,
            folder=recording.parent,
        )
        made = write_answer(wish)
    if made.key is not None:
        keep_answer(recording, made.signed)
    return Answered(made.path.name, made.key or "")
