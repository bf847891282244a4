"""Choosing the eye in use, when the calibration shows that the two eyes do not look at the same."""

from __future__ import annotations

from gazetrainer.eyes import Eyes
from gazetrainer.loop import Flow, Stopped
from gazetrainer.measuring.eyes_agreement import EyesAgreement
from gazetrainer.scene import Key, KeyHint, MessageScene
from gazetrainer.wording.eye_words import WHICH_EYE, rather, take, which_eye
from targets.language import _


def choose_eye(agreement: EyesAgreement, patience_s: float) -> Flow[Eyes]:
    """Ask until the main key takes the answer that is offered, the better eye first; raises Stopped.

    The skip key offers the next answer. Without any key for `patience_s` the answer offered then is taken.
    """
    better = agreement.better_eye
    answers = (better, Eyes.LEFT if better is Eyes.RIGHT else Eyes.RIGHT, Eyes.BOTH)
    offered, start_s = 0, None
    while True:
        moment = yield choosing_scene(agreement, answers[offered], answers[(offered + 1) % len(answers)])
        start_s = moment.time_s if start_s is None or Key.SKIP in moment.keys else start_s
        if Key.STOP in moment.keys:
            raise Stopped
        if Key.MAIN in moment.keys or moment.time_s - start_s >= patience_s:
            return answers[offered]
        offered = (offered + (Key.SKIP in moment.keys)) % len(answers)


def choosing_scene(agreement: EyesAgreement, offered: Eyes, following: Eyes) -> MessageScene:
    """The question, with the answer that the main key takes."""
    return MessageScene(
        title=_(WHICH_EYE),
        text=" ".join(which_eye(agreement)),
        hints=(KeyHint(Key.MAIN, take(offered)), KeyHint(Key.SKIP, rather(following))),
        camera_on=True,
    )
