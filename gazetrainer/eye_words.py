"""What the program says when the two eyes do not look at the same."""

from __future__ import annotations

from gazetrainer.eyes import Eyes
from gazetrainer.eyes_agreement import EyesAgreement

WHICH_EYE = "Which eye do you look with?"


def which_eye(agreement: EyesAgreement) -> tuple[str, str]:
    """What was seen, in two sentences."""
    return "The two eyes do not look at the same.", f"The {agreement.better_eye} eye follows the dots more closely."


def recorded_choice(agreement: EyesAgreement) -> str:
    """How to say it on the command line."""
    return (
        f"Say which eye is in use with --eyes {agreement.better_eye}, --eyes {_other(agreement.better_eye)} "
        "or --eyes both."
    )


def choice(eyes: Eyes) -> str:
    """One answer, as what a key does."""
    return "both eyes" if eyes is Eyes.BOTH else f"the {eyes} eye"


def _other(eyes: Eyes) -> Eyes:
    return Eyes.LEFT if eyes is Eyes.RIGHT else Eyes.RIGHT
