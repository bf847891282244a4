"""The key in a plan to which its sittings are sent back."""

from __future__ import annotations

from typing import Final

from targets import parse_plan
from targets.language import _
from targets.lines import key_lines

KEY: Final = "practitioner_key"


def with_return_key(text: str, name: str, public_key: str) -> str:
    """Put a key into a plan that names none, below its first line; raises PrescriptionError for what is no plan."""
    if parse_plan(text, name).draft.practitioner_key is not None:
        return text
    lines = text.splitlines(keepends=True)
    at = key_lines(text.replace("\r\n", "\n"))[("schema",)]
    comment = _("what is sent back is encrypted to this key")
    lines[at - 1] = lines[at - 1].rstrip("\r\n") + "\n"
    added = "".join([*lines[:at], f'{KEY} = "{public_key}"    # {comment}\n', *lines[at:]])
    parse_plan(added, name)
    return added
