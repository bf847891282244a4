"""`plan sign`: a practitioner's signature in a plan, and the key to which what comes back is encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from gazetrainer.adapters.signing_key import own_signing_key
from gazetrainer.cli.keys import own_keys
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import data_folder, now, writable_file
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.trust.plan_signature import PlanSignature, plan_signature, refuse_expired, sign_plan, without_signature
from gazetrainer.trust.return_address import with_return_key
from gazetrainer.whole_file import whole
from targets import parse_plan, plan_text
from targets.formats import date_in_words
from targets.language import _

_ENDING: Final = ".toml"


@dataclass(frozen=True, slots=True)
class SignWish:
    """What `plan sign` was asked for; `output` None: the plan itself."""

    plan: Path
    valid_until: date | None = None
    output: Path | None = None


def sign_plan_file(wish: SignWish) -> None:
    """Sign a plan and say by which key; raises PrescriptionError, SharingError and OutputError."""
    output = wish.output or wish.plan
    if output.suffix != _ENDING:
        raise OutputError(_("{path} does not end in .toml, as plans do; choose another name.").format(path=output))
    writable_file(output, ending=_ENDING)
    text = signed_plan(plan_text(wish.plan), wish.plan.name, wish.valid_until)
    _write(output, text)
    for line in signature_in_words(plan_signature(text, output.name)):
        console.print(line, markup=False, highlight=False)
    console.print(_("Signed plan: {path}").format(path=output), markup=False)
    console.print(_("Tell your client the words by telephone. A change to the plan from now on shows."))
    named = parse_plan(text, output.name).draft.practitioner_key
    if named != own_keys().public:
        said = _("What comes back is encrypted to the key that stands in the plan, which is not yours: {key}")
        console.print(said.format(key=named), markup=False)


def signed_plan(text: str, name: str, valid_until: date | None = None) -> str:
    """Give a plan's text signed by this computer's key, with its own key for what comes back where it names none.

    A key is made where there was none. Raises PrescriptionError, SharingError and OutputError.
    """
    text = without_signature(text)
    plan = parse_plan(text, name).draft
    if plan.author is None:
        said = _('{name} does not say whose plan it is; put a line such as author = "Your Name" into it, then sign it.')
        raise SharingError(said.format(name=name))
    signing = own_signing_key(data_folder())
    keys = own_keys()
    if plan.practitioner_key is None and not keys.are_there:
        keys.make()
        console.print(_("Your key was made. Keep a copy in a safe place: gazetrainer key backup FILE"))
    made = sign_plan(
        text if plan.practitioner_key is not None else with_return_key(text, name, keys.public),
        signing,
        signed_at=now(),
        valid_until=valid_until,
    )
    refuse_expired(plan_signature(made, name), name, now().date())
    return made


def signature_in_words(signature: PlanSignature | None) -> tuple[str, ...]:
    """Who signed a plan, for whoever wrote or received it."""
    if signature is None:
        return (_("It has no signature, so a change would not show."),)
    said = [_("Signed by the key {words}.").format(words=spoken_fingerprint(signature.public_key))]
    if signature.valid_until is not None:
        said.append(_("To be practised until {date}.").format(date=date_in_words(signature.valid_until)))
    return tuple(said)


def _write(path: Path, text: str) -> None:
    try:
        with whole(path) as waiting:
            waiting.write_bytes(text.encode())
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Choose another place with --output.")
        raise OutputError(said.format(path=path, why=fault.strerror or fault)) from fault
