"""AnsweredSitting: which sitting an answer is to, and for whom it therefore is."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gazetrainer.errors import SharingError
from gazetrainer.recording import RecordingHeader
from targets.language import _

_LONGEST_NAME = 200
Key = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]


class AnsweredSitting(BaseModel):
    """A sitting by its recording's SHA-256, when it began (ISO 8601), who practised, and the key that sealed it.

    client_key None: the recording has no seal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    sha256: Key
    started_at: Annotated[str, StringConstraints(max_length=64)]
    client: str = Field(default="", max_length=_LONGEST_NAME)
    client_key: Key | None = None


def answered_sitting(recording: bytes, header: RecordingHeader, sealed_by: bytes | None) -> AnsweredSitting:
    """Name a sitting by the exact bytes of its recording; sealed_by: the key of a seal that was found to hold."""
    return AnsweredSitting(
        sha256=hashlib.sha256(recording).hexdigest(),
        started_at=header.started_at[:64],
        client=(header.client or "")[:_LONGEST_NAME],
        client_key=sealed_by.hex() if sealed_by is not None else None,
    )


def refuse_if_not_for(sitting: AnsweredSitting, own_key: bytes, recorded_here: Collection[str], name: str) -> None:
    """Raise SharingError unless this computer sealed the sitting, or holds its recording.

    recorded_here: SHA-256 of the recordings on this computer, in hexadecimal.
    """
    if own_key and sitting.client_key == own_key.hex():
        return
    if sitting.sha256 not in recorded_here:
        said = _("{name} answers a sitting of somebody else, so it is not shown. Tell your practitioner.")
        raise SharingError(said.format(name=name))
