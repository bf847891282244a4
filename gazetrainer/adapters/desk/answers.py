"""The answers beside the recordings: a readable copy of each, whatever was encrypted to the client."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from gazetrainer.adapters.private_file import write_private
from gazetrainer.answers import ANSWER_ENDING, LARGEST_ANSWER_BYTES, parse_answer
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.review.answer_page import DECISION_WORDS
from gazetrainer.review.filed import Filed
from gazetrainer.whole_file import whole
from targets.language import _


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """Reads each answer once, and again when its file changed."""

    _known: dict[Path, tuple[int, str]] = field(default_factory=dict)

    def beside(self, filed: Filed, recording: Path) -> Filed:
        """The recording with what was answered to it, in words."""
        path = answer_path(recording)
        try:
            changed_ns = path.lstat().st_mtime_ns
        except OSError:
            return filed
        if self._known.get(path, (0, ""))[0] != changed_ns:
            self._known[path] = (changed_ns, _read(path))
        return replace(filed, answer=self._known[path][1])


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


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            answer = parse_answer(file.read(LARGEST_ANSWER_BYTES + 1), path.name)
    except (OSError, SharingError):
        return ""
    return _(DECISION_WORDS[answer.decision])
