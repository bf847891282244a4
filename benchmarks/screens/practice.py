"""Scenes with the words that the program really says, in the language in use, the long ones among them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from gazetrainer.camera_check import CheckItem, CheckResult, CheckState
from gazetrainer.events import Account, SittingOutcome
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason
from gazetrainer.measuring.changes import Change
from gazetrainer.scene import (
    Bar,
    GetReadyScene,
    Guide,
    HoldScene,
    HoldState,
    Key,
    KeyHint,
    RestScene,
    Scene,
    SummaryScene,
)
from gazetrainer.screen import Screen, place
from gazetrainer.staging.calibration import failed_calibration_scene
from gazetrainer.staging.setup import check_scene, fault_scene, paused_scene
from gazetrainer.staging.teaching import counting_scene, taking_scene
from gazetrainer.wording import words
from gazetrainer.wording.change_words import cannot_tell_since
from gazetrainer.wording.time_words import seconds_in_words
from targets import direction_in_words, direction_within_sentence, further_in_words
from targets.directions import Direction
from targets.language import _

FAR = (Direction(-30, 18), Direction(28, 0), Direction(0, -25), Direction(30, 20))


UP_LEFT = Direction(-8, 3)
DISTANCE_MM = 600.0


def staged_scenes(screen: Screen) -> list[Scene]:
    """Every moment of a sitting."""
    return [*_holds(screen), *_away(screen), *_between(), *_around()]


def _practising() -> tuple[KeyHint, ...]:
    return (
        KeyHint(Key.MAIN, _("pause")),
        KeyHint(Key.SKIP, _("next")),
        KeyHint(Key.RECENTRE, _("centre again")),
        KeyHint(Key.UNWELL, _("I don't feel well")),
    )


def _holds(screen: Screen) -> Iterator[Scene]:
    told = [
        (HoldState.IN, (_(words.IN_POSITION), "")),
        (HoldState.OUT, (further_in_words(-4, -3), _(words.TIME_WAITS))),
        (HoldState.EYES_CLOSED, (_(words.EYES_CLOSED), _(words.EYES_CLOSED_HELP))),
        (HoldState.HEAD_MOVED, (_(words.HEAD_MOVED), _(words.TIME_WAITS))),
        (HoldState.SETTLING, (_(words.SETTLING), "")),
        *((HoldState.CANNOT_TELL, words.cannot_tell(reason)) for reason in GapReason),
        *((HoldState.CANNOT_TELL, cannot_tell_since(change)) for change in Change),
    ]
    for state, (headline, below) in told:
        yield _hold(screen, UP_LEFT, state, headline, below)


def _away(screen: Screen) -> Iterator[Scene]:
    for direction, guide in itertools.product(FAR, Guide):
        yield _hold(screen, direction, HoldState.SETTLING, *words.beyond_the_edge(guide))


def _hold(screen: Screen, direction: Direction, state: HoldState, headline: str, below: str) -> Scene:
    return HoldScene(
        title=direction_in_words(direction.azimuth_deg, direction.elevation_deg),
        subtitle=words.hold_of(1, 2),
        where=place(direction, screen=screen, distance_mm=DISTANCE_MM, margin_px=0.055 * screen.height_px),
        azimuth_deg=direction.azimuth_deg,
        elevation_deg=direction.elevation_deg,
        held_s=28.0,
        hold_s=45.0,
        state=state,
        headline=headline,
        time_s=0.0,
        subline=below,
        arrow_deg=135.0,
        hints=_practising(),
    )


def _between() -> Iterator[Scene]:
    where = direction_within_sentence(-30, -30)
    yield GetReadyScene(
        _("Next: {position}").format(position=where),
        _("{hold}, {time}").format(hold=words.hold_of(1, 2), time=seconds_in_words(105)),
        -15,
        10,
        2.5,
        f"{words.eyes_in_words(Eyes.LEFT)} {words.only_the_eyes(Eyes.LEFT)}",
        hints=_practising(),
    )
    then = _("Then: {position}, {hold}").format(position=where, hold=words.hold_of(2, 2))
    yield RestScene(_("Rest"), 8.0, _(words.REST_SENTENCE), then, _practising())
    yield paused_scene()


def _around() -> Iterator[Scene]:
    picture = np.full((480, 640, 3), 120, np.uint8)
    values = {CheckItem.DISTANCE: 583.0, CheckItem.RATE: 30.0}
    for wrong, state in ((CheckItem.UPRIGHT, CheckState.TILTED), (CheckItem.RATE, CheckState.TOO_SLOW)):
        states = {item: state if item is wrong else CheckState.GOOD for item in CheckItem}
        yield check_scene(picture, [CheckResult(item, states[item], values.get(item)) for item in CheckItem])
    yield taking_scene(direction_in_words(-30, 20))
    yield counting_scene(direction_in_words(-30, 20), Direction(-30, 20), 2.0)
    yield failed_calibration_scene(_("none of the dots could be seen; sit facing the camera with light on your face"))
    yield fault_scene(_("The camera is starting."))
    bars = tuple(
        Bar(direction_in_words(azimuth, elevation), tuple((account, 4.0) for account in Account), _told("1:30", "2:00"))
        for azimuth, elevation in ((-10, 8), (25, 0), (0, -12))
    )
    wide = _("A wider circle than the plan asks was used for: {positions}.").format(positions=bars[0].name)
    kept = _("Recording and report are saved on this computer.")
    hints = (KeyHint(Key.MAIN, _("finish")), KeyHint(Key.SKIP, _("write a note")))
    yield SummaryScene(words.farewell(SittingOutcome.FINISHED), bars, f"{wide} {kept}", hints)


def _told(held: str, asked: str) -> str:
    return _("held {held} of {asked}; {time} with the head elsewhere").format(held=held, asked=asked, time="0:20")
