"""The seal and the signer of a recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gazetrainer.errors import RecordingError
from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.seal import UNCHANGED, Seal, SealState, check_seal, parse_seal
from gazetrainer.verify.findings import Check, Finding, State
from targets.formats import date_and_time
from targets.language import N_, _

_BROKEN: Final = {
    SealState.CHANGED: N_("The recording was changed after it was sealed, or the seal is that of another recording."),
    SealState.FORGED: N_("The seal was not made with the key it names."),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """By whom a recording should be sealed: `signer` are the words of a key, empty: by anybody; `own` this computer's.

    own: public key of this installation, empty: it has none.
    """

    signer: str = ""
    own: bytes = b""


def seal_findings(
    recording: bytes, seal_file: bytes | None, name: str, expected: Expected
) -> tuple[tuple[Finding, ...], Seal | None]:
    """Return what is to be said of seal and signer, and the seal when it holds."""
    if seal_file is None:
        missing = _("There is no seal beside it, so a change would not show.")
        return (Finding(Check.SEAL, State.DIFFERS, missing),), None
    try:
        seal = parse_seal(seal_file, name)
    except RecordingError as fault:
        return (Finding(Check.SEAL, State.DIFFERS, str(fault)),), None
    state = check_seal(seal, recording)
    if state not in UNCHANGED:
        return (Finding(Check.SEAL, State.DIFFERS, _(_BROKEN[state])),), None
    said = _("Unchanged since it was sealed at {time}, as the clock of that computer had it.")
    if state is SealState.WITHOUT_VIDEO:
        said = _(
            "Unchanged since it was sealed at {time}, as the clock of that computer had it, but for the video, which "
            "was left out."
        )
    said = said.format(time=_when(seal.sealed_at))
    return (Finding(Check.SEAL, State.AGREES, said), _signer(seal, expected)), seal


def _when(sealed_at: str) -> str:
    try:
        return date_and_time(datetime.fromisoformat(sealed_at))
    except ValueError:  # whatever stands there
        return sealed_at


def _signer(seal: Seal, expected: Expected) -> Finding:
    words = spoken_fingerprint(seal.key)
    if expected.signer and _plain(expected.signer) != words:
        said = _("Sealed by another key than expected: {words}.").format(words=words)
        return Finding(Check.SIGNER, State.DIFFERS, said)
    if expected.signer:
        return Finding(Check.SIGNER, State.AGREES, _("Sealed by the expected key: {words}.").format(words=words))
    if seal.key == expected.own:
        return Finding(Check.SIGNER, State.AGREES, _("Sealed on this computer: {words}.").format(words=words))
    said = _("Sealed by the key {words}. Compare the words with those that the sender sees.").format(words=words)
    return Finding(Check.SIGNER, State.NOTED, said)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
