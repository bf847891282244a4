"""`--lsl`: gaze and markers to other programs while practising."""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gazetrainer.flows.practising import ObservingListener

LslOption = Annotated[
    bool,
    typer.Option(
        "--lsl",
        help="Send gaze and markers over Lab Streaming Layer meanwhile; whoever is in the same network can read them.",
    ),
]


def outlets(person: str) -> tuple[ObservingListener, ...]:
    """The outlets of a sitting; raises OutputError where the library is missing."""
    from gazetrainer.adapters.lsl_outlets import LslOutlets

    return (LslOutlets(f"gazetrainer-{hashed(person)}"),)


def hashed(person: str) -> str:
    """What stands for a person in a network: the same each time, and no name."""
    from hashlib import sha256

    return sha256(person.encode()).hexdigest()[:12]
