"""The words of a report, for the practitioner: what happened to the client's eyes, in the third person."""

from __future__ import annotations

import math

from gazetrainer.events import Account, Doubt, HoldOutcome, SittingOutcome
from gazetrainer.gaze import GapReason
from targets.formats import number as figure
from targets.language import N_, _

ACCOUNT_WORDS = {
    Account.HELD: N_("held"),
    Account.SETTLING: N_("getting there"),
    Account.SLIPPED: N_("slipped"),
    Account.EYES_CLOSED: N_("eyes closed"),
    Account.HEAD_MOVED: N_("head moved"),
    Account.CANNOT_TELL: N_("can't tell"),
    Account.PAUSED: N_("paused"),
}

REASON_WORDS: dict[GapReason | Doubt | None, str] = {
    GapReason.NO_FACE: N_("no face was in the picture"),
    GapReason.SEVERAL_FACES: N_("more than one face was near"),
    GapReason.TOO_SMALL: N_("the face was too far from the camera"),
    GapReason.TOO_DARK: N_("it was too dark"),
    GapReason.FACE_CUT_OFF: N_("part of the face was outside the picture"),
    GapReason.HEAD_TURNED: N_("the head was turned too far to see both eyes"),
    GapReason.EYES_CLOSED: N_("the eyes were closed"),
    GapReason.BLINK: N_("the eyes were blinking"),
    GapReason.EYE_HIDDEN: N_("glare or a shadow hid an iris"),
    GapReason.LEFT_EYE_HIDDEN: N_("something covered the left eye"),
    GapReason.RIGHT_EYE_HIDDEN: N_("something covered the right eye"),
    GapReason.OUTSIDE_CALIBRATION: N_("the eyes were further out than was calibrated"),
    GapReason.POOR_PICTURE: N_("the picture was poor"),
    GapReason.NO_PICTURE: N_("the camera gave no picture"),
    GapReason.PICTURE_BLANK: N_("the picture was blank"),
    GapReason.PICTURE_TORN: N_("the camera's pictures were broken"),
    GapReason.PICTURE_FROZEN: N_("the camera's picture stood still"),
    GapReason.OTHER_SIZE: N_("the camera changed the size of its picture"),
    GapReason.TRACKER_FAILED: N_("finding the face had stopped"),
    GapReason.NO_MOVEMENT: N_("no movement was seen in the picture"),
    GapReason.TOO_SLOW: N_("too few pictures came each second"),
    Doubt.UNCERTAIN: N_("the measurement was too uncertain for this tolerance"),
    None: N_("the measurement gave no answer"),
}

HOLD_OUTCOME_WORDS: dict[HoldOutcome | None, str] = {
    HoldOutcome.HELD: N_("held to its end"),
    HoldOutcome.TIME_LIMIT: N_("ended by its time limit"),
    HoldOutcome.SKIPPED: N_("skipped by the client"),
    HoldOutcome.STOPPED: N_("ended with the sitting"),
    None: N_("the recording ends during it"),
}

SITTING_OUTCOME_WORDS: dict[SittingOutcome | None, str] = {
    SittingOutcome.FINISHED: N_("The sitting came to its end."),
    SittingOutcome.STOPPED: N_("The client stopped the sitting."),
    SittingOutcome.PICTURES_ENDED: N_("The camera's pictures ended before the plan did."),
    None: N_("The recording ends before the sitting does."),
}

_NUMBERS = [
    N_("zero"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
]


_SAME_S = 1e-6
_NO_DURATION_S = 1e9
"""Thirty years: a file that says so is damaged."""


def number_in_words(number: int) -> str:
    """Spell a small number.

    >>> number_in_words(3), number_in_words(40)
    ('three', '40')
    """
    return _(_NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def duration(seconds: float, whole_s: float = math.inf) -> str:
    """Write a duration, rounded to what is shown; a part of `whole_s` that would look like all of it is cut instead.

    >>> duration(3.98), duration(17.96), duration(45), duration(89.9)
    ('4 s', '18 s', '45 s', '1:30')
    >>> duration(44.97, 45), duration(17.96, 45), duration(45, 45)
    ('44 s', '18 s', '45 s')
    """
    if not abs(seconds) < _NO_DURATION_S:
        return "–"
    shown = _shown(math.floor(seconds * 10 + 0.5), math.floor(seconds + 0.5))
    if seconds < whole_s - _SAME_S and math.isfinite(whole_s) and shown == duration(whole_s):
        return _shown(math.floor(seconds * 10), math.floor(seconds))
    return shown


def _shown(tenths: int, seconds: int) -> str:
    """Tenths below ten seconds, minutes from one on."""
    if seconds >= 60:
        return f"{seconds // 60}:{seconds % 60:02d}"
    return f"{seconds} s" if tenths >= 100 or tenths % 10 == 0 else f"{figure(tenths / 10, '.1f')} s"


def share(part: float, whole: float) -> str:
    """Write a share in whole per cent.

    >>> share(1, 3)
    '33%'
    """
    return figure(part / whole if whole > 0 else 0.0, ".0%")


def angles_in_words(azimuth_deg: float, elevation_deg: float) -> str:
    """Write a direction in whole degrees, against the client's own straight ahead.

    >>> angles_in_words(-10.2, 8), angles_in_words(0.2, 0)
    ('10° left, 8° up', 'straight ahead')
    """
    sideways, upward = round(azimuth_deg), round(elevation_deg)
    parts = []
    if sideways:
        parts.append((_("{angle}° right") if sideways > 0 else _("{angle}° left")).format(angle=abs(sideways)))
    if upward:
        parts.append((_("{angle}° up") if upward > 0 else _("{angle}° down")).format(angle=abs(upward)))
    return ", ".join(parts) or _("straight ahead")
