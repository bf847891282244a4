"""The answers beside the recordings: a readable copy of each, whatever was encrypted to the client."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from gazetrainer.adapters.private_file import write_private
from gazetrainer.answers import ANSWER_ENDING, LARGEST_ANSWER_BYTES, parse_answer
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.review.answer_page import DECISION_WORDS
from gazetrainer.review.filed import Filed
from gazetrainer.review.given import Given
from gazetrainer.whole_file import whole
from targets.language import _


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """Reads each answer once, and again when its file changed."""

    _known: dict[Path, tuple[int, Given | None]] = field(default_factory=dict)

    def beside(self, filed: Filed, recording: Path) -> Filed:
        """The recording with what was answered to it, in words."""
        given = self.to(recording)
        return filed if given is None else replace(filed, answer=given.decision, is_new=False)

    def to(self, recording: Path) -> Given | None:
        """The answer to a recording; None: there is none that can be read."""
        path = answer_path(recording)
        try:
            changed_ns = path.lstat().st_mtime_ns
        except OSError:
            self._known.pop(path, None)
            return None
        if self._known.get(path, (0, None))[0] != changed_ns:
            self._known[path] = (changed_ns, _read(path))
        return self._known[path][1]

    @property
    def last_name(self) -> str:
        """Who signed the latest of these answers; empty when there is none."""
        given = [each for _changed, each in list(self._known.values()) if each is not None]
        return max(given, key=_moment).practitioner if given else ""


def answer_path(recording: Path) -> Path:
    """Where the desk's own copy of an answer lies."""
    return recording.with_suffix(ANSWER_ENDING)


def sent_path(recording: Path) -> Path | None:
    """The file that goes to the client: encrypted where there is such a one; None: nothing was answered."""
    plain = answer_path(recording)
    encrypted = plain.with_name(plain.name + ".age")
    return next((path for path in (encrypted, plain) if path.is_file() and not path.is_symlink()), None)


def keep_answer(recording: Path, signed: bytes) -> None:
    """Keep a copy in place of an earlier one, for its owner alone; raises OutputError."""
    path = answer_path(recording)
    try:
        with whole(path) as waiting:
            waiting.unlink(missing_ok=True)
            write_private(waiting, signed)
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Make room on the disk.")
        raise OutputError(said.format(path=path, why=fault.strerror or fault)) from fault


def _read(path: Path) -> Given | None:
    try:
        with path.open("rb") as file:
            answer = parse_answer(file.read(LARGEST_ANSWER_BYTES + 1), path.name)
        given = Given(_(DECISION_WORDS[answer.decision]), answer.practitioner, answer.answered_at, answer.signature)
        _moment(given)
    except (OSError, SharingError, ValueError):
        return None
    return given


def _moment(given: Given) -> float:
    return datetime.fromisoformat(given.answered_at).timestamp()
