from __future__ import annotations

import re
import shutil
from dataclasses import fields
from pathlib import Path
from typing import get_args

import av
import pytest
from video_helpers import filmed, frames

from gazetrainer.events import Event
from gazetrainer.gaze import EyeState, GapReason, GazeGap, GazeSample, HeadPose
from gazetrainer.outcomes import Account, Command, HoldOutcome, SittingOutcome, StepOutcome, Verdict
from gazetrainer.recording import FORMAT_VERSION, RecordingHeader
from gazetrainer.recording.streams import Stream
from gazetrainer.seal import Seal
from gazetrainer.verify import Check

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (ROOT / "docs" / "recording.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", DOCUMENT))


def test_every_stream_has_its_chapter() -> None:
    assert set(re.findall(r"^## `(/\w+)`", DOCUMENT, re.MULTILINE)) == {stream.value for stream in Stream}


@pytest.mark.parametrize("kind", [RecordingHeader, GazeSample, GazeGap, HeadPose, EyeState, *get_args(Event)])
def test_every_field_is_named(kind: type) -> None:
    assert {field.name for field in fields(kind)} - NAMED == set()


def test_every_event_seal_member_check_and_value_is_named() -> None:
    assert {kind.__name__ for kind in get_args(Event)} - NAMED == set()
    assert set(Seal.model_fields) - NAMED == set()
    words = (Check, GapReason, Account, Command, HoldOutcome, SittingOutcome, StepOutcome, Verdict)
    assert {member.value for kind in words for member in kind} - NAMED == set()
    assert f"| `format_version` | {FORMAT_VERSION} |" in DOCUMENT


def test_a_stranger_can_read_it_with_the_public_tools_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "samples" / "recording.mcap", tmp_path / "sitting.mcap")
    monkeypatch.chdir(tmp_path)
    code, of_video = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert "gazetrainer" not in code + of_video
    exec(compile(code, "recording.md", "exec"), {})
    said = capsys.readouterr().out
    assert "/gaze 0.0 {'kind': 'Gaze" in said
    assert "'kind': 'SittingEnded'" in said
    filmed(tmp_path / "film.mcap", frames(5)).replace(tmp_path / "sitting.mcap")
    exec(compile(of_video, "recording.md", "exec"), {})
    with av.open(str(tmp_path / "sitting.h264")) as raw:
        assert sum(1 for _ in raw.decode(video=0)) == 5
