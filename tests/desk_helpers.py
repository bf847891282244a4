"""A desk for tests: on a folder of its own or on the known one, its pages asked as a browser asks, or really served."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

import uvicorn
from desk_material import make_desk
from starlette.testclient import TestClient

from gazetrainer.adapters.age_key import AgeKeys
from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.adapters.desk.index import DeskIndex
from gazetrainer.adapters.desk.reading import check_of, next_to_read, story_of
from gazetrainer.adapters.desk.server import application, listening
from gazetrainer.review.answer_page import Answered, AnswerGiven
from gazetrainer.review.facts import SittingFacts

PORT = 8799
TOKEN = "the-token"
NOW = datetime.fromisoformat("2026-11-24T09:00:00+01:00")


def no_answers(recording: Path, given: AnswerGiven) -> Answered:
    raise AssertionError("nothing was to be answered")


def no_mistakes(fault: Exception) -> None:
    raise fault


@cache
def known_folder() -> tuple[Path, AgeKeys]:
    """The folder of desk_material with its packages, made once for all tests; nothing may be written there."""
    place = Path(tempfile.mkdtemp(prefix="desk-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    keys = AgeKeys(place / "keys")
    keys.make()
    folder = place / "folder"
    folder.mkdir()
    make_desk(folder, keys)
    return folder, keys


def desk_on(folder: Path, *, index: Path | None = None, keys: AgeKeys | None = None, write_answer=no_answers) -> Desk:
    """A desk whose files are read here and now by read_all."""
    place = index or folder.parent / f"{folder.name}.sqlite"
    return Desk(
        folder, DeskIndex(place, "test en"), keys or AgeKeys(folder.parent / "no-keys"), lambda: NOW, write_answer
    )


def read_all(desk: Desk) -> Desk:
    """Read and verify whatever has not been, as the process beside the desk does."""
    desk.look_again()
    while (filed := next_to_read(desk.index.filed())) is not None:
        stamp = desk.index.stamp(filed.name)
        assert stamp is not None
        task = check_of if isinstance(filed.what, SittingFacts) else story_of
        for told in task(desk.path(filed), filed.name, "en", b""):
            desk.index.put(filed.name, stamp, told)
    return desk


def browser_for(desk: Desk) -> TestClient:
    """A client that has entered by the address in the terminal."""
    app = application(desk, port=PORT, token=TOKEN, tell=no_mistakes)
    client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=True)
    client.headers["origin"] = f"http://127.0.0.1:{PORT}"
    assert client.get(f"/?token={TOKEN}").status_code == 200
    return client


def text_of(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'").split())


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """Serve a desk in a thread; gives the address with the token."""
    with listening(0) as opened:
        port = opened.getsockname()[1]
        app = application(desk, port=port, token=TOKEN, tell=no_mistakes)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{port}/?token={TOKEN}"
        finally:
            server.should_exit = True
            thread.join(10)
