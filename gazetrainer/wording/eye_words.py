"""What the program says when the two eyes do not look at the same."""

from __future__ import annotations

from gazetrainer.eyes import Eyes
from gazetrainer.measuring.eyes_agreement import EyesAgreement
from targets.language import N_, _

WHICH_EYE = N_("Which eye do you look with?")
_FOLLOWS = {
    Eyes.LEFT: N_("The left eye follows the dots more closely."),
    Eyes.RIGHT: N_("The right eye follows the dots more closely."),
}
_TAKE = {
    Eyes.BOTH: N_("take both eyes"),
    Eyes.LEFT: N_("take the left eye"),
    Eyes.RIGHT: N_("take the right eye"),
}
_RATHER = {
    Eyes.BOTH: N_("rather both eyes"),
    Eyes.LEFT: N_("rather the left eye"),
    Eyes.RIGHT: N_("rather the right eye"),
}


def which_eye(agreement: EyesAgreement) -> tuple[str, str]:
    """What was seen, in two sentences."""
    return _("The two eyes do not look at the same."), _(_FOLLOWS[agreement.better_eye])


def recorded_choice(agreement: EyesAgreement) -> str:
    """How to say it on the command line."""
    return _("Say which eye is in use with --eyes {better}, --eyes {other} or --eyes both.").format(
        better=agreement.better_eye, other=_other(agreement.better_eye)
    )


def take(eyes: Eyes) -> str:
    """The answer that is offered, as what a key does."""
    return _(_TAKE[eyes])


def rather(eyes: Eyes) -> str:
    """Another answer, as what a key does."""
    return _(_RATHER[eyes])


def _other(eyes: Eyes) -> Eyes:
    return Eyes.LEFT if eyes is Eyes.RIGHT else Eyes.RIGHT
