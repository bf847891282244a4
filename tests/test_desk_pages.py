from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from desk_helpers import browser_for, desk_on, known_folder, no_mistakes, read_all, text_of
from desk_material import CLIENTS, FIRST_DAY, KNOWN, NOT_ENCRYPTED, TO_ANOTHER_KEY, TO_THIS_KEY, seal_recording, sitting
from recording_sittings import record_sitting, steady

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.adapters.desk.reading import Reader
from gazetrainer.review.clients import clients_of
from gazetrainer.review.filed import Unreadable
from gazetrainer.seal import seal_path
from gazetrainer.whole_file import unfinished


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder, keys = known_folder()
    return read_all(desk_on(folder, index=tmp_path_factory.mktemp("index") / "i.sqlite", keys=keys))


@pytest.fixture(scope="module")
def page(desk: Desk) -> str:
    return browser_for(desk).get("/").text


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.file)
def test_the_first_line_names_the_right_answer(desk: Desk, known) -> None:
    listed = {each.name: each for client in clients_of(desk.filed()) for each in client.sittings}[known.file]
    line = " ".join((listed.facts.headline, *listed.facts.explanations))
    assert line.startswith(known.line)
    assert known.why in line
    assert known.look in " ".join(listed.looks)
    assert bool(known.look) == bool(listed.looks)


def test_the_desk_names_every_client_and_every_reason_to_look(page: str) -> None:
    said = text_of(page)
    assert "3 clients, 13 new sittings; 10 need a look first." in said
    assert all(client in said for client in CLIENTS)
    assert all(known.look in said for known in KNOWN)


def test_what_does_not_open_is_listed_with_its_reason(desk: Desk, page: str) -> None:
    parcels = {parcel.name: parcel for parcel in desk.state().parcels}
    assert set(parcels) == {TO_ANOTHER_KEY, NOT_ENCRYPTED}
    assert "made for another key than yours" in text_of(page)
    assert parcels[NOT_ENCRYPTED].can_be_opened
    assert not parcels[TO_ANOTHER_KEY].can_be_opened


def test_what_was_encrypted_to_this_key_is_opened_and_listed(desk: Desk) -> None:
    assert "to-this-key/packed.mcap" in [filed.name for filed in desk.filed()]


def test_each_day_says_what_was_held_of_what_the_plan_asks_for(desk: Desk) -> None:
    client = clients_of(desk.filed())[0]
    said = text_of(browser_for(desk).get(f"/client/{client.id}?month=2026-11").text)
    assert "✓ 44 s of 44 s" in said
    assert "Plan against done: November 2026" in said


def test_every_sitting_has_a_page(desk: Desk) -> None:
    browser = browser_for(desk)
    for filed in desk.filed()[:3]:
        assert browser.get(f"/sitting/{filed.id}").status_code == 200


def test_a_sitting_is_new_until_it_was_opened(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    sitting(folder / "one.mcap")
    desk = read_all(desk_on(folder))
    browser = browser_for(desk)
    assert "1 new sitting" in text_of(browser.get("/").text)
    browser.get(f"/sitting/{desk.filed()[0].id}")
    assert "0 new sittings" in text_of(browser.get("/").text)
    again = desk_on(folder)
    assert [filed.is_new for filed in again.filed()] == [False]


def test_an_unencrypted_package_opens_when_the_practitioner_says_so(tmp_path: Path) -> None:
    known, keys = known_folder()
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copy(known / NOT_ENCRYPTED, folder)
    desk = read_all(desk_on(folder, keys=keys))
    assert desk.filed() == ()
    browser = browser_for(desk)
    assert browser.post("/open", data={"parcel": desk.state().parcels[0].id}).status_code == 200
    assert [filed.name for filed in read_all(desk).filed()] == ["not-encrypted/packed.mcap"]
    assert desk.state().parcels == ()


def test_a_package_whose_opening_was_killed_is_opened_at_the_next_look(tmp_path: Path) -> None:
    known, keys = known_folder()
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copy(known / TO_THIS_KEY, folder)
    recording = folder / "to-this-key" / "packed.mcap"
    read_all(desk_on(folder, keys=keys))
    recording.rename(unfinished(recording))
    assert [filed.name for filed in read_all(desk_on(folder, keys=keys)).filed()] == ["to-this-key/packed.mcap"]
    assert sorted(path.name for path in recording.parent.iterdir()) == ["packed.mcap", "packed.mcap.seal"]


def test_a_file_that_changed_is_read_again_and_one_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    one = sitting(folder / "one.mcap", client="Client 1")
    desk = read_all(desk_on(folder))
    assert [client.name for client in clients_of(desk.filed())] == ["Client 1"]
    one.unlink()
    sitting(one, client="Client 2")
    os.utime(one, ns=(1, 1))
    assert [client.name for client in clients_of(read_all(desk).filed())] == ["Client 2"]
    one.unlink()
    assert read_all(desk).filed() == ()


def test_an_index_is_read_back_and_a_broken_one_is_made_anew(tmp_path: Path) -> None:
    folder, index = tmp_path / "desk", tmp_path / "i.sqlite"
    sitting(folder / "one.mcap")
    desk = read_all(desk_on(folder, index=index))
    known = desk.filed()
    desk.index.close()
    assert desk_on(folder, index=index).filed() == known
    for damage in (b"no database at all" * 100, index.read_bytes()[:2000], b""):
        index.write_bytes(damage)
        assert desk_on(folder, index=index).filed() == ()
        assert read_all(desk_on(folder, index=index)).filed() == known
    with sqlite3.connect(index) as other:
        other.execute("UPDATE about SET kind = 'of another version'")
    other.close()
    assert desk_on(folder, index=index).filed() == ()


def test_what_was_opened_is_not_new_again_in_another_language_or_version(tmp_path: Path) -> None:
    folder, index = tmp_path / "desk", tmp_path / "i.sqlite"
    sitting(folder / "one.mcap")
    sitting(folder / "two.mcap")
    desk = read_all(desk_on(folder, index=index))
    desk.index.see("one.mcap")
    desk.index.close()
    with sqlite3.connect(index) as other:
        other.execute("UPDATE about SET kind = 'of another version'")
    other.close()
    again = read_all(desk_on(folder, index=index))
    assert [filed.is_new for filed in again.filed()] == [False, True]
    assert all(filed.checked is not None for filed in again.filed())


def test_without_room_for_an_index_the_desk_works_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    sitting(folder / "one.mcap")
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    assert len(read_all(desk_on(folder, index=tmp_path / "file" / "i.sqlite")).filed()) == 1


def test_what_no_sitting_can_be_read_from_is_listed_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "broken.mcap").write_bytes(b"nothing of the kind")
    desk = read_all(desk_on(folder))
    assert isinstance(desk.filed()[0].what, Unreadable)
    said = text_of(browser_for(desk).get("/").text)
    assert "broken.mcap is not a recording" in said
    assert browser_for(desk).get(f"/sitting/{desk.filed()[0].id}").status_code == 422


def test_a_sitting_sealed_on_another_computer_than_the_others_stands_out(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    for number in range(3):
        sitting(folder / f"{number}.mcap", seed=number, moment=FIRST_DAY + timedelta(days=number))
    other = sitting(folder / "other" / "3.mcap", client="Client 9", person="Client 9")
    desk = read_all(desk_on(folder))
    assert not any(each.looks for each in clients_of(desk.filed())[0].sittings)
    other.unlink()
    seal_recording(sitting(other, client="Client 1", seed=9), "Client 2")
    looks = {each.name: each.looks for each in clients_of(read_all(desk).filed())[0].sittings}
    assert looks["other/3.mcap"] == ("Sealed on another computer than the other sittings of this client.",)
    assert [looks[f"{number}.mcap"] for number in range(3)] == [(), (), ()]


def test_the_process_beside_reads_and_verifies(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    record_sitting(folder / "one.mcap", steady, until_s=3.0)
    desk = desk_on(folder)
    desk.look_again()
    with Reader(folder, desk.index, tell=no_mistakes):
        until(lambda: desk.filed()[0].checked)
    assert desk.filed()[0].checked is not None
    assert not desk.filed()[0].checked.is_sealed


def test_a_folder_that_was_not_there_is_made_and_named_for_it_may_be_mistyped(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from gazetrainer.cli import main; main()", "review", str(tmp_path / "recordnigs")]
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, env=environment) as desk:
        assert desk.stdout is not None
        first = desk.stdout.readline().decode()
        desk.kill()
    assert (tmp_path / "recordnigs").is_dir()
    assert "recordnigs was not there; it is made now" in first


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which processes are there")
def test_the_process_beside_ends_with_a_desk_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    command = [sys.executable, "-c", "from gazetrainer.cli import main; main()", "review", str(tmp_path / "desk")]
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    record_sitting(tmp_path / "desk" / "one.mcap", steady, until_s=3.0)
    with subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, env=environment) as desk:
        assert desk.stdout is not None
        assert b"http://127.0.0.1:" in desk.stdout.readline()
        try:
            beside = until(lambda: _readers(desk.pid))
        finally:
            desk.kill()
    assert until(lambda: [not _is_running(process) for process in beside] == [True] * len(beside))


def until(found: Callable[[], Any]) -> Any:
    """What is found in the end, within a minute."""
    for _ in range(600):
        if told := found():
            return told
        time.sleep(0.1)
    raise AssertionError("it did not happen within a minute")


def _readers(desk: int) -> list[str]:
    """The processes that any thread of the desk's has begun to read with."""
    lists = [path.read_text(encoding="ascii").split() for path in Path(f"/proc/{desk}/task").glob("*/children")]
    processes = [each for children in lists for each in children if _is_running(each)]
    threads = {each: len(list(Path(f"/proc/{each}/task").iterdir())) for each in processes}
    said = {each: Path(f"/proc/{each}/cmdline").read_bytes() for each in processes}
    return [each for each in processes if b"spawn_main" in said[each] and threads[each] > 1]


def _is_running(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def test_a_name_written_from_right_to_left_leaves_the_date_beside_it_in_order(tmp_path: Path) -> None:
    sitting(tmp_path / "desk" / "one.mcap", client="\u05d0\u05d1")
    desk = read_all(desk_on(tmp_path / "desk"))
    assert "\u2068\u05d0\u05d1\u2069 · 16 November 2026, 07:40" in browser_for(desk).get("/").text


def test_a_long_list_shows_the_latest_and_keeps_the_others_to_hand(tmp_path: Path) -> None:
    for number in range(15):
        sitting(tmp_path / "desk" / f"{number:02}.mcap", moment=FIRST_DAY + timedelta(days=number))
    page = browser_for(read_all(desk_on(tmp_path / "desk"))).get("/").text
    assert "3 earlier sittings" in page
    shown, _summary, folded = page.partition("<summary>")
    assert (shown.count('<li class="sitting'), folded.count('<li class="sitting')) == (12, 3)


def test_a_sitting_that_was_sent_twice_counts_once_and_is_named(tmp_path: Path) -> None:
    first = sitting(tmp_path / "desk" / "one.mcap")
    (tmp_path / "desk" / "again").mkdir()
    for each in (first, seal_path(first)):
        shutil.copy(each, tmp_path / "desk" / "again")
    desk = read_all(desk_on(tmp_path / "desk"))
    (client,) = clients_of(desk.filed())
    assert len(client.sittings) == 1
    said = text_of(browser_for(desk).get("/").text)
    assert "1 client, 1 new sitting" in said
    assert "one.mcap The same sitting as again/one.mcap; it is counted once." in said
