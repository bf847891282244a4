"""A mistake of the program at the desk: one page or file fails calmly, the rest goes on, and names stay private."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from desk_helpers import PORT, TOKEN, desk_on, text_of
from recording_sittings import record_sitting, steady
from starlette.testclient import TestClient

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.adapters.desk.reading import Reader
from gazetrainer.adapters.desk.server import application
from gazetrainer.cli import start_to_end
from gazetrainer.review.facts import SittingFacts
from gazetrainer.review.filed import Unreadable

PRIVATE = "Anna Muster, /home/anna/clients/muster.mcap"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "desk"
    place.mkdir()
    return place


def test_a_page_that_a_mistake_stood_in_the_way_of_says_so_and_the_others_work(folder, capfd, monkeypatch):
    def broken(_desk):
        raise KeyError(PRIVATE)

    desk, told = desk_on(folder), []
    app = application(desk, port=PORT, token=TOKEN, tell=told.append)
    client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)
    assert client.get(f"/?token={TOKEN}").status_code == 200
    with monkeypatch.context() as patched:
        patched.setattr(Desk, "state", broken)
        page = client.get("/")
    assert page.status_code == 500
    assert "Nothing is lost" in text_of(page.text)
    assert "Muster" not in page.text
    assert [type(fault) for fault in told] == [KeyError]
    assert client.get("/").status_code == 200
    assert "Muster" not in capfd.readouterr().err


class Stumbling:
    """Reads in this process, and makes a mistake with every file of a name."""

    _processes = None

    def submit(self, task, path, *given):
        done: Future = Future()
        try:
            if path.name == "bad.mcap":
                raise KeyError(PRIVATE)
            done.set_result(task(path, *given))
        except KeyError as fault:
            done.set_exception(fault)
        return done

    def shutdown(self, **_how):
        pass


def test_a_file_that_the_program_cannot_cope_with_does_not_keep_the_others_from_being_read(folder, monkeypatch):
    for name in ("bad.mcap", "good.mcap"):
        record_sitting(folder / name, steady, until_s=3.0)
    monkeypatch.setattr(Reader, "_new_pool", lambda _self: Stumbling())
    desk, told = desk_on(folder), []
    desk.look_again()
    with Reader(folder, desk.index, tell=told.append):
        end_s = time.monotonic() + 30
        while not all(each.what for each in desk.filed()) and time.monotonic() < end_s:
            time.sleep(0.05)
    bad, good = sorted(desk.filed(), key=lambda each: each.name)
    assert isinstance(bad.what, Unreadable)
    assert isinstance(good.what, SittingFacts)
    assert [type(fault) for fault in told] == [KeyError]


def test_a_thread_that_ends_by_a_mistake_prints_no_words_of_anybody(capfd, monkeypatch):
    def broken():
        raise ValueError(PRIVATE)

    monkeypatch.setattr(threading, "excepthook", start_to_end._mistake_in_a_thread)
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    said = capfd.readouterr().err
    assert "Everything else goes on" in said
    assert "Traceback" not in said
    assert "Muster" not in said
