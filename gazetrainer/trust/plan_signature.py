"""The signature of a plan: the last table of its file, over all the text before the signature itself.

It is in the file because two files part on their way by mail. What is signed is the text as the program reads it: UTF-8
without a byte order mark, lines ended by a line feed; mail services and editors that change these change nothing else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gazetrainer.errors import SharingError
from gazetrainer.seal import Signer
from gazetrainer.trust.signature import SignedKind, is_signature_of, signature_over
from targets.formats import date_in_words
from targets.language import _
from targets.reading import SIGNATURE as TABLE

_ED25519: Final = "ed25519"
_LAST_TABLE: Final = re.compile(
    rf'(?P<signed>(?P<plan>.*\n)\n?\[{TABLE}\]\n(?P<pairs>(?:[a-z_]+ = "[0-9A-Za-z:+.-]*"\n)*))'
    r'signature = "(?P<signature>[0-9a-f]{128})"\s*\Z',
    re.DOTALL,
)
_KEY: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PlanSignature:
    """Who signed a plan and when (ISO 8601, by that computer's clock), and the last day on which it may be practised.

    valid_until None: without an end.
    """

    public_key: bytes
    signed_at: str
    valid_until: date | None = None


def sign_plan(text: str, signer: Signer, *, signed_at: datetime, valid_until: date | None = None) -> str:
    """Give a plan's text with a signature at its end; one that is there is replaced."""
    plan = without_signature(text).rstrip("\n") + "\n"
    until = f'valid_until = "{valid_until.isoformat()}"\n' if valid_until is not None else ""
    signed = (
        f'{plan}\n[{TABLE}]\nkind = "{_ED25519}"\npublic_key = "{signer.public_key.hex()}"\n'
        f'signed_at = "{signed_at.isoformat()}"\n{until}'
    )
    return f'{signed}signature = "{signature_over(signed.encode(), SignedKind.PLAN, signer).hex()}"\n'


def without_signature(text: str) -> str:
    """The plan's own text, as the program reads it."""
    text = _as_read(text)
    found = _LAST_TABLE.fullmatch(text)
    return found["plan"] if found is not None else text


def plan_signature(text: str, name: str) -> PlanSignature | None:
    """Who signed a plan; None: it names no signature. Raises SharingError for a signature that does not fit.

    The text must be a plan that can be read; `name` is used in messages.
    """
    text = _as_read(text)
    found = _LAST_TABLE.fullmatch(text)
    if found is None:
        if _names_a_signature(text):
            raise SharingError(_does_not_fit(name))
        return None
    pairs = dict(line.split(" = ", 1) for line in found["pairs"].splitlines())
    said = {key: value.strip('"') for key, value in pairs.items()}
    key = said.get("public_key", "")
    if said.get("kind") != _ED25519 or not _KEY.fullmatch(key):
        raise SharingError(_does_not_fit(name))
    signed = found["signed"].encode("utf-8", errors="surrogatepass")
    if not is_signature_of(bytes.fromhex(found["signature"]), signed, SignedKind.PLAN, bytes.fromhex(key)):
        raise SharingError(_does_not_fit(name))
    return PlanSignature(bytes.fromhex(key), said.get("signed_at", ""), _day(said.get("valid_until"), name))


def refuse_expired(signature: PlanSignature | None, name: str, today: date) -> None:
    """Raise SharingError for a plan whose last day is over."""
    if signature is not None and signature.valid_until is not None and today > signature.valid_until:
        said = _("The plan {name} was to be practised until {date}. Ask your practitioner for a new one.")
        raise SharingError(said.format(name=name, date=date_in_words(signature.valid_until)))


def _as_read(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _names_a_signature(text: str) -> bool:
    try:
        return TABLE in tomllib.loads(text)
    except (ValueError, RecursionError):  # what is no plan is told by the reader of plans
        return False


def _day(text: str | None, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as fault:
        raise SharingError(_does_not_fit(name)) from fault


def _does_not_fit(name: str) -> str:
    said = _("The signature of the plan {name} does not fit: it was changed after it was signed. Ask for it again.")
    return said.format(name=name)
