"""The words of a report, for the practitioner: what happened to the client's eyes, in the third person."""

from __future__ import annotations

from gazetrainer.events import Account, Doubt, HoldOutcome, SittingOutcome
from gazetrainer.gaze import GapReason

ACCOUNT_WORDS = {
    Account.HELD: "held",
    Account.SETTLING: "getting there",
    Account.SLIPPED: "slipped",
    Account.EYES_CLOSED: "eyes closed",
    Account.HEAD_MOVED: "head moved",
    Account.CANNOT_TELL: "can't tell",
    Account.PAUSED: "paused",
}

REASON_WORDS: dict[GapReason | Doubt | None, str] = {
    GapReason.NO_FACE: "no face was in the picture",
    GapReason.SEVERAL_FACES: "more than one face was near",
    GapReason.TOO_SMALL: "the face was too far from the camera",
    GapReason.TOO_DARK: "it was too dark",
    GapReason.FACE_CUT_OFF: "part of the face was outside the picture",
    GapReason.HEAD_TURNED: "the head was turned too far to see both eyes",
    GapReason.EYES_CLOSED: "the eyes were closed",
    GapReason.BLINK: "the eyes were blinking",
    GapReason.EYE_HIDDEN: "glare or a shadow hid an iris",
    GapReason.LEFT_EYE_HIDDEN: "something covered the left eye",
    GapReason.RIGHT_EYE_HIDDEN: "something covered the right eye",
    GapReason.OUTSIDE_CALIBRATION: "the eyes were further out than was calibrated",
    GapReason.POOR_PICTURE: "the picture was poor",
    GapReason.NO_PICTURE: "the camera gave no picture",
    Doubt.UNCERTAIN: "the measurement was too uncertain for this tolerance",
    None: "the measurement gave no answer",
}

HOLD_OUTCOME_WORDS: dict[HoldOutcome | None, str] = {
    HoldOutcome.HELD: "held to its end",
    HoldOutcome.TIME_LIMIT: "ended by its time limit",
    HoldOutcome.SKIPPED: "skipped by the client",
    HoldOutcome.STOPPED: "ended with the sitting",
    None: "the recording ends during it",
}

SITTING_OUTCOME_WORDS: dict[SittingOutcome | None, str] = {
    SittingOutcome.FINISHED: "The sitting came to its end.",
    SittingOutcome.STOPPED: "The client stopped the sitting.",
    SittingOutcome.PICTURES_ENDED: "The camera's pictures ended before the plan did.",
    None: "The recording ends before the sitting does.",
}

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number_in_words(number: int) -> str:
    """Spell a small number.

    >>> number_in_words(3), number_in_words(40)
    ('three', '40')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def duration(seconds: float) -> str:
    """Write a duration so that a part never looks like the whole: cut, not rounded, to what is shown.

    >>> duration(3.98), duration(45), duration(89.9)
    ('3.9 s', '45 s', '1:29')
    """
    tenths = int(seconds * 10 + 1e-6)
    if tenths >= 600:
        return f"{tenths // 600}:{tenths // 10 % 60:02d}"
    return f"{tenths // 10} s" if tenths >= 100 or tenths % 10 == 0 else f"{tenths / 10:.1f} s"


def share(part: float, whole: float) -> str:
    """Write a share in whole per cent.

    >>> share(1, 3)
    '33%'
    """
    return f"{100 * part / whole:.0f}%" if whole > 0 else "0%"
