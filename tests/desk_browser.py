"""The system's chromium for the desk's tests, and what is asked of every page it shows."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDS_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no chromium on this computer to show the pages in"
)
SERIOUS = {"serious", "critical"}


@contextmanager
def browsing() -> Iterator[object]:
    """A browser without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


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
    """The desk, a client, both of their comparisons, a sitting and the answer to it: each as a link leads to it."""
    own = address.split("/?", maxsplit=1)[0]
    client = page.locator("a[href^='/client/']").first.get_attribute("href")
    one = page.locator("a[href^='/sitting/']").first.get_attribute("href")
    page.goto(f"{own}{client}")
    beside = [link.get_attribute("href") for link in page.locator(".actions a").all()]
    return [f"{own}{way}" for way in ("/", client, *beside, one, f"{one}/answer")]


def entered(page, address: str) -> None:
    """Go to a page and wait until all that it draws is there."""
    page.goto(address, timeout=90_000)
    if page.locator("#timeline").count():
        page.wait_for_selector("html.figures-shown", timeout=90_000)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def grave_faults(page) -> list[tuple[str, list[str]]]:
    """What axe-core finds serious or critical, and where."""
    axe = pytest.importorskip("axe_playwright_python", reason="carries axe-core")
    page.evaluate(next(Path(axe.__file__).parent.rglob("axe*.js")).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found if one["impact"] in SERIOUS]


def until(page, expression: str, seconds: float = 30.0) -> None:
    """Wait for something to become true in a page, whose own policy forbids the browser's usual way of waiting."""
    last = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < last, expression
        page.wait_for_timeout(50)
