"""A recording's folder that is closed in the middle of a sitting: who may not write there, or not even look."""

from __future__ import annotations

import errno
import io
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from cli_helpers import CommandLine
from recording_sittings import PLAN, human, record_sitting

from gazetrainer.cli.demo import own_place
from gazetrainer.cli.keys import key_for_answers
from gazetrainer.cli.options import CameraWish
from gazetrainer.cli.own_settings import own_settings
from gazetrainer.cli.practice import remember_if_possible
from gazetrainer.cli.sealing import seal_at_end
from gazetrainer.cli.sitting import SittingPlan, keep
from gazetrainer.errors import OutputError, RecordingError
from gazetrainer.flows.practising import Practised
from gazetrainer.gaze import Gaze
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.loop import Interrupted
from gazetrainer.recording import read_recording
from gazetrainer.seal import seal_path
from gazetrainer.settings import Settings
from targets import Step

SAMPLES = Path(__file__).parent.parent / "samples"


class Shut:
    """A folder whose rights can be taken away, also from somebody whom rights do not hold back."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self.is_shut = folder, False
        self._may_look, self._monkeypatch = True, monkeypatch

    def shut(self, *, may_look: bool) -> None:
        self.is_shut, self._may_look = True, may_look
        for module, names in ((os, ("replace", "unlink", "stat", "lstat", "open")), (io, ("open",))):
            for name in names:
                self._monkeypatch.setattr(module, name, self._refusing(getattr(module, name)))

    def _refusing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(path: Any, *rest: Any, **named: Any) -> Any:
            is_inside = isinstance(path, str | Path) and Path(path).is_relative_to(self.path) and path != self.path
            is_look = call.__name__ in {"stat", "lstat"} or rest[:1] == ("rb",)
            if self.is_shut and is_inside and not (is_look and self._may_look):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return call(path, *rest, **named)

        return refuse


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shut:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_args, **_options: str(tmp_path / "data"))
    (tmp_path / "recordings").mkdir()
    return Shut(tmp_path / "recordings", monkeypatch)


def sit(folder: Shut, during: Callable[[], None] = lambda: None) -> Practised:
    """Record a sitting of nine seconds, with something done in the middle."""

    def look(time_s: float, step: Step | None) -> Gaze:
        if time_s == 4.0:
            during()
        return human(time_s, step)

    record_sitting(folder.path / "a.mcap", look, until_s=9.0)
    return Practised(PlanRun(PLAN))


def plan_for(path: Path) -> SittingPlan:
    return SittingPlan(PLAN, CameraWish("0"), "me", datetime(2026, 1, 1, tzinfo=UTC), path, path.with_name("me.json"))


@pytest.mark.parametrize("rights", [{"may_look": True}, {"may_look": False}], ids=["may look", "may not look"])
def test_a_folder_that_is_shut_in_the_middle_loses_nothing_that_was_held(
    folder: Shut, rights: dict[str, bool], capfd: pytest.CaptureFixture[str]
) -> None:
    path = folder.path / "a.mcap"
    done = sit(folder, lambda: folder.shut(**rights))
    unsealed, unreported = seal_at_end(path), keep(done, plan_for(path))
    assert "The recording is not sealed." in str(unsealed)
    assert "permission denied" in str(unsealed).lower()
    assert "permission denied" in str(unreported).lower()
    assert "No report yet." in capfd.readouterr().out
    folder.is_shut = False
    recording = read_recording(path)
    assert recording.complete
    assert len(recording.gazes) == 270
    assert seal_at_end(path) is None
    assert keep(done, plan_for(path)) is None
    assert seal_path(path).exists()


def test_an_interrupted_sitting_without_a_seal_says_so_before_it_ends(
    folder: Shut, capfd: pytest.CaptureFixture[str]
) -> None:
    done = replace(sit(folder), fault=Interrupted(), unclosed=OutputError("The recording is not sealed. No room."))
    assert isinstance(keep(done, plan_for(folder.path / "a.mcap")), Interrupted)
    assert "The recording is not sealed. No room." in capfd.readouterr().out


def test_a_recording_that_somebody_moved_away_is_said(folder: Shut) -> None:
    path = folder.path / "a.mcap"
    done = sit(folder)
    path.rename(path.with_name("b.mcap"))
    assert isinstance(keep(done, plan_for(path)), RecordingError)
    assert seal_at_end(path) is None


def test_a_file_that_may_not_be_looked_at_is_named_in_one_sentence(
    folder: Shut, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_args, **_options: str(folder.path))
    folder.shut(may_look=False)
    said = CommandLine(capfd, monkeypatch).call("practice", SAMPLES / "plans" / "sample.toml", "--camera", "7")
    assert "A mistake of the program" not in said.err
    assert f"{folder.path}" in said.err
    assert "permission denied" in said.err
    assert said.code == 1


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an account without a home: it cannot be made, and the system refuses to look for it."""
    folder = tmp_path / "home" / ("x" * 300)
    for name in ("user_data_dir", "user_cache_dir"):
        monkeypatch.setattr(platformdirs, name, lambda *_args, **_options: str(folder))
    return folder


def test_the_doctor_answers_an_account_without_a_home(
    nowhere: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = CommandLine(capfd, monkeypatch).call("doctor")
    assert (said.code, said.err) == (0, "")


def test_a_demonstration_goes_on_without_a_home_and_says_where_it_is_kept(
    nowhere: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = own_place("seed-0")
    said = capfd.readouterr().out
    assert folder.parent == tmp_path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "cannot be written to" in said
    assert "goes on" in said


def test_a_sitting_does_not_fail_for_want_of_a_place_for_keys(nowhere: Path) -> None:
    assert key_for_answers() is None


def test_what_is_wrong_with_the_settings_is_said_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_args, **_options: str(tmp_path))
    (tmp_path / "settings.json").write_text("torn", encoding="utf-8")
    assert {own_settings() for _again in range(3)} == {Settings()}
    assert capfd.readouterr().err.count("cannot be read") == 1


def test_a_plan_that_cannot_be_kept_does_not_keep_a_sitting_away(
    nowhere: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    remember_if_possible(SAMPLES / "plans" / "sample.toml")
    assert "the sitting goes on" in capfd.readouterr().out
