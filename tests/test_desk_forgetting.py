"""What is forgotten is forgotten at the desk too."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import CommandLine
from desk_helpers import desk_on, read_all
from desk_material import sitting

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.cli.places import cache_folder
from gazetrainer.review.filed import id_of


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CommandLine:
    for kind in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return CommandLine(capfd, monkeypatch)


def desk_with_two(folder: Path) -> Desk:
    for name, client in (("one.mcap", "Somebody Known"), ("two.mcap", "Client 2")):
        sitting(folder / "both" / name, client=client)
    index = cache_folder() / "desk" / f"{id_of(str(folder.resolve()))}.sqlite"
    desk = read_all(desk_on(folder, index=index))
    for filed in desk.filed():
        desk.index.see(filed.name)
    desk.index.close()
    return desk


def names_in_cache() -> bool:
    return any(b"Somebody Known" in file.read_bytes() for file in cache_folder().rglob("*") if file.is_file())


def test_a_forgotten_sitting_leaves_nothing_at_the_desk_and_the_others_stay(line: CommandLine, tmp_path: Path) -> None:
    desk_with_two(tmp_path / "desk")
    assert names_in_cache()
    assert line.call("forget", "--sitting", tmp_path / "desk" / "both" / "one.mcap").code == 0
    assert not names_in_cache()
    again = desk_on(tmp_path / "desk", index=next((cache_folder() / "desk").glob("*.sqlite")))
    again.look_again()
    assert [(filed.name, filed.is_new) for filed in again.filed()] == [("both/two.mcap", False)]


def test_forgetting_everything_empties_the_desks_cache(line: CommandLine, tmp_path: Path) -> None:
    desk_with_two(tmp_path / "desk")
    assert line.call("forget", "--everything").code == 0
    assert not (cache_folder() / "desk").exists()
