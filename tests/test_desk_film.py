"""A filmed sitting on the desk: pictures and traces are one line of time, whichever of them is moved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk_browser import NEEDS_CHROMIUM, browsing, entered, opened, until
from desk_film import filmed_sitting
from desk_helpers import desk_on, read_all, served

pytestmark = NEEDS_CHROMIUM
NEAR_S = 0.3
CURSOR_S = "(chart._fullLayout.xaxis.r2l(chart._fullLayout.shapes.at(-1).x0) - figure.epoch) / 1000"
VIDEO_S = "video.currentTime - Number(video.dataset.offset)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("filmed") / "desk"
    filmed_sitting(folder / "filmed.mcap")
    desk = read_all(desk_on(folder))
    with browsing() as browser, served(desk) as address:
        page, wrong = opened(browser, address)
        entered(page, f"{address.split('/?')[0]}/sitting/{desk.filed()[0].id}")
        until(page, "video.readyState >= 2")
        yield page
        assert wrong == []


def test_a_click_on_a_trace_takes_pictures_and_cursor_there(page) -> None:
    trace = page.locator("#timeline .nsewdrag").nth(1)
    trace.scroll_into_view_if_needed()
    place = trace.bounding_box()
    page.mouse.click(place["x"] + 0.6 * place["width"], place["y"] + place["height"] / 2)
    until(page, "!video.seeking && Number(slider.value) > 0")
    clicked_s = 0.6 * page.evaluate("figure.end_s")
    assert page.evaluate("Number(slider.value)") == pytest.approx(clicked_s, abs=NEAR_S)
    assert page.evaluate(CURSOR_S) == pytest.approx(clicked_s, abs=NEAR_S)
    assert page.evaluate(VIDEO_S) == pytest.approx(clicked_s, abs=NEAR_S)


def test_while_the_pictures_play_the_cursor_goes_with_them(page) -> None:
    page.evaluate("go(1000)")
    until(page, "!video.seeking")
    page.evaluate("video.play()")
    until(page, f"{VIDEO_S} > 2")
    page.evaluate("video.pause()")
    until(page, f"Math.abs({CURSOR_S} - ({VIDEO_S})) < {NEAR_S}")
    assert page.evaluate("reading.textContent").startswith("0:0")


def test_the_time_by_keyboard_moves_the_pictures_too(page) -> None:
    page.evaluate("go(3000)")
    page.locator("#time").focus()
    for _step in range(10):
        page.keyboard.press("ArrowRight")
    until(page, "!video.seeking")
    assert page.evaluate(VIDEO_S) == pytest.approx(4.0, abs=NEAR_S)
