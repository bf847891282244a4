"""Answer: what a practitioner says to one sitting, with marks on its time line and perhaps a new plan; signed."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from gazetrainer.answers.sitting import AnsweredSitting, Key
from gazetrainer.file_name import is_plain
from gazetrainer.seal import Signer
from gazetrainer.trust.signature import SignedKind, is_signature_of, signature_over
from targets.language import _

ANSWER_ENDING: Final = ".answer"
LARGEST_ANSWER_BYTES: Final = 4_000_000
LONGEST_COMMENT: Final = 4000
LONGEST_MARK: Final = 300
MOST_MARKS: Final = 100
_LONGEST_PLAN: Final = 1_000_000
_LONGEST_TIME_S: Final = 24 * 3600.0
_PLAN_ENDING: Final = ".toml"


class Decision(StrEnum):
    """What the practitioner makes of a sitting."""

    ACCEPTED = "accepted"
    REDO = "redo"
    COMMENT = "comment"


def _printable(text: str) -> str:
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text):
        raise ValueError(_("must have printable signs only"))
    return text


def _plan_name(name: str) -> str:
    if not name.endswith(_PLAN_ENDING) or not is_plain(name.removesuffix(_PLAN_ENDING)):
        raise ValueError(_("must be a name such as plan.toml"))
    return name


def _text(longest: int) -> Any:
    return StringConstraints(min_length=1, max_length=longest, strip_whitespace=True)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class TimeMark(_Part):
    """Something said about a moment of the sitting; time_s as in the recording."""

    time_s: float = Field(ge=0, le=_LONGEST_TIME_S)
    text: Annotated[str, _text(LONGEST_MARK), AfterValidator(_printable)]


class NewPlan(_Part):
    """A whole signed plan file, and the name it goes by."""

    name: Annotated[str, AfterValidator(_plan_name)]
    text: str = Field(min_length=1, max_length=_LONGEST_PLAN)


class AnswerDraft(_Part):
    """What a practitioner says, before it is signed; comment empty: none."""

    sitting: AnsweredSitting
    practitioner: Annotated[str, _text(120), AfterValidator(_printable)]
    decision: Decision = Field(strict=False)
    comment: Annotated[str, StringConstraints(max_length=LONGEST_COMMENT), AfterValidator(_printable)] = ""
    marks: tuple[TimeMark, ...] = Field(default=(), max_length=MOST_MARKS, strict=False)
    plan: NewPlan | None = None


class Answer(AnswerDraft):
    """A signed answer; answered_at: ISO 8601, as the practitioner's clock had it; signature: Ed25519."""

    format: Literal["gazetrainer-answer"] = "gazetrainer-answer"
    version: Literal[1] = 1
    answered_at: Annotated[str, StringConstraints(max_length=64)]
    public_key: Key
    signature: Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{128}\z")] = "0" * 128

    @property
    def key(self) -> bytes:
        """The bytes of the practitioner's public key."""
        return bytes.fromhex(self.public_key)

    @property
    def is_as_signed(self) -> bool:
        """Whether the holder of the key signed exactly this."""
        return is_signature_of(bytes.fromhex(self.signature), self.signed_bytes(), SignedKind.ANSWER, self.key)

    def signed_bytes(self) -> bytes:
        """What the signature is over: all other members, sorted by name, as JSON without spaces, in UTF-8."""
        members = self.model_dump(mode="json", exclude={"signature"})
        return json.dumps(members, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def to_bytes(self) -> bytes:
        """The answer's file."""
        return (json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()


def sign_answer(draft: AnswerDraft, signer: Signer, *, answered_at: datetime) -> Answer:
    """Sign an answer; whether its plan is signed by the same key is found out by reading it."""
    members = {name: getattr(draft, name) for name in AnswerDraft.model_fields}
    unsigned = Answer(**members, answered_at=answered_at.isoformat(), public_key=signer.public_key.hex())
    signature = signature_over(unsigned.signed_bytes(), SignedKind.ANSWER, signer)
    return unsigned.model_copy(update={"signature": signature.hex()})
