"""The whole way by files, with the practitioner at the desk's pages: plan, sitting, package, answer, new plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers_helpers import PLAN
from cli_helpers import CommandLine
from desk_browser import NEEDS_CHROMIUM, browsing, opened
from desk_helpers import desk_on, read_all, served
from samples_helpers import SAMPLES, first_seconds
from test_answers_at_home import practise, pressing
from test_rooms_program import SPACE, live

from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.calibrating.profile_file import load_profile, save_profile
from gazetrainer.cli.keys import own_keys
from gazetrainer.cli.own_settings import keep_settings
from gazetrainer.cli.places import data_folder
from gazetrainer.cli.reviewing import write_answer_beside
from gazetrainer.cli.shelf import plans_on_shelf
from gazetrainer.scene import HomeScene, ListScene, MessageScene, PageScene
from gazetrainer.settings import Settings

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CommandLine:
    (tmp_path / "post").mkdir()
    monkeypatch.chdir(tmp_path / "post")
    return CommandLine(capfd, monkeypatch)


def practised(clip: Path) -> Path:
    """The recording of a first sitting: one key goes on, and the window closes when home is there again."""
    keep_settings(Settings())
    (data_folder() / "profiles").mkdir(parents=True)
    profile = load_profile(SAMPLES / "profile.json").model_copy(update={"person": "me"})
    save_profile(profile, data_folder() / "profiles" / "me.json")
    turns = iter([[SPACE]])

    def pressed(scene: object) -> list[object]:
        if isinstance(scene, HomeScene):
            return next(turns, [pygame.QUIT])
        return [SPACE] if isinstance(scene, PageScene | MessageScene | ListScene) or hasattr(scene, "bars") else []

    practise(pressed, clip)
    (recording,) = (data_folder() / "recordings").glob("*.mcap")
    return recording


def answered_at_the_desk(package: Path, folder: Path) -> Path:
    """Add the package, read the first line, answer with a new plan; gives the file that goes back."""
    folder.mkdir()
    desk = desk_on(folder, keys=own_keys(), write_answer=write_answer_beside)
    with browsing() as chromium:
        with served(desk) as address:
            page, wrong = opened(chromium, address)
            page.set_input_files("#files", [package])
            page.get_by_role("button", name="Add").click()
            page.get_by_text("was added").wait_for()
        read_all(desk)
        with served(desk) as address:
            page, wrong = opened(chromium, address)
            page.locator("a[href^='/sitting/']").first.click()
            assert page.locator("h1").inner_text() == "The position was held as prescribed."
            page.get_by_role("link", name="Answer").first.click()
            page.get_by_label("once more, please").check()
            page.locator("textarea[name=comment]").fill("Slower.")
            page.locator("summary").click()
            page.locator("#step-0-azimuth_deg").fill("8")
            page.get_by_text("The plan is in order.").wait_for()
            page.locator("#practitioner").fill("Practice by the lake")
            page.get_by_role("button", name="Sign the answer").click()
            with page.expect_download() as download:
                page.locator("a[href$='/answer/file']").click()
            sent = folder.parent / download.value.suggested_filename
            download.value.save_as(sent)
            assert wrong == []
    return sent


def test_plan_sitting_answer_and_new_plan_go_there_and_back_with_the_desk_between(
    line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(who: str) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / who))
        monkeypatch.setattr("sys.argv", ["gazetrainer"])

    at("practitioner")
    Path("morning.toml").write_text(
        PLAN.replace("elevation_deg = 0", "elevation_deg = 0\nhold_s = 1\nget_ready_s = 1\ntime_limit_s = 5"),
        encoding="utf-8",
    )
    assert line.call("plan", "sign", "morning.toml").code == 0
    at("client")
    assert line.call("open", "morning.toml").code == 0
    recording = practised(first_seconds(SAMPLES / "sitting.mp4", 10.0, tmp_path / "sitting.mp4"))
    assert line.call("share", recording).code == 0
    (package,) = Path.cwd().glob("*.zip.age")
    at("practitioner")
    sent = answered_at_the_desk(package, tmp_path / "desk")
    assert sent.name.endswith(".age")
    at("client")
    assert line.call("open", sent).code == 0
    monkeypatch.setattr("sys.argv", ["gazetrainer"])
    scenes = live(pressing([SPACE], [SPACE], [SPACE]))
    assert "Slower." in [each.text for each in scenes[0].paragraphs]
    assert plans_on_shelf()[0][0].plan.draft.holds[0].azimuth_deg == 8
