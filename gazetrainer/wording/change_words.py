"""What the program says about something that is different from the calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gazetrainer.events import Doubt
from gazetrainer.measuring.changes import Change
from gazetrainer.wording.words import NOT_COUNTED, cannot_tell
from targets.language import N_, _


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different from the calibration: in short, in a sentence, and what helps."""

    short: str
    sentence: str
    helps: str


CHANGES: Mapping[Change, Changed] = MappingProxyType(
    {
        Change.GLASSES_ON: Changed(
            N_("glasses put on"),
            N_("You calibrated without glasses."),
            N_("Take them off if you can, or calibrate again."),
        ),
        Change.GLASSES_OFF: Changed(
            N_("glasses taken off"),
            N_("You were wearing glasses when you calibrated."),
            N_("Put them on, or calibrate again."),
        ),
        Change.DARKER: Changed(
            N_("darker room"), N_("The room is darker than at your calibration."), N_("More light on your face helps.")
        ),
        Change.BRIGHTER: Changed(
            N_("brighter room"),
            N_("The room is brighter than at your calibration."),
            N_("Less light on your face helps."),
        ),
        Change.SIDE_LIGHT: Changed(
            N_("light from another side"),
            N_("The light comes from another side than at your calibration."),
            N_("Move the lamp back, or calibrate again."),
        ),
        Change.LESS_SHARP: Changed(
            N_("less sharp picture"),
            N_("The picture is less sharp than at your calibration."),
            N_("Wiping the camera may help."),
        ),
        Change.NEARER: Changed(
            N_("sitting nearer"), N_("You sit nearer than at your calibration."), N_("Move back a little.")
        ),
        Change.FURTHER: Changed(
            N_("sitting further away"),
            N_("You sit further away than at your calibration."),
            N_("Come a little closer."),
        ),
    }
)


def changed(change: Change) -> Changed:
    """How a change since the calibration is said."""
    said = CHANGES[change]
    return Changed(_(said.short), _(said.sentence), _(said.helps))


def cannot_tell_since(change: Change) -> tuple[str, str]:
    """Headline and line below for a moment that gives no verdict while something is different from the calibration.

    >>> cannot_tell_since(Change.DARKER)[1]
    'The room is darker than at your calibration. This time is not counted against you.'
    """
    return cannot_tell(Doubt.UNCERTAIN)[0], f"{changed(change).sentence} {_(NOT_COUNTED)}"
