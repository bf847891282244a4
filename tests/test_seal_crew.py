from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from cli_helpers import CommandLine
from crew_work import doubled, doubled_of
from distributed import LocalCluster
from seal_helpers import recorded, sealed

from gazetrainer.adapters.cluster import by_cluster
from gazetrainer.adapters.crew import Lost, by_processes
from gazetrainer.seal import seal_path

TESTS = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A sealed one, one cut short, one altered, one without a seal, one that is none, and one that is missing."""
    folder = tmp_path_factory.mktemp("many")
    data = recorded(folder / "a.mcap", until_s=3.0)
    contents = {"a": data, "b": data[: len(data) // 2], "c": data[:5000] + b"!" + data[5001:], "d": data, "e": b"none"}
    for name, content in contents.items():
        (folder / f"{name}.mcap").write_bytes(content)
    for name in "abce":
        seal_path(folder / f"{name}.mcap").write_bytes(sealed(data).to_bytes())
    return [folder / f"{name}.mcap" for name in "abcdef"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{TESTS}:{TESTS.parent}")
        with LocalCluster(n_workers=1, threads_per_worker=2, processes=True, dashboard_address=":0") as local:
            yield local.scheduler_address


@pytest.fixture
def command_line(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CommandLine:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_args, **_options: str(tmp_path / "data"))
    return CommandLine(capfd, monkeypatch)


def test_an_item_that_ends_its_process_is_lost_alone() -> None:
    found = list(by_processes(doubled, range(7), workers=2))
    assert found == [0, 2, 4, Lost(3), 8, Lost(5, "ArithmeticError: five"), 12]


def test_on_a_cluster_an_item_that_cannot_be_done_is_lost_alone(cluster: str) -> None:
    items = [0, 1, 5, 6]
    found = list(by_cluster(doubled_of, items, cluster, load=lambda item: (item, bytes(10_000))))
    assert found == [0, 2, Lost(5, "ArithmeticError: five"), 12]


def test_one_worker_two_and_a_cluster_write_the_same_bytes(
    files: list[Path], cluster: str, command_line: CommandLine, tmp_path: Path
) -> None:
    written = []
    for number, wish in enumerate((("--workers", 1), ("--workers", 2), ("--cluster", cluster))):
        path = tmp_path / f"{number}.json"
        assert command_line.call("verify", *files, *wish, "--json", path).code == 1
        written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]
    assert [each["good"] for each in json.loads(written[0])] == [True, False, False, False, False, False]


def test_a_cluster_that_does_not_answer_is_one_clear_line(
    files: list[Path], command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazetrainer.adapters.cluster._CONNECTED_WITHIN_S", 0.2)
    assert "No cluster answers" in command_line.call("verify", files[0], "--cluster", "tcp://127.0.0.1:9").err
    said = command_line.call("verify", files[0], "--cluster", "nonsense")
    assert said.is_one_clear_line


def test_the_command_goes_on_after_a_file_that_cannot_be_looked_at(
    files: list[Path], command_line: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "folder.mcap"
    folder.mkdir()
    good = tmp_path / "good.mcap"
    shutil.copy(files[0], good)
    shutil.copy(seal_path(files[0]), seal_path(good))
    said = command_line.call("verify", folder, good)
    assert said.code == 1
    assert "cannot be read" in said.out
    assert "Unchanged since it was sealed" in said.out
