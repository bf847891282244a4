"""Forgetting: which files a sitting, a profile or everything consists of, and their removal."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from gazetrainer.history.index import RECORDING_ENDING
from gazetrainer.history.notes import note_path
from gazetrainer.seal import SEAL_ENDING, seal_path
from gazetrainer.whole_file import UNFINISHED

_FOLDERS: Final = ("recordings", "profiles", "plans", "answers")
_RECEIVED: Final = (".answer", ".answer.age", ".answer.refused", ".answer.age.refused")


class Kept(StrEnum):
    """The kinds of things that the program keeps about a person."""

    RECORDING = "recording"
    REPORT = "report"
    NOTE = "note"
    PROFILE = "profile"
    PLAN = "plan"
    SETTINGS = "settings"
    INDEX = "index"
    SEAL = "seal"
    KEY = "key"
    OPENING_KEY = "opening_key"
    ANSWER = "answer"
    PRACTITIONERS = "practitioners"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each kind were removed, and what could not be."""

    removed: tuple[tuple[Kept, int], ...]
    left: tuple[Path, ...] = ()

    def count(self, kind: Kept) -> int:
        """How many of one kind were removed."""
        return dict(self.removed).get(kind, 0)


def forget_sittings(recordings: Iterable[Path]) -> Forgotten:
    """Remove recordings with the reports, notes and seals beside them."""
    return _remove(pair for recording in recordings for pair in _sitting(recording))


def forget_profile(profile: Path) -> Forgotten:
    """Remove a calibration."""
    return _remove([(Kept.PROFILE, profile)])


def forget_everything(data_folder: Path) -> Forgotten:
    """Remove all that is kept about anybody; the face model, which is nobody's, stays."""
    recordings, profiles, plans, answers = (data_folder / name for name in _FOLDERS)
    pairs = [pair for path in _files(recordings, RECORDING_ENDING) for pair in _sitting(path)]
    pairs += [(Kept.REPORT, path) for path in _files(recordings, ".html")]
    pairs += [(Kept.NOTE, path) for path in _files(recordings, ".notes.txt")]
    pairs += [(Kept.SEAL, path) for path in _files(recordings, SEAL_ENDING)]
    pairs += [(Kept.KEY, path) for path in _files(data_folder / "keys", "signing.pem")]
    pairs += [(Kept.OPENING_KEY, path) for path in _files(data_folder / "keys", ".txt")]
    pairs += [(Kept.PROFILE, path) for path in _files(profiles, ".json")]
    pairs += [(Kept.ANSWER, path) for path in _files(answers, ".answer")]
    pairs += [(Kept.INDEX, path) for path in _files(answers, ".decided")]
    pairs += [(Kept.ANSWER, path) for ending in _RECEIVED for path in _files(plans, ending)]
    pairs += [(Kept.PRACTITIONERS, data_folder / "practitioners.json")]
    pairs += [(Kept.PLAN, path) for path in [*_files(plans, ".toml"), data_folder / "plan.toml"]]
    pairs += [(Kept.SETTINGS, data_folder / "settings.json"), (Kept.INDEX, data_folder / "history.json")]
    written_to = (recordings, profiles, plans, data_folder)
    pairs += [(Kept.INDEX, path) for folder in written_to for path in _files(folder, UNFINISHED)]
    forgotten = _remove(dict.fromkeys(pairs))
    for folder in (recordings, profiles, plans, answers, data_folder / "keys"):
        with contextlib.suppress(OSError):  # not there, or something of somebody else's lies in it
            folder.rmdir()
    return forgotten


def _sitting(recording: Path) -> Iterator[tuple[Kept, Path]]:
    yield Kept.RECORDING, recording
    yield Kept.REPORT, recording.with_suffix(".html")
    yield Kept.NOTE, note_path(recording)
    yield Kept.SEAL, seal_path(recording)


def _files(folder: Path, ending: str) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(ending) and path.is_file())
    except OSError:
        return []


def _remove(pairs: Iterable[tuple[Kept, Path]]) -> Forgotten:
    removed: Counter[Kept] = Counter()
    left: list[Path] = []
    for kind, path in pairs:
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError:
            left.append(path)
        else:
            removed[kind] += 1
    return Forgotten(tuple((kind, removed[kind]) for kind in Kept if removed[kind]), tuple(left))
