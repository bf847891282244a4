"""Words: what the program says, from reasons, verdicts and accounts to short sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gazetrainer.camera_check import CheckItem, CheckResult, CheckState
from gazetrainer.events import Account, Doubt, HoldOutcome, SittingOutcome
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason
from gazetrainer.scene import Guide, Quality

Reason = GapReason | Doubt

IN_POSITION = "In position"
SETTLING = "Let your eyes go there"
TIME_WAITS = "the time waits for you"
NOT_COUNTED = "this time is not counted against you"
HEAD_MOVED = "Your head moved; let the eyes go alone"
EYES_CLOSED = "Eyes closed"
EYES_CLOSED_HELP = "rest them as long as you need; the time waits"
REST_SENTENCE = "Look around, blink, breathe."
PAUSED_SENTENCE = "Everything waits. Take the time you need."
FACE_ADVICE = "Sit so that your face fills the outline"
LOOK_AT_THE_DOT = "Look at the dot. Head still, blink as you like."
NOSE_DOT = "Keep looking at the dot. Turn your head slowly; the dot goes with your nose."
COME_BACK = "I don't see your face. Come back a little."
DOTS_UNSEEN = "I did not see your eyes"
DOTS_UNSEEN_HELP = "Go on as it was before, or look at the dots once more."
GOES_ON = "It goes on by itself when all is well"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands in the way of a measurement, as the end of a sentence, and what helps, as a sentence."""

    what: str
    helps: str


REASONS: Mapping[Reason, Explanation] = MappingProxyType(
    {
        GapReason.NO_FACE: Explanation("I don't see your face", "Come back in front of the camera."),
        GapReason.SEVERAL_FACES: Explanation("there is more than one face", "Ask the other person to step aside."),
        GapReason.TOO_SMALL: Explanation("your face is too far away", "Come a little closer."),
        GapReason.TOO_DARK: Explanation("too little light on your face", "Turn a lamp toward you."),
        GapReason.FACE_CUT_OFF: Explanation(
            "your face is partly out of the picture", "Move back to the middle of the picture."
        ),
        GapReason.HEAD_TURNED: Explanation("your head is turned too far", "Turn it back to where it began."),
        GapReason.EYES_CLOSED: Explanation("your eyes are closed", "Open them when you are ready."),
        GapReason.BLINK: Explanation("you blinked", "Blink as often as you like."),
        GapReason.EYE_HIDDEN: Explanation(
            "something hides your eye, perhaps glare on glasses", "Tilt the lamp or the glasses a little."
        ),
        GapReason.LEFT_EYE_HIDDEN: Explanation(
            "something covers your left eye", "Uncover it; or let a plan ask for your right eye alone."
        ),
        GapReason.RIGHT_EYE_HIDDEN: Explanation(
            "something covers your right eye", "Uncover it; or let a plan ask for your left eye alone."
        ),
        GapReason.OUTSIDE_CALIBRATION: Explanation(
            "your eyes are further out than I have learned", "Come back a little toward the position."
        ),
        GapReason.POOR_PICTURE: Explanation("the picture is not clear", "Wipe the camera and sit still for a moment."),
        GapReason.NO_PICTURE: Explanation("the camera sends no picture", "Check its cable and its cover."),
        Doubt.UNCERTAIN: Explanation(
            "I don't see your eyes clearly enough", "More light or sitting a little closer helps."
        ),
    }
)


_ACCOUNTS = {
    Account.HELD: "held",
    Account.SETTLING: "finding the place",
    Account.SLIPPED: "slipped",
    Account.EYES_CLOSED: "eyes closed",
    Account.HEAD_MOVED: "head moved",
    Account.CANNOT_TELL: "can't tell",
    Account.PAUSED: "paused",
}
_OUTCOMES = {
    HoldOutcome.HELD: "held for the whole time",
    HoldOutcome.TIME_LIMIT: "ended when its time was up",
    HoldOutcome.SKIPPED: "skipped",
    HoldOutcome.STOPPED: "stopped early",
}
_FAREWELLS = {
    SittingOutcome.FINISHED: "Done for today",
    SittingOutcome.STOPPED: "Stopped for today",
    SittingOutcome.PICTURES_ENDED: "The pictures ended",
}
_CALIBRATIONS = {
    Quality.GOOD: "Your calibration is good",
    Quality.USABLE: "Your calibration is usable",
    Quality.REDO: "Let us do the calibration again",
}
_CHECKS = {
    CheckItem.FACE: "Face found",
    CheckItem.DISTANCE: "Distance",
    CheckItem.CENTRED: "In the middle",
    CheckItem.UPRIGHT: "Upright",
    CheckItem.LIGHT: "Light on your face",
    CheckItem.SHARP: "Sharp picture",
    CheckItem.RATE: "Pictures a second",
}
_ADVICE = {
    CheckState.GOOD: "",
    CheckState.UNKNOWN: "",
    CheckState.NO_FACE: "Sit in front of the camera, facing the screen.",
    CheckState.SEVERAL_FACES: "Ask the other person to step out of the picture.",
    CheckState.TOO_NEAR: "Move back a little: 45 to 80 cm is best.",
    CheckState.TOO_FAR: "Come a little closer: 45 to 80 cm is best.",
    CheckState.OFF_CENTRE: "Move until your face fills the outline.",
    CheckState.TILTED: "If it is comfortable, hold your head a little straighter, or tilt the screen.",
    CheckState.TOO_DARK: "Turn a lamp toward you, or raise the screen's brightness.",
    CheckState.TOO_BRIGHT: "Turn the lamp away a little, or close the curtain.",
    CheckState.BLURRED: "Wipe the camera, and sit still for a moment.",
    CheckState.TOO_SLOW: "Close other programs that use the camera, and add light.",
}


def explain(reason: Reason) -> Explanation:
    """What a reason means and what helps."""
    return REASONS[reason]


def cannot_tell(reason: Reason | None) -> tuple[str, str]:
    """Headline and line below for a moment that gives no verdict.

    >>> cannot_tell(GapReason.TOO_DARK)[0]
    "I can't tell: too little light on your face"
    """
    if reason is None:
        return "I can't tell yet", NOT_COUNTED
    explanation = explain(reason)
    return f"I can't tell: {explanation.what}", f"{explanation.helps} {NOT_COUNTED.capitalize()}."


def account_in_words(account: Account) -> str:
    """The name of an account, as in a legend."""
    return _ACCOUNTS[account]


def outcome_in_words(outcome: HoldOutcome) -> str:
    """How a hold ended."""
    return _OUTCOMES[outcome]


def farewell(outcome: SittingOutcome) -> str:
    """The title of the last screen."""
    return _FAREWELLS[outcome]


def calibration_in_words(quality: Quality) -> str:
    """The verdict on a calibration."""
    return _CALIBRATIONS[quality]


def check_in_words(result: CheckResult) -> tuple[str, str]:
    """A line of the camera check and the advice for it.

    >>> check_in_words(CheckResult(CheckItem.DISTANCE, CheckState.GOOD, 583.0))
    ('Distance 58 cm', '')
    """
    text = _CHECKS[result.item]
    if result.item is CheckItem.FACE and result.state is CheckState.NO_FACE:
        text = "No face found yet"
    elif result.item is CheckItem.FACE and result.state is CheckState.SEVERAL_FACES:
        text = "More than one face"
    elif result.item is CheckItem.DISTANCE and result.value is not None:
        text = f"Distance {result.value / 10:.0f} cm"
    elif result.item is CheckItem.RATE and result.value is not None:
        text = f"{result.value:.0f} pictures a second"
    return text, _ADVICE[result.state]


def eyes_in_words(eyes: Eyes) -> str:
    """What to do with the other eye, or nothing."""
    if eyes is Eyes.BOTH:
        return ""
    return "Cover your left eye." if eyes is Eyes.RIGHT else "Cover your right eye."


def only_the_eyes(eyes: Eyes) -> str:
    """What moves and what does not."""
    return f"Head stays where it is. Only the {'eyes go' if eyes is Eyes.BOTH else 'eye goes'}."


def beyond_the_edge(guide: Guide) -> tuple[str, str]:
    """Headline and line below while the eyes go to a position beyond the screen."""
    if guide is Guide.SOUND:
        return (
            "Look away from the screen: the sound leads your eyes",
            "it falls silent when you are there and chimes when the time is up",
        )
    return "Look past the edge, where the arrow points", "the edges of the screen glow when you are there"


def hold_of(number: int, count: int) -> str:
    """Which hold of a position this is."""
    return f"hold {number} of {count}" if count > 1 else "one hold"


def seconds_in_words(seconds: float) -> str:
    """A length of time to be read at a glance.

    >>> seconds_in_words(45), seconds_in_words(60), seconds_in_words(90)
    ('45 seconds', '1 minute', '1 minute 30 seconds')
    """
    minutes, rest = divmod(round(seconds), 60)
    parts = [(minutes, "minute"), (rest, "second")]
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said) or "0 seconds"
