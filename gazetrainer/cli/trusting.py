"""Whose plan it is, asked before it is practised for the first time, and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from gazetrainer.cli.parts import console
from gazetrainer.cli.places import data_folder, now
from gazetrainer.errors import SharingError
from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.flows.trusting import ask_whose
from gazetrainer.loop import AnyFlow
from gazetrainer.rooms.trust_pages import whose_in_words, whose_with_words
from gazetrainer.trust.plan_signature import plan_signature, refuse_expired
from gazetrainer.trust.practitioners import KnownPractitioners, Origin, Practitioner, Standing, origin_of
from gazetrainer.trust.practitioners_file import FILE, load_practitioners, save_practitioners
from targets import PrescriptionError, parse_plan, plan_text
from targets.language import _

Carry = Callable[[AnyFlow[bool]], bool]


def known_practitioners() -> KnownPractitioners:
    """Everybody whose key was taken here; raises SharingError."""
    return load_practitioners(data_folder() / FILE)


def plan_origin(path: Path) -> tuple[Origin, date | None]:
    """Whose plan a file is, and its last day; raises PrescriptionError, and SharingError when it was changed."""
    text = plan_text(path)
    author = parse_plan(text, path.name).draft.author
    signature = plan_signature(text, path.name)
    known = known_practitioners()
    origin = origin_of(author or "", signature.public_key if signature is not None else None, known)
    if origin.standing is Standing.NO_LONGER_SIGNED and _digest(text) in known.unsigned_plans:
        origin = origin_of("", None, known)
    return origin, signature.valid_until if signature is not None else None


def refuse_plan(path: Path) -> None:
    """Raise PrescriptionError, or SharingError for a plan that was changed after it was signed, or is over."""
    text = plan_text(path)
    parse_plan(text, path.name)
    refuse_expired(plan_signature(text, path.name), path.name, now().date())


def may_practise(path: Path, carry: Carry) -> bool:
    """Ask whose plan it is where that is not known; raises as refuse_plan does."""
    refuse_plan(path)
    origin, _until = plan_origin(path)
    if not carry(ask_whose(origin)):
        return False
    if origin.standing is Standing.NO_LONGER_SIGNED:
        known = known_practitioners().taking_unsigned(_digest(plan_text(path)))
        save_practitioners(known, data_folder() / FILE)
    remember(origin)
    return True


def remember(origin: Origin) -> None:
    """Keep a key that was taken; raises OutputError."""
    if origin.standing in {Standing.NEW, Standing.CHANGED}:
        who = Practitioner(name=origin.name, public_key=origin.public_key.hex(), since=now().isoformat())
        save_practitioners(known_practitioners().taking(who), data_folder() / FILE)


def refuse_unlike_before(origin: Origin) -> None:
    """Raise SharingError where nobody can be asked: another key than so far, or none."""
    if origin.standing is Standing.CHANGED:
        said = _("{whose} Ask {name} by telephone which words they see; if it is theirs: gazetrainer key forget NAME")
        raise SharingError(said.format(whose=whose_with_words(origin), name=origin.name))
    if origin.standing is Standing.NO_LONGER_SIGNED:
        said = _("{whose} Ask {name} by telephone whether it is theirs; if it is: gazetrainer key forget NAME")
        raise SharingError(said.format(whose=whose_in_words(origin), name=origin.name))


def whose_plan(path: Path | None, *, with_words: bool = False) -> str:
    """Whose plan it is; empty for the demonstration, and what is wrong where something is."""
    if path is None:
        return ""
    try:
        origin, until = plan_origin(path)
        return whose_with_words(origin) if with_words else whose_in_words(origin, until)
    except (PrescriptionError, SharingError) as fault:
        return str(fault)


def say_known() -> None:
    """Say whose keys were taken; raises SharingError."""
    known = known_practitioners().known
    for each in known:
        console.print(f"{each.name}: {spoken_fingerprint(each.key)}", markup=False, highlight=False)
    if not known:
        console.print(_("Nobody's key was taken yet."))


def forget_known(name: str) -> None:
    """Forget somebody's key; raises SharingError for a name that is not known."""
    known = known_practitioners()
    if known.named(name) is None:
        said = _('Nobody is known as "{name}". See: gazetrainer key known')
        raise SharingError(said.format(name=name))
    save_practitioners(known.without(name), data_folder() / FILE)
    console.print(_("Forgotten: {name}").format(name=name), markup=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
