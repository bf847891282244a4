"""Seals: what a recording's bytes were when it was closed, signed; a change made later without the key shows.

A seal makes a recording tamper-evident: it says that these bytes were there when the holder of the key sealed them.
It says nothing about what happened before, and the holder of the key can seal anything.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal, Protocol, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from gazetrainer.errors import RecordingError
from gazetrainer.recording.without_video import digest_without_video, has_video
from targets.language import _

SEAL_ENDING: Final = ".seal"
LARGEST_SEAL: Final = 4096
"""A seal is about 500 bytes."""
_Hex32 = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]
_Hex64 = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{128}\z")]


class Signer(Protocol):
    """Whoever holds a private key."""

    @property
    def public_key(self) -> bytes:
        """The 32 bytes by which others check."""

    def sign(self, data: bytes) -> bytes:
        """Give the 64 bytes of an Ed25519 signature."""


class Statement(BaseModel):
    """What is signed: the recording's SHA-256 and size, when, by which key, and where it was cut short (None: whole).

    sealed_at: ISO 8601, as the sealing computer's clock had it. without_video_sha256: of a recording with video, what
    `digest_without_video` gives, so that the seal also holds for a copy from which the video was left out; None: there
    is no video, and the seal is of version 1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)

    format: Literal["gazetrainer-seal"] = "gazetrainer-seal"
    version: Literal[1, 2] = 1
    sha256: _Hex32
    size_bytes: int = Field(ge=0)
    sealed_at: Annotated[str, StringConstraints(max_length=64)]
    cut_short_at_s: float | None = None
    public_key: _Hex32
    without_video_sha256: _Hex32 | None = None

    @model_validator(mode="after")
    def _of_one_version(self) -> Self:
        if (self.version == 2) != (self.without_video_sha256 is not None):
            raise ValueError("a seal of version 2 is one that holds without video")
        return self

    @property
    def key(self) -> bytes:
        """The public key's bytes."""
        return bytes.fromhex(self.public_key)

    def signed_bytes(self) -> bytes:
        """What the signature is over: these members in this order as JSON without spaces, in UTF-8."""
        return json.dumps(self._members(*Statement.model_fields), ensure_ascii=False, separators=(",", ":")).encode()

    def _members(self, *names: str) -> dict[str, object]:
        """What stands in the file; a seal of version 1 knows no video."""
        named = {name: getattr(self, name) for name in names}
        return {name: value for name, value in named.items() if name != "without_video_sha256" or value is not None}


class Seal(Statement):
    """A signed statement; `signature` is Ed25519 over `signed_bytes`."""

    signature: _Hex64

    def to_bytes(self) -> bytes:
        """The seal file: one member a line."""
        members = self._members(*Statement.model_fields, "signature")
        return (json.dumps(members, ensure_ascii=False, indent=1) + "\n").encode()


class SealState(StrEnum):
    """What a seal says of a recording; WITHOUT_VIDEO: all is as it was sealed, but the video was left out."""

    INTACT = "intact"
    WITHOUT_VIDEO = "without_video"
    CHANGED = "changed"
    FORGED = "forged"


UNCHANGED: Final = frozenset({SealState.INTACT, SealState.WITHOUT_VIDEO})
"""States in which everything that is there is as it was sealed."""


def seal_path(recording: Path) -> Path:
    """Where a recording's seal lies: beside it."""
    return recording.with_name(recording.name + SEAL_ENDING)


def seal(recording: bytes, signer: Signer, *, sealed_at: str, cut_short_at_s: float | None) -> Seal:
    """Seal the exact bytes of a recording."""
    left = _digest_of_the_rest(recording)
    statement = Statement(
        version=1 if left is None else 2,
        sha256=hashlib.sha256(recording).hexdigest(),
        size_bytes=len(recording),
        sealed_at=sealed_at,
        cut_short_at_s=cut_short_at_s,
        public_key=signer.public_key.hex(),
        without_video_sha256=left,
    )
    return Seal(**statement.model_dump(), signature=signer.sign(statement.signed_bytes()).hex())


def parse_seal(data: bytes, name: str) -> Seal:
    """Read a seal file; `name` is used in messages. Raises RecordingError for anything not written by `to_bytes`."""
    try:
        read = Seal.model_validate_json(data)
        is_as_written = read.to_bytes() == data
    except (ValidationError, UnicodeEncodeError) as faults:
        raise RecordingError(_what_is_wrong(data, name)) from faults
    if not is_as_written:
        raise RecordingError(_("The seal {name} was altered after it was made.").format(name=name))
    return read


def check_seal(seal: Seal, recording: bytes) -> SealState:
    """Say whether a seal was made by the key it names, and for exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(seal.key).verify(bytes.fromhex(seal.signature), seal.signed_bytes())
    except (InvalidSignature, ValueError):
        return SealState.FORGED
    if len(recording) == seal.size_bytes and hashlib.sha256(recording).hexdigest() == seal.sha256:
        return SealState.INTACT
    return SealState.WITHOUT_VIDEO if _is_without_video(seal, recording) else SealState.CHANGED


def _digest_of_the_rest(recording: bytes) -> str | None:
    """None: there is no video, or nothing can be read of it."""
    try:
        return digest_without_video(recording, "") if has_video(recording, "") else None
    except RecordingError:
        return None


def _is_without_video(seal: Seal, recording: bytes) -> bool:
    if seal.without_video_sha256 is None:
        return False
    try:
        is_same = digest_without_video(recording, "") == seal.without_video_sha256
        return is_same and not has_video(recording, "")
    except RecordingError:
        return False


def _what_is_wrong(data: bytes, name: str) -> str:
    try:
        members = json.loads(data)
        is_newer = members["format"] == "gazetrainer-seal" and members["version"] > 2
    except (ValueError, LookupError, TypeError, RecursionError):
        is_newer = False
    if is_newer:
        return _("The seal {name} was made by a newer version; update gazetrainer.").format(name=name)
    return _("{name} is not a seal, or it was altered after it was made.").format(name=name)
