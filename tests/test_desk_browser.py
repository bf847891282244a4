"""The desk as a practitioner meets it: in the system's chromium, by mouse and by keyboard, with the network off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_helpers import desk_on, known_folder, read_all, served
from desk_material import KNOWN, sitting

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.cli.reviewing import write_answer_beside

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this computer to show the pages in")
api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
LOOKS = [("light", 1280, 720), ("dark", 390, 844)]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


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


def opened(chromium, address: str, scheme: str = "light", width: int = 1280, height: int = 720):
    """A page that has entered the desk, and what went wrong or was asked for from elsewhere on it."""
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    wrong: list[str] = []
    own = address.split("/?", maxsplit=1)[0]
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    inside = (own, "data:", "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(inside) else wrong.append(asked.url))
    page.goto(address)
    return page, wrong


def pages_of(address: str, page) -> list[str]:
    """The desk, a client, and the answer to a sitting."""
    own = address.split("/?", maxsplit=1)[0]
    client = page.locator("a[href^='/client/']").first.get_attribute("href")
    one = page.locator("a[href^='/sitting/']").first.get_attribute("href")
    return [f"{own}/", f"{own}{client}", f"{own}{one}/answer"]


@pytest.mark.parametrize(("scheme", "width", "height"), LOOKS)
def test_no_serious_fault_of_accessibility(chromium, address: str, scheme: str, width: int, height: int) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="carries axe-core")
    source = next(Path(axe.__file__).parent.rglob("axe*.js")).read_text(encoding="utf-8")
    page, wrong = opened(chromium, address, scheme, width, height)
    for each in pages_of(address, page):
        page.goto(each)
        for summary in page.locator("summary").all():
            summary.click()
        page.evaluate(source)  # the page's own policy keeps out every script from elsewhere
        found = page.evaluate("axe.run()")["violations"]
        grave = [one for one in found if one["impact"] in SERIOUS]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in grave] == [], each
    assert wrong == []


@pytest.mark.parametrize(("scheme", "width", "height"), LOOKS)
def test_nothing_is_wider_than_the_window_even_with_text_twice_as_large(
    chromium, address: str, scheme: str, width: int, height: int
) -> None:
    page, wrong = opened(chromium, address, scheme, width, height)
    for each in pages_of(address, page):
        page.goto(each)
        for size in ("100%", "200%"):
            page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (each, size)
    assert wrong == []


def test_the_first_thing_read_is_the_answer(chromium, address: str) -> None:
    page, _wrong = opened(chromium, address)
    assert page.locator("h1").inner_text() == "3 clients, 13 new sittings; 10 need a look first."
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
        page.get_by_text("azimuth_deg = 70: must be a number from -45 to 45").wait_for()
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
