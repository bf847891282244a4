"""What the program says about something that is different from the calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gazetrainer.changes import Change
from gazetrainer.events import Doubt
from gazetrainer.words import NOT_COUNTED, cannot_tell


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different from the calibration: in short, in a sentence, and what helps."""

    short: str
    sentence: str
    helps: str


CHANGES: Mapping[Change, Changed] = MappingProxyType(
    {
        Change.GLASSES_ON: Changed(
            "glasses put on", "You calibrated without glasses.", "Take them off if you can, or calibrate again."
        ),
        Change.GLASSES_OFF: Changed(
            "glasses taken off", "You were wearing glasses when you calibrated.", "Put them on, or calibrate again."
        ),
        Change.DARKER: Changed(
            "darker room", "The room is darker than at your calibration.", "More light on your face helps."
        ),
        Change.BRIGHTER: Changed(
            "brighter room", "The room is brighter than at your calibration.", "Less light on your face helps."
        ),
        Change.SIDE_LIGHT: Changed(
            "light from another side",
            "The light comes from another side than at your calibration.",
            "Move the lamp back, or calibrate again.",
        ),
        Change.LESS_SHARP: Changed(
            "less sharp picture", "The picture is less sharp than at your calibration.", "Wiping the camera may help."
        ),
        Change.NEARER: Changed("sitting nearer", "You sit nearer than at your calibration.", "Move back a little."),
        Change.FURTHER: Changed(
            "sitting further away", "You sit further away than at your calibration.", "Come a little closer."
        ),
    }
)


def changed(change: Change) -> Changed:
    """How a change since the calibration is said."""
    return CHANGES[change]


def cannot_tell_since(change: Change) -> tuple[str, str]:
    """Headline and line below for a moment that gives no verdict while something is different from the calibration.

    >>> cannot_tell_since(Change.DARKER)[1]
    'The room is darker than at your calibration. This time is not counted against you'
    """
    return cannot_tell(Doubt.UNCERTAIN)[0], f"{changed(change).sentence} {NOT_COUNTED.capitalize()}"
