"""Words: what the program says, from reasons, verdicts and accounts to short sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gazetrainer.camera_check import CheckItem, CheckResult, CheckState
from gazetrainer.events import Account, Doubt, SittingOutcome
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason
from gazetrainer.scene import Guide, Quality
from targets.language import N_, _

Reason = GapReason | Doubt

IN_POSITION: Final = N_("In position")
SETTLING: Final = N_("Let your eyes go there")
TIME_WAITS: Final = N_("the time waits for you")
NOT_COUNTED: Final = N_("This time is not counted against you.")
HEAD_MOVED: Final = N_("Your head moved; let the eyes go alone")
EYES_CLOSED: Final = N_("Eyes closed")
EYES_CLOSED_HELP: Final = N_("rest them as long as you need; the time waits")
REST_SENTENCE: Final = N_("Look around, blink, breathe.")
PAUSED_SENTENCE: Final = N_("Everything waits. Take the time you need.")
FACE_ADVICE: Final = N_("Sit so that your face fills the outline")
LOOK_AT_THE_DOT: Final = N_("Look at the dot. Head still, blink as you like.")
NOSE_DOT: Final = N_("Keep looking at the dot. Turn your head slowly; the dot goes with your nose.")
COME_BACK: Final = N_("I don't see your face. Come back a little.")
DOTS_UNSEEN: Final = N_("I did not see your eyes")
DOTS_UNSEEN_HELP: Final = N_("Go on as it was before, or look at the dots once more.")
GOES_ON: Final = N_("It goes on by itself when all is well")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands in the way of a measurement, as the end of a sentence, and what helps, as a sentence."""

    what: str
    helps: str


REASONS: Mapping[Reason, Explanation] = MappingProxyType(
    {
        GapReason.NO_FACE: Explanation(N_("I don't see your face"), N_("Come back in front of the camera.")),
        GapReason.SEVERAL_FACES: Explanation(
            N_("there is more than one face"), N_("Ask the other person to step aside.")
        ),
        GapReason.TOO_SMALL: Explanation(N_("your face is too far away"), N_("Come a little closer.")),
        GapReason.TOO_DARK: Explanation(N_("too little light on your face"), N_("Turn a lamp toward you.")),
        GapReason.FACE_CUT_OFF: Explanation(
            N_("your face is partly out of the picture"), N_("Move back to the middle of the picture.")
        ),
        GapReason.HEAD_TURNED: Explanation(N_("your head is turned too far"), N_("Turn it back to where it began.")),
        GapReason.EYES_CLOSED: Explanation(N_("your eyes are closed"), N_("Open them when you are ready.")),
        GapReason.BLINK: Explanation(N_("you blinked"), N_("Blink as often as you like.")),
        GapReason.EYE_HIDDEN: Explanation(
            N_("something hides an eye or both, perhaps glare on glasses"),
            N_("Take it away, or tilt the lamp or the glasses a little."),
        ),
        GapReason.LEFT_EYE_HIDDEN: Explanation(
            N_("something covers your left eye"), N_("Uncover it; or let a plan ask for your right eye alone.")
        ),
        GapReason.RIGHT_EYE_HIDDEN: Explanation(
            N_("something covers your right eye"), N_("Uncover it; or let a plan ask for your left eye alone.")
        ),
        GapReason.OUTSIDE_CALIBRATION: Explanation(
            N_("your eyes are further out than I have learned"), N_("Come back a little toward the position.")
        ),
        GapReason.POOR_PICTURE: Explanation(
            N_("the picture is not clear"), N_("Wipe the camera and sit still for a moment.")
        ),
        GapReason.NO_PICTURE: Explanation(N_("the camera sends no picture"), N_("Check its cable and its cover.")),
        GapReason.PICTURE_BLANK: Explanation(N_("the picture is blank"), N_("Uncover the camera, or give it light.")),
        GapReason.PICTURE_TORN: Explanation(
            N_("the camera's pictures are broken"), N_("Put its cable into another socket.")
        ),
        GapReason.PICTURE_FROZEN: Explanation(
            N_("the camera's picture stands still"), N_("Unplug the camera and plug it in again.")
        ),
        GapReason.OTHER_SIZE: Explanation(
            N_("the camera changed the size of its picture"), N_("Close other programs that use the camera.")
        ),
        GapReason.TRACKER_FAILED: Explanation(
            N_("finding your face has stopped for a moment"), N_("It begins anew by itself.")
        ),
        GapReason.NO_MOVEMENT: Explanation(N_("I see no movement in the picture"), N_("Blink once, if you like.")),
        GapReason.TOO_SLOW: Explanation(
            N_("too few pictures come each second"), N_("More light, and closing other programs, help.")
        ),
        Doubt.UNCERTAIN: Explanation(
            N_("I don't see your eyes clearly enough"), N_("More light or sitting a little closer helps.")
        ),
    }
)


_ACCOUNTS = {
    Account.HELD: N_("held"),
    Account.SETTLING: N_("finding the place"),
    Account.SLIPPED: N_("slipped"),
    Account.EYES_CLOSED: N_("eyes closed"),
    Account.HEAD_MOVED: N_("head moved"),
    Account.CANNOT_TELL: N_("can't tell"),
    Account.PAUSED: N_("paused"),
}
_FAREWELLS = {
    SittingOutcome.FINISHED: N_("Done for today"),
    SittingOutcome.STOPPED: N_("Stopped for today"),
    SittingOutcome.PICTURES_ENDED: N_("The pictures ended"),
}
_CALIBRATIONS = {
    Quality.GOOD: N_("Your calibration is good"),
    Quality.USABLE: N_("Your calibration is usable"),
    Quality.REDO: N_("Let us do the calibration again"),
}
_CHECKS = {
    CheckItem.FACE: N_("Face found"),
    CheckItem.DISTANCE: N_("Distance"),
    CheckItem.CENTRED: N_("In the middle"),
    CheckItem.UPRIGHT: N_("Upright"),
    CheckItem.LIGHT: N_("Light on your face"),
    CheckItem.SHARP: N_("Sharp picture"),
    CheckItem.RATE: N_("Pictures a second"),
}
_ADVICE = {
    CheckState.GOOD: "",
    CheckState.UNKNOWN: "",
    CheckState.NO_FACE: N_("Sit in front of the camera, facing the screen."),
    CheckState.SEVERAL_FACES: N_("Ask the other person to step out of the picture."),
    CheckState.TOO_NEAR: N_("Move back a little: 45 to 80 cm is best."),
    CheckState.TOO_FAR: N_("Come a little closer: 45 to 80 cm is best."),
    CheckState.OFF_CENTRE: N_("Move until your face fills the outline."),
    CheckState.TILTED: N_("If it is comfortable, hold your head a little straighter, or tilt the screen."),
    CheckState.TOO_DARK: N_("Turn a lamp toward you, or raise the screen's brightness."),
    CheckState.TOO_BRIGHT: N_("Turn the lamp away a little, or close the curtain."),
    CheckState.BLURRED: N_("Wipe the camera, and sit still for a moment."),
    CheckState.TOO_SLOW: N_("Close other programs that use the camera, and add light."),
}


def explain(reason: Reason) -> Explanation:
    """What a reason means and what helps."""
    explanation = REASONS[reason]
    return Explanation(_(explanation.what), _(explanation.helps))


def cannot_tell(reason: Reason | None) -> tuple[str, str]:
    """Headline and line below for a moment that gives no verdict.

    >>> cannot_tell(GapReason.TOO_DARK)[0]
    "I can't tell: too little light on your face"
    """
    if reason is None:
        return _("I can't tell yet"), _(NOT_COUNTED)
    explanation = explain(reason)
    return _("I can't tell: {reason}").format(reason=explanation.what), f"{explanation.helps} {_(NOT_COUNTED)}"


def account_in_words(account: Account) -> str:
    """The name of an account, as in a legend."""
    return _(_ACCOUNTS[account])


def farewell(outcome: SittingOutcome) -> str:
    """The title of the last screen."""
    return _(_FAREWELLS[outcome])


def calibration_in_words(quality: Quality) -> str:
    """The verdict on a calibration."""
    return _(_CALIBRATIONS[quality])


def check_in_words(result: CheckResult) -> tuple[str, str]:
    """A line of the camera check and the advice for it.

    >>> check_in_words(CheckResult(CheckItem.DISTANCE, CheckState.GOOD, 583.0))
    ('Distance 58 cm', '')
    """
    text = _(_CHECKS[result.item])
    if result.item is CheckItem.FACE and result.state is CheckState.NO_FACE:
        text = _("No face found yet")
    elif result.item is CheckItem.FACE and result.state is CheckState.SEVERAL_FACES:
        text = _("More than one face")
    elif result.item is CheckItem.DISTANCE and result.value is not None:
        text = _("Distance {distance} cm").format(distance=f"{result.value / 10:.0f}")
    elif result.item is CheckItem.RATE and result.value is not None:
        text = _("{rate} pictures a second").format(rate=f"{result.value:.0f}")
    return text, _(_ADVICE[result.state])


def eyes_in_words(eyes: Eyes) -> str:
    """What to do with the other eye, or nothing."""
    if eyes is Eyes.BOTH:
        return ""
    return _("Cover your left eye.") if eyes is Eyes.RIGHT else _("Cover your right eye.")


def only_the_eyes(eyes: Eyes) -> str:
    """What moves and what does not."""
    if eyes is Eyes.BOTH:
        return _("Head stays where it is. Only the eyes go.")
    return _("Head stays where it is. Only the eye goes.")


def beyond_the_edge(guide: Guide) -> tuple[str, str]:
    """Headline and line below while the eyes go to a position beyond the screen."""
    if guide is Guide.SOUND:
        return (
            _("Look away from the screen: the sound leads your eyes"),
            _("it falls silent when you are there and chimes when the time is up"),
        )
    if guide is Guide.VOICE:
        return (
            _("Look away from the screen: the voice leads your eyes"),
            _("it tells when you are there and when the time is up"),
        )
    return _("Look past the edge, where the arrow points"), _("the edges of the screen glow when you are there")


def hold_of(number: int, count: int) -> str:
    """Which hold of a position this is."""
    return _("hold {number} of {count}").format(number=number, count=count) if count > 1 else _("one hold")
