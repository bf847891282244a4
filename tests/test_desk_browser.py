"""The desk as a practitioner meets it: in the system's chromium, by mouse and by keyboard, with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_browser import NEEDS_CHROMIUM, browsing, entered, grave_faults, opened, pages_of, until
from desk_helpers import desk_on, known_folder, read_all, served
from desk_material import KNOWN, sitting

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.cli.reviewing import write_answer_beside
from gazetrainer.recording import read_recording
from gazetrainer.report import render_report

pytestmark = NEEDS_CHROMIUM
LOOKS = [("light", 1280, 720), ("dark", 390, 844)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder, keys = known_folder()
    return read_all(desk_on(folder, index=tmp_path_factory.mktemp("index") / "i.sqlite", keys=keys))


@pytest.fixture(scope="module")
def address(known: Desk) -> Iterator[str]:
    with served(known) as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    sitting(tmp_path / "desk" / "one.mcap")
    return tmp_path / "desk"


@pytest.mark.parametrize(("scheme", "width", "height"), LOOKS)
def test_no_serious_fault_of_accessibility(chromium, address: str, scheme: str, width: int, height: int) -> None:
    page, wrong = opened(chromium, address, scheme, width, height)
    pages = pages_of(address, page)
    assert len(pages) == 6
    for each in pages:
        entered(page, each)
        assert grave_faults(page) == [], each
    assert wrong == []


def test_the_report_opens_without_the_program_and_without_a_network(chromium, known: Desk, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text(render_report(read_recording(known.path(known.filed()[0]))), encoding="utf-8")
    page = chromium.new_context(offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda line: asked.append(line.text))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert "positions were held as prescribed" in page.locator("h1").inner_text()
    assert grave_faults(page) == []


@pytest.mark.parametrize(("scheme", "width", "height"), LOOKS)
def test_nothing_is_wider_than_the_window_even_with_text_twice_as_large(
    chromium, address: str, scheme: str, width: int, height: int
) -> None:
    page, wrong = opened(chromium, address, scheme, width, height)
    for each in pages_of(address, page):
        entered(page, each)
        for size in ("100%", "200%"):
            page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (each, size)
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1280])
def test_today_and_whole_words_stand_in_the_desks_tables(chromium, address: str, width: int) -> None:
    page, _wrong = opened(chromium, address, width=width)
    until(page, "document.querySelector('.clients thead th.number').getBoundingClientRect().height < 60")
    ends = "Math.abs(box.scrollWidth - box.scrollLeft - box.clientWidth) < 2"
    until(page, f"(() => {{ const box = document.querySelector('.to-the-end'); return {ends}; }})()")
    named = page.locator("table.days tbody th").first.bounding_box()
    assert named["x"] >= 0


def test_the_first_thing_read_is_the_answer(chromium, address: str) -> None:
    page, _wrong = opened(chromium, address)
    # What other tests have looked at is no longer new.
    assert re.fullmatch(r"3 clients, 1[123] new sittings; 10 need a look first\.", page.locator("h1").inner_text())
    looks = page.locator(".looks").all_inner_texts()
    assert all(any(known.look in look for look in looks) for known in KNOWN if known.look)


def test_a_file_dropped_on_the_page_is_added(chromium, folder: Path, tmp_path: Path) -> None:
    other = sitting(tmp_path / "other.mcap", client="Client 2")
    with served(read_all(desk_on(folder))) as address:
        page, wrong = opened(chromium, address)
        page.set_input_files("#files", [other, other.with_name("other.mcap.seal")])
        page.get_by_role("button", name="Add").click()
        page.get_by_text("2 files were added.").wait_for()
        assert wrong == []
    assert [path.name for path in sorted((folder / "received").rglob("other*.*"))] == ["other.mcap", "other.mcap.seal"]


def test_an_answer_with_a_mark_and_a_new_plan_by_keyboard_alone(chromium, folder: Path) -> None:
    desk = read_all(desk_on(folder, write_answer=write_answer_beside))
    with served(desk) as address:
        page, wrong = opened(chromium, address)
        page.goto(f"{address.split('/?')[0]}/sitting/{desk.filed()[0].id}/answer?mark=5.4")
        assert page.locator("#mark-0-time").input_value() == "0:05"
        page.keyboard.type("well held")
        page.locator("input[name=decision]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("A calm sitting.")
        page.locator("summary").focus()
        page.keyboard.press("Enter")
        page.locator("#step-0-azimuth_deg").focus()
        before = page.locator("[data-face='0']").inner_html()
        page.keyboard.press("Control+A")
        page.keyboard.type("70")
        page.get_by_text("= 70: must be a number from -45 to 45").wait_for()
        assert page.locator("[data-face='0']").inner_html() != before
        page.keyboard.press("Control+A")
        page.keyboard.type("-14")
        page.get_by_text("The plan is in order.").wait_for()
        assert page.locator("[name='new-plan'][value='yes']").is_checked()
        page.locator("#practitioner").focus()
        page.keyboard.type("A practitioner")
        page.keyboard.press("Enter")
        page.get_by_text("The answer to Client 1 is ready.").wait_for()
        assert wrong == []
    assert (folder / "one.answer").exists()
    assert desk.filed()[0].answer == "accepted"


def test_a_click_on_the_time_line_is_a_mark(chromium, address: str, known: Desk) -> None:
    page, wrong = opened(chromium, address)
    page.goto(f"{address.split('/?', maxsplit=1)[0]}/sitting/{known.filed()[0].id}/answer")
    place = page.locator("#strip").bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    minutes, seconds = page.locator("#mark-0-time").input_value().split(":")
    length_s = float(page.locator("#strip").get_attribute("data-length"))
    assert abs(60 * int(minutes) + int(seconds) - length_s / 2) <= 1.5
    assert wrong == []
