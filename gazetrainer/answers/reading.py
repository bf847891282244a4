"""Reading answers: whatever the bytes of a received file are, an Answer that is as it was signed or a SharingError."""

from __future__ import annotations

import json
from typing import Final

from pydantic import ValidationError

from gazetrainer.answers.answer import LARGEST_ANSWER_BYTES, Answer
from gazetrainer.errors import SharingError
from gazetrainer.trust.plan_signature import plan_signature
from targets import PrescriptionError, parse_plan
from targets.language import _

_FORMAT: Final = "gazetrainer-answer"
_LONGEST_HEAD: Final = 64


def looks_like_answer(data: bytes) -> bool:
    """Whether a file that begins with these bytes may be an answer; a package and a recording never are."""
    return data[:_LONGEST_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def parse_answer(data: bytes, name: str) -> Answer:
    """Read an answer, `name` is used in messages; raises SharingError.

    What comes back is as the holder of its key signed it, and a plan in it is one that can be read, signed by the same.
    """
    if len(data) > LARGEST_ANSWER_BYTES:
        said = _("{name} is larger than {most} MB, which no answer is; it is refused.")
        raise SharingError(said.format(name=name, most=LARGEST_ANSWER_BYTES // 1_000_000))
    try:
        answer = Answer.model_validate_json(data)
    except ValidationError as faults:
        raise SharingError(_what_is_wrong(data, name)) from faults
    if not answer.is_as_signed:
        said = _("The signature of {name} does not fit: it was changed after it was signed. Ask for it again.")
        raise SharingError(said.format(name=name))
    _check_plan(answer, name)
    return answer


def _check_plan(answer: Answer, name: str) -> None:
    plan = answer.plan
    if plan is None:
        return
    try:
        parse_plan(plan.text, plan.name)
    except PrescriptionError as fault:
        said = _("The plan in {name} cannot be used. {why}")
        raise SharingError(said.format(name=name, why=str(fault).partition("\n")[0])) from fault
    signature = plan_signature(plan.text, plan.name)
    if signature is None or signature.public_key != answer.key:
        said = _("The plan in {name} is not signed by whoever signed the answer; it is refused. Ask for it again.")
        raise SharingError(said.format(name=name))


def _what_is_wrong(data: bytes, name: str) -> str:
    try:
        members = json.loads(data)
        is_newer = members["format"] == _FORMAT and members["version"] > 1
    except (ValueError, LookupError, TypeError, RecursionError):
        is_newer = False
    if is_newer:
        return _("{name} was made by a newer version; update gazetrainer.").format(name=name)
    return _("{name} is not an answer, or it was damaged on its way. Ask for it again.").format(name=name)
