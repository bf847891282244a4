"""`answer`: what a practitioner says to a sitting, as one signed file for the client; the desk makes the same."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from gazetrainer.adapters.age_key import file_content, public_key_in
from gazetrainer.adapters.age_package import encrypt
from gazetrainer.adapters.signing_key import own_signing_key
from gazetrainer.answers import (
    ANSWER_ENDING,
    AnswerDraft,
    AnsweredSitting,
    Decision,
    NewPlan,
    TimeMark,
    answered_sitting,
    parse_answer,
    sign_answer,
)
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import data_folder, now, writable_file
from gazetrainer.cli.signing import signed_plan
from gazetrainer.errors import OutputError, RecordingError, SharingError
from gazetrainer.recording.header import RecordingHeader
from gazetrainer.recording.reader import parse_recording
from gazetrainer.recording.streams import Stream
from gazetrainer.seal import LARGEST_SEAL, UNCHANGED, check_seal, parse_seal, seal_path
from gazetrainer.trust.plan_signature import plan_signature
from gazetrainer.whole_file import whole
from targets import plan_text
from targets.language import _

ENCRYPTED: Final = ANSWER_ENDING + ".age"
_STORY: Final = frozenset({Stream.HEADER, Stream.EVENTS})


@dataclass(frozen=True, slots=True)
class AnswerWish:
    """What is to be said to a sitting.

    plan: a plan file, signed already or by this computer now. practitioner None: the author of the plan practised.
    to: a public key or a file that holds it; None: the client's, as the recording names it. folder: where an answer
    goes whose output is not named.
    """

    recording: Path
    decision: Decision
    comment: str = ""
    marks: tuple[tuple[float, str], ...] = ()
    plan: Path | None = None
    practitioner: str | None = None
    to: str | None = None
    output: Path | None = None
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """Where an answer was written, the key it was encrypted to (None: anybody can read it), and what was signed."""

    path: Path
    key: str | None
    signed: bytes


def answer_recording(wish: AnswerWish) -> None:
    """Write an answer and say where it is; raises what write_answer does."""
    made = write_answer(wish)
    console.print(_("Answer: {path}").format(path=made.path), markup=False)
    if made.key is None:
        console.print(_("The recording names no key of the client: anybody who gets the answer can read it."))
    else:
        console.print(_("Only the owner of this key can open it: {key}").format(key=made.key), markup=False)


def write_answer(wish: AnswerWish) -> WrittenAnswer:
    """Sign an answer, encrypt it to the client where there is a key, and write it.

    Raises RecordingError, SharingError, PrescriptionError and OutputError.
    """
    sitting, header = sitting_of(wish.recording)
    key = _key_for(wish, header)
    content = signed_answer(_draft(wish, sitting, header))
    ending = ANSWER_ENDING if key is None else ENCRYPTED
    path = writable_file(
        wish.output or wish.folder / (wish.recording.stem + ending),
        ending=Path("a" + ending).suffix,
        inputs=(wish.recording, wish.plan),
    )
    _write(path, content if key is None else encrypted_to(key, content))
    return WrittenAnswer(path, key, content)


def sitting_of(recording: Path) -> tuple[AnsweredSitting, RecordingHeader]:
    """Name the sitting of a recording; raises RecordingError for a seal that does not fit: whose it is is not known."""
    try:
        data = recording.read_bytes()
    except (OSError, ValueError) as fault:
        why = (getattr(fault, "strerror", None) or str(fault)).lower()
        said = _("{path} cannot be read ({why}); check the name.")
        raise RecordingError(said.format(path=recording, why=why)) from fault
    header = parse_recording(data, str(recording), streams=_STORY).header
    return answered_sitting(data, header, _sealed_by(recording, data)), header


def signed_answer(draft: AnswerDraft) -> bytes:
    """Sign an answer by this computer's key; raises SharingError when the client could not open it, OutputError."""
    made = sign_answer(draft, own_signing_key(data_folder()), answered_at=now()).to_bytes()
    parse_answer(made, _("the answer"))
    return made


def encrypted_to(key: str, content: bytes) -> bytes:
    """Encrypt an answer to a public key."""
    output = io.BytesIO()
    encrypt(io.BytesIO(content), output, public_key=key)
    return output.getvalue()


def _draft(wish: AnswerWish, sitting: AnsweredSitting, header: RecordingHeader) -> AnswerDraft:
    author = header.plan.get("author")
    try:
        return AnswerDraft(
            sitting=sitting,
            practitioner=wish.practitioner or (author if isinstance(author, str) else ""),
            decision=wish.decision,
            comment=wish.comment.strip(),
            marks=tuple(TimeMark(time_s=time_s, text=text) for time_s, text in sorted(wish.marks)),
            plan=_new_plan(wish.plan),
        )
    except ValidationError as faults:
        raise SharingError(_in_words(faults)) from faults


def _new_plan(path: Path | None) -> NewPlan | None:
    """The plan with its signature; one that is not signed yet is signed now."""
    if path is None:
        return None
    text = plan_text(path)
    if plan_signature(text, path.name) is None:
        text = signed_plan(text, path.name)
    return NewPlan(name=path.name, text=text)


def _key_for(wish: AnswerWish, header: RecordingHeader) -> str | None:
    if wish.to is not None:
        is_file = os.path.exists(wish.to)
        text = file_content(Path(wish.to)).decode("utf-8", errors="replace") if is_file else wish.to
        return public_key_in(text, wish.to)
    if header.client_age_key is None:
        return None
    return public_key_in(header.client_age_key, _("the recording"))


def _sealed_by(recording: Path, data: bytes) -> bytes | None:
    path = seal_path(recording)
    try:
        with path.open("rb") as file:
            seal = parse_seal(file.read(LARGEST_SEAL), str(path))
    except FileNotFoundError:
        return None
    if check_seal(seal, data) not in UNCHANGED:
        said = _("The seal of {path} does not fit, so it is not known whose sitting it is. Ask for it again.")
        raise RecordingError(said.format(path=recording))
    return seal.key


def _in_words(faults: ValidationError) -> str:
    first = faults.errors(include_url=False, include_context=False)[0]
    place = ".".join(map(str, first["loc"]))
    if place == "practitioner":
        return _("The plan practised does not say whose it is; say your name with --name.")
    said = _("The answer cannot be made: {what}: {why}")
    return said.format(what=place, why=first["msg"].removeprefix("Value error, "))


def _write(path: Path, content: bytes) -> None:
    try:
        with whole(path) as waiting:
            waiting.write_bytes(content)
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Choose another place.")
        raise OutputError(said.format(path=path, why=fault.strerror or fault)) from fault
