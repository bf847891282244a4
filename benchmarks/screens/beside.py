"""Calibrating, guided moments, finding, teaching and what is asked of a client, in the language in use."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from gazetrainer.calibrating.looked_at import HeadTask
from gazetrainer.calibrating.taught import TaughtPosition, Untaught
from gazetrainer.check_in import DOUBLE_VISION, CheckIn, Heading, Rating, StopCause, StopReason, When
from gazetrainer.events import SittingOutcome
from gazetrainer.eyes import Eyes
from gazetrainer.finding.sweeping import Sweeping
from gazetrainer.flows.choosing_eye import choosing_scene
from gazetrainer.flows.hearing_sounds import sounds_scene
from gazetrainer.flows.recentring import unseen_scene
from gazetrainer.history.record import Entry, SittingRecord
from gazetrainer.measuring.eyes_agreement import EyesAgreement
from gazetrainer.rooms.help_pages import help_paragraphs
from gazetrainer.rooms.history_pages import sitting_scene, sittings_scene
from gazetrainer.rooms.home import HomeFacts, home_scene, taught_scene
from gazetrainer.rooms.lists import help_scene
from gazetrainer.scene import CalibrationResultScene, CheckedPoint, GuidedScene, Key, KeyHint, Lids, Quality, Scene
from gazetrainer.screen import Screen
from gazetrainer.settings import Settings
from gazetrainer.sounds.sound_table import sound_entries, voice_entry
from gazetrainer.staging.check_in import Press, enough_scene, question_scene
from gazetrainer.staging.finding import (
    PointerView,
    about_finding_scene,
    finding_paused_scene,
    found_scene,
    pointer_scene,
)
from gazetrainer.staging.setup import camera_gone_scene, dot_scene
from gazetrainer.staging.teaching import captured_scene, capturing_scene, refused_scene
from gazetrainer.staging.video import ANSWERS, video_scene
from gazetrainer.wording import words
from targets import Direction, FindStep, GuidedStep, direction_in_words, direction_within_sentence, load_library_plan
from targets.formats import number
from targets.language import _

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=timezone(timedelta(hours=1)))
DISTANCE_MM = 600.0


def beside_scenes(screen: Screen) -> list[Scene]:
    """All of them."""
    return [*_calibrating(screen), *_guided(), *_finding(screen), *_teaching(screen), *_asked(), *_past()]


def _calibrating(screen: Screen) -> Iterator[Scene]:
    step = _("{number} of {count}").format(number=3, count=9)
    corners = (Direction(0, 0), Direction(-12, 6.5), Direction(12, 6.5), Direction(12, -6.5), Direction(0, -6.5))
    for at, head in itertools.product(corners, (HeadTask.STILL, HeadTask.NOSE_DOT)):
        yield dot_scene(at, screen, DISTANCE_MM, 0.4, step, 0.0, 0.0, head)
    yield dot_scene(Direction(0, 0), screen, DISTANCE_MM, 0.4, step, 2.0, 0.0)
    points = tuple(CheckedPoint(a, e, 1.0, -0.8, 1.2) for a, e in itertools.product((-8, 8), (-5, 5)))
    hints = (KeyHint(Key.MAIN, _("begin")), KeyHint(Key.REPEAT, _("repeat")), KeyHint(Key.STOP, _("stop")))
    where = direction_within_sentence(8, -5)
    for quality in Quality:
        yield CalibrationResultScene(
            quality,
            words.calibration_in_words(quality),
            _("no place could be checked"),
            _("On average within {error}°").format(error=number(1.4, ".1f")),
            _("weakest: {direction} ({error}°)").format(direction=where, error=number(2.3, ".1f")),
            _("A wider circle is used for: {positions}. Your practitioner sees it.").format(
                positions="; ".join(direction_in_words(*at) for at in ((-30, 20), (20, -15)))
            ),
            points,
            hints=hints,
            camera_on=True,
        )
    agreement = EyesAgreement(apart_deg=7.0, error_left_deg=1.0, error_right_deg=5.0)
    yield choosing_scene(agreement, Eyes.LEFT, Eyes.RIGHT)
    yield unseen_scene()
    yield camera_gone_scene()


def _guided() -> Iterator[Scene]:
    hints = (KeyHint(Key.MAIN, _("pause")), KeyHint(Key.SKIP, _("next")), KeyHint(Key.UNWELL, _("I don't feel well")))
    for step in load_library_plan("demonstration").steps:
        if isinstance(step, GuidedStep):
            sentence = _("Let your eyes close. A soft tone tells you when the time is over.")
            yield GuidedScene(step.name, step.text, Lids(step.eyes), sentence, 12.0, 20.0, 1.0, hints)


def _finding(screen: Screen) -> Iterator[Scene]:
    step = FindStep(kind="find", name=_("Find a position"), rows_deg=(0.0, 8.0, -8.0), azimuth_range_deg=(-20.0, 20.0))
    sweeping = Sweeping(step, lambda _place: None)
    view = PointerView(screen, DISTANCE_MM)
    yield about_finding_scene(step)
    for index in range(60):
        sweeping.take(index / 5, ())
        if index % 20 == 0:
            yield pointer_scene(step, sweeping, view, time_s=index / 5)
    sweeping.mark()
    yield pointer_scene(step, sweeping, view, time_s=12.0)
    yield finding_paused_scene()
    yield found_scene(step, sweeping.found)


def _teaching(screen: Screen) -> Iterator[Scene]:
    name = direction_in_words(-30, 20)
    yield capturing_scene(name, Direction(-30, 20), screen, DISTANCE_MM, 2.0, 5.0)
    taught = TaughtPosition(
        name=name,
        azimuth_deg=-30.0,
        elevation_deg=20.0,
        std_azimuth_deg=0.8,
        std_elevation_deg=1.1,
        sigma_deg=1.5,
        taken_at=NOW.isoformat(),
        seconds=5.0,
    )
    yield captured_scene(taught)
    yield from (refused_scene(name, why) for why in Untaught)
    yield taught_scene(name)


def _asked() -> Iterator[Scene]:
    yield from (video_scene(chosen) for chosen in range(len(ANSWERS)))
    for when, press in itertools.product((When.BEFORE, When.AFTER), Press):
        yield question_scene(Rating.EYE_STRAIN, CheckIn(eye_strain=10), when, 0.0, press)
    yield question_scene(DOUBLE_VISION, CheckIn(), When.DURING, 0.0, Press.CHANGE)
    written = "Der Nacken ist heute etwas fester; ¿qué más? " * 5
    yield question_scene(Heading.EMOTIONS, CheckIn(emotions=written), When.AFTER, 0.0)
    yield enough_scene((StopReason(StopCause.RISEN, Rating.EYE_STRAIN, 6, 2), StopReason(StopCause.DOUBLE_VISION)))
    entries = (*sound_entries(), voice_entry())
    yield from (sounds_scene(entries, at, at, Settings()) for at in range(len(entries)))


def _past() -> Iterator[Scene]:
    records = tuple(
        SittingRecord((NOW - timedelta(days=day)).isoformat(), "me", "Demonstration", 95.0, 62.0, 1.4, outcome)
        for day, outcome in enumerate((*SittingOutcome, None))
    )
    entries = [Entry(f"sitting-{number}.mcap", 1, 1, record) for number, record in enumerate(records)]
    yield from (sittings_scene(entries, at) for at in range(len(entries) + 2))
    yield from (sitting_scene(entry, "", at) for entry in entries for at in range(3))
    yield home_scene(HomeFacts(load_library_plan("demonstration"), "Annegret", NOW, records), 0)
    yield help_scene(help_paragraphs(), 1)
