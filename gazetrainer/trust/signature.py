"""Ed25519 signatures over texts of a named kind, so that one made for a plan can never pass for one of an answer."""

from __future__ import annotations

from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gazetrainer.seal import Signer


class SignedKind(StrEnum):
    """What is signed; its words and a zero byte come before the signed bytes."""

    PLAN = "gazetrainer-plan-1"
    ANSWER = "gazetrainer-answer-1"


def signature_over(data: bytes, kind: SignedKind, signer: Signer) -> bytes:
    """Give the 64 bytes of a signature."""
    return signer.sign(_named(data, kind))


def is_signature_of(signature: bytes, data: bytes, kind: SignedKind, public_key: bytes) -> bool:
    """Whether the holder of a key signed exactly these bytes as something of this kind."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _named(data, kind))
    except (InvalidSignature, ValueError):
        return False
    return True


def _named(data: bytes, kind: SignedKind) -> bytes:
    return kind.encode() + b"\0" + data
