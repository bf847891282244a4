"""A short sealed sitting, and what can be done to it."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from recording_sittings import human, record_sitting

from gazetrainer.adapters.signing_key import SigningKey
from gazetrainer.errors import RecordingError
from gazetrainer.recording.reader import parse_recording
from gazetrainer.seal import Seal, seal

ONE = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
OTHER = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([1] * 32)))
MOMENT = "2026-11-22T07:45:00+01:00"


def recorded(path: Path, *, until_s: float = 6.0) -> bytes:
    """The bytes of a short sitting."""
    record_sitting(path, human, until_s=until_s)
    return path.read_bytes()


def sealed(recording: bytes, key: SigningKey = ONE) -> Seal:
    """A seal as the program makes it: where the recording was cut short it says so."""
    try:
        cut_short_at_s = parse_recording(recording, "x").cut_short_at_s
    except RecordingError:
        cut_short_at_s = None
    return seal(recording, key, sealed_at=MOMENT, cut_short_at_s=cut_short_at_s)
