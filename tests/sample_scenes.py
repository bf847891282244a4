"""One scene of every kind with the words it really has; whoever adds a kind of scene adds a sample here."""

from __future__ import annotations

import itertools

import numpy as np
from display_helpers import UP_LEFT, hold

from gazetrainer.check_in import DOUBLE_VISION, CheckIn, Heading, Rating, StopCause, StopReason, When
from gazetrainer.events import Account
from gazetrainer.scene import (
    Bar,
    CalibrationResultScene,
    CameraCheckScene,
    CheckedPoint,
    CheckLine,
    DotScene,
    GetReadyScene,
    HoldState,
    Key,
    KeyHint,
    Mark,
    MessageScene,
    PausedScene,
    PointerScene,
    Quality,
    RestScene,
    Scene,
    SummaryScene,
)
from gazetrainer.screen import Screen, Spot, place
from gazetrainer.staging.check_in import Press, enough_scene, question_scene
from targets.directions import Direction

PRACTISING = (KeyHint(Key.MAIN, "pause"), KeyHint(Key.SKIP, "next"), KeyHint(Key.RECENTRE, "centre again"))
STOPPING = (KeyHint(Key.MAIN, "go on"), KeyHint(Key.STOP, "stop"))
WORDS = {
    HoldState.IN: ("In position", ""),
    HoldState.OUT: ("A little further up and left", "the time waits for you"),
    HoldState.CANNOT_TELL: (
        "I can't tell: something hides an eye or both, perhaps glare on glasses",
        "Take it away, or tilt the lamp or the glasses a little. This time is not counted against you.",
    ),
    HoldState.EYES_CLOSED: ("Eyes closed", "rest them as long as you need; the time waits"),
    HoldState.HEAD_MOVED: ("Your head moved; let the eyes go alone", "the time waits for you"),
    HoldState.SETTLING: ("Let your eyes go there", ""),
}


def state_scenes(screen: Screen, direction: Direction = UP_LEFT) -> list[Scene]:
    """A hold in every state."""
    return [
        hold(screen, direction, state, headline=words[0], subline=words[1], hints=PRACTISING)
        for state, words in WORDS.items()
    ]


POINTING = (
    KeyHint(Key.MAIN, "mark this place"),
    KeyHint(Key.STOP, "pause"),
    KeyHint(Key.UNWELL, "I don't feel well"),
)
POINTED_AT = ((-6, 3), (9, -6), (-30, 18), (28, 0), (0, -25))


def check_in_scenes() -> list[Scene]:
    """Questions with and without an answer, and the kind end of a sitting."""
    words = "Der Nacken ist heute etwas fester als gestern, die Augen sind müde; ¿qué más? " * 8
    reasons = (
        StopReason(StopCause.RISEN, Rating.EYE_STRAIN, 6, 2),
        StopReason(StopCause.HIGH, Rating.HEADACHE, 8, 2),
        StopReason(StopCause.DOUBLE_VISION),
    )
    return [
        question_scene(Rating.DIZZINESS, CheckIn(), When.BEFORE, 0.1),
        question_scene(Rating.HEADACHE, CheckIn(headache=3), When.BEFORE, 0.1, Press.CHANGE),
        question_scene(Rating.EASE, CheckIn(), When.AFTER, 0.1, Press.GO_ON),
        question_scene(Rating.EYE_STRAIN, CheckIn(eye_strain=10), When.AFTER, 0.1),
        question_scene(DOUBLE_VISION, CheckIn(double_vision=True), When.DURING, 0.1),
        question_scene(Heading.BODY, CheckIn(), When.BEFORE, 0.1),
        question_scene(Heading.THOUGHTS, CheckIn(thoughts=words), When.AFTER, 0.1),
        enough_scene(reasons),
    ]


def pointer(screen: Screen, direction: Direction, staying: float | None) -> PointerScene:
    """The pointer of a search, on its way or at a mark."""
    return PointerScene(
        title="Find a position",
        step="row 2 of 3",
        where=place(direction, screen=screen, distance_mm=600.0, margin_px=40.0),
        azimuth_deg=direction.azimuth_deg,
        elevation_deg=direction.elevation_deg,
        staying=staying,
        sentence="Follow the dot with your eyes alone" if staying is None else "Stay here for a moment",
        time_s=0.0,
        marked="2 places marked",
        hints=POINTING[staying is not None :],
    )


def real_scenes(screen: Screen) -> list[Scene]:
    """Everything that can be shown."""
    picture = np.full((480, 640, 3), 120, np.uint8)
    picture[120:360, 240:400] = (190, 160, 140)
    middle = Spot(screen.width_px / 2, screen.height_px / 2)
    corner = Spot(screen.width_px * 0.9, screen.height_px * 0.85)
    points = tuple(CheckedPoint(a, e, 1.0, -0.8, 1.2) for a, e in itertools.product((-8, 8), (-5, 5)))
    bars = tuple(
        Bar(name, ((Account.SETTLING, 2.0), (Account.HELD, 30.0), (Account.SLIPPED, 6.0)), "held 30 of 45 seconds")
        for name in ("Up, left", "Right", "Down")
    )
    far = [Direction(-30, 18), Direction(28, 0), Direction(0, -25)]
    return [
        *check_in_scenes(),
        *(pointer(screen, Direction(*at), staying) for at in POINTED_AT for staying in (None, 0.6)),
        *state_scenes(screen),
        hold(screen, Direction(-8, 3), gaze=Spot(screen.width_px * 0.4, screen.height_px * 0.4), hints=PRACTISING),
        hold(screen, Direction(9, -5), HoldState.OUT, headline="A little further up", hints=PRACTISING),
        hold(screen, Direction(0, 0), HoldState.CANNOT_TELL, headline=WORDS[HoldState.CANNOT_TELL][0]),
        *(
            hold(
                screen,
                direction,
                HoldState.SETTLING,
                headline="Look away from the screen: the sound leads your eyes",
                subline="it falls silent when you are there and chimes when the time is up",
                hints=PRACTISING,
            )
            for direction in far
        ),
        GetReadyScene(
            "Next: up, left", "hold 1 of 2, 45 seconds", -15, 10, 2.5,
            "Head stays where it is. Only the eyes go.", hints=PRACTISING,
        ),
        RestScene("Rest", 8.0, "Look around, blink, breathe.", "Then: up, right, hold 2 of 2", PRACTISING),
        PausedScene("Paused", "Everything waits. Take the time you need.", STOPPING),
        CameraCheckScene("Let us see you", picture, CHECKS, "It goes on by itself when all is well", STOPPING),
        DotScene(middle, 0.4, "Look at the dot. Head still, blink as you like.", 0.0, "3 of 9", hints=STOPPING),
        DotScene(corner, 0.4, "Keep looking at the dot. Turn your head slowly; the dot goes with your nose.", 0.0,
                 "3 of 9", corner, STOPPING),
        CalibrationResultScene(
            Quality.GOOD, "Your calibration is good", "for up to 15° to the sides and 10° up and down",
            "About 1.1° off on average", "Weakest: up and left, 1.8°",
            "All positions of today's plan can be told.", points, ((0, 0), (13, 7)),
            (KeyHint(Key.MAIN, "begin"), KeyHint(Key.REPEAT, "repeat"), KeyHint(Key.STOP, "stop")),
        ),
        SummaryScene("Done for today", bars, "Six positions, four minutes held.", (KeyHint(Key.MAIN, "finish"),)),
        MessageScene(
            "This does not work yet",
            "There is no camera 0. Connect a camera, allow this program to use it in the system's privacy settings, or "
            "choose another number with --camera.",
            (KeyHint(Key.MAIN, "close"),),
        ),
    ]  # fmt: skip


CHECKS = (
    CheckLine("Face found", Mark.GOOD),
    CheckLine("Distance 58 cm", Mark.GOOD),
    CheckLine("In the middle", Mark.GOOD),
    CheckLine("Upright", Mark.WAITING),
    CheckLine("Light on your face", Mark.ATTENTION, "Turn a lamp toward you, or raise the screen's brightness."),
    CheckLine("Sharp picture", Mark.GOOD),
    CheckLine("30 pictures a second", Mark.GOOD),
)
