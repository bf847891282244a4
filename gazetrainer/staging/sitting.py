"""sitting -> scene: what the screen shows at each moment of a sitting, in words and places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from gazetrainer.events import Doubt, Place, Verdict
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason
from gazetrainer.judging.answer import Answer
from gazetrainer.judging.hold import Hold, Seeking
from gazetrainer.measuring.changes import Change
from gazetrainer.scene import (
    GetReadyScene,
    Guide,
    HoldScene,
    HoldState,
    Key,
    KeyHint,
    MessageScene,
    PausedScene,
    RestScene,
    Scene,
)
from gazetrainer.screen import BeyondEdge, Screen, Spot, Where, place
from gazetrainer.sitting import Counting, Elsewhere, Finished, GetReady, Pausing, Practising, Resting, Sitting
from gazetrainer.staging.beside import beside_scene, upcoming_step
from gazetrainer.wording import words
from gazetrainer.wording.change_words import cannot_tell_since
from gazetrainer.wording.time_words import seconds_in_words
from targets import Direction, Step, direction_in_words, direction_within_sentence
from targets.directions import further_in_words
from targets.language import _

ARRIVE_S: Final = 2.0
"""The eyes may take so long to a new position before anything is said about it."""
STANDS_S: Final = 1.2
"""A sentence stays at least so long, so that it can be read; the state's mark changes at once."""
TARGET_MARGIN_SHARE: Final = 0.055
"""A target nearer to the edge than this share of the screen's height is shown as one beyond it."""


def scene_for(
    sitting: Sitting,
    screen: Screen,
    distance_mm: float,
    *,
    previous: Scene | None = None,
    guide: Guide = Guide.SOUND,
    changes: Sequence[Change] = (),
) -> Scene:
    """The scene of a sitting at its present moment.

    distance_mm: from the eyes to the screen. previous: the scene shown last, whose sentence may have to stand a while.
    guide: what leads the eyes to a position beyond the screen. changes: what is different from the calibration; the
    first of them is said when it may be why nothing can be told.
    """
    match sitting.phase:
        case GetReady(where, remaining_s):
            return _get_ready(sitting, where, remaining_s)
        case Practising(where, hold):
            scene = _hold(sitting, where, hold, _Setting(screen, distance_mm, guide, changes))
            return _steady(scene, previous)
        case Resting(_, remaining_s):
            return RestScene(_("Rest"), remaining_s, _(words.REST_SENTENCE), _upcoming(sitting), _hints())
        case Counting() | Elsewhere():
            return beside_scene(sitting, guide)
        case Pausing():
            return PausedScene(_("Paused"), _(words.PAUSED_SENTENCE), _paused_hints())
        case Finished(outcome):
            return MessageScene(words.farewell(outcome), "")


def _hints() -> tuple[KeyHint, ...]:
    return KeyHint(Key.MAIN, _("pause")), KeyHint(Key.SKIP, _("next"))


def _paused_hints() -> tuple[KeyHint, ...]:
    return KeyHint(Key.MAIN, _("go on")), KeyHint(Key.SKIP, _("next")), KeyHint(Key.STOP, _("stop"))


def state_of(hold: Hold) -> HoldState:
    """What is shown about a hold: what the judge has told, so that a forgiven slip does not flicker."""
    told = hold.told
    if told is None:
        return HoldState.SETTLING
    if told.verdict is Verdict.IN:
        return HoldState.IN
    if told.verdict is Verdict.OUT:
        if told.reason is GapReason.HEAD_TURNED:
            return HoldState.HEAD_MOVED
        is_arriving = isinstance(hold, Seeking) and hold.time_s - hold.start_s < ARRIVE_S
        return HoldState.SETTLING if is_arriving else HoldState.OUT
    is_closed = told.reason in {GapReason.BLINK, GapReason.EYES_CLOSED}
    return HoldState.EYES_CLOSED if is_closed else HoldState.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class _Setting:
    screen: Screen
    distance_mm: float
    guide: Guide
    changes: Sequence[Change]

    def where(self, step: Step) -> Where:
        margin_px = TARGET_MARGIN_SHARE * min(self.screen.height_px, self.screen.width_px * 9 / 16)
        return place(step.direction, screen=self.screen, distance_mm=self.distance_mm, margin_px=margin_px)


def _get_ready(sitting: Sitting, where: Place, remaining_s: float) -> GetReadyScene:
    step = sitting.holds[where.step]
    eyes = Eyes(step.eyes)
    sentence = step.written_cue or f"{words.eyes_in_words(eyes)} {words.only_the_eyes(eyes)}".strip()
    return GetReadyScene(
        title=_("Next: {position}").format(position=_name_within_sentence(step)),
        subtitle=_("{hold}, {time}").format(
            hold=words.hold_of(where.repetition + 1, step.repetitions), time=seconds_in_words(step.hold_s)
        ),
        azimuth_deg=step.azimuth_deg,
        elevation_deg=step.elevation_deg,
        remaining_s=remaining_s,
        sentence=sentence,
        eyes=eyes,
        hints=_hints(),
    )


def _hold(sitting: Sitting, at: Place, hold: Hold, setting: _Setting) -> HoldScene:
    step = sitting.holds[at.step]
    where = setting.where(step)
    state = state_of(hold)
    headline, subline = _sentences(state, hold, setting, is_beyond=isinstance(where, BeyondEdge))
    return HoldScene(
        title=step.name,
        subtitle=words.hold_of(at.repetition + 1, step.repetitions),
        where=where,
        azimuth_deg=step.azimuth_deg,
        elevation_deg=step.elevation_deg,
        held_s=hold.held_s,
        hold_s=step.hold_s,
        state=state,
        headline=headline,
        time_s=sitting.time_s,
        subline=subline,
        arrow_deg=_arrow_deg(hold.latest) if state is HoldState.OUT else None,
        away_deg=_away_deg(hold.latest),
        tolerance_deg=sitting.rules[at.step].tolerance_deg,
        gaze=_gaze(step, hold.latest, setting),
        said_s=sitting.time_s,
        eyes=Eyes(step.eyes),
        guide=setting.guide,
        hints=_hints(),
    )


def _sentences(state: HoldState, hold: Hold, setting: _Setting, *, is_beyond: bool) -> tuple[str, str]:
    """Headline and the line below it."""
    match state:
        case HoldState.IN:
            return _(words.IN_POSITION), ""
        case HoldState.SETTLING:
            return words.beyond_the_edge(setting.guide) if is_beyond else (_(words.SETTLING), "")
        case HoldState.OUT:
            return _further(hold.latest), _(words.TIME_WAITS)
        case HoldState.HEAD_MOVED:
            return _(words.HEAD_MOVED), _(words.TIME_WAITS)
        case HoldState.EYES_CLOSED:
            return _(words.EYES_CLOSED), _(words.EYES_CLOSED_HELP)
        case HoldState.CANNOT_TELL:
            return _untold(hold, setting.changes)


def _untold(hold: Hold, changes: Sequence[Change]) -> tuple[str, str]:
    reason = hold.told.reason if hold.told else None
    return cannot_tell_since(changes[0]) if reason is Doubt.UNCERTAIN and changes else words.cannot_tell(reason)


def _further(answer: Answer | None) -> str:
    if answer is None or answer.offset is None:
        return _(words.SETTLING)
    return further_in_words(answer.offset.azimuth_deg, answer.offset.elevation_deg)


def _away_deg(answer: Answer | None) -> tuple[float, float] | None:
    if answer is None or answer.offset is None:
        return None
    return answer.offset.azimuth_deg, answer.offset.elevation_deg


def _gaze(step: Step, answer: Answer | None, setting: _Setting) -> Spot | None:
    away_deg = _away_deg(answer)
    if away_deg is None or not all(math.isfinite(angle) for angle in away_deg):
        return None
    seen = Direction(step.azimuth_deg - away_deg[0], step.elevation_deg - away_deg[1])
    where = place(seen, screen=setting.screen, distance_mm=setting.distance_mm)
    return where if isinstance(where, Spot) else None


def _arrow_deg(answer: Answer | None) -> float | None:
    if answer is None or answer.offset is None:
        return None
    return math.degrees(math.atan2(answer.offset.elevation_deg, answer.offset.azimuth_deg))


def _steady(scene: HoldScene, previous: Scene | None) -> HoldScene:
    """Keep the sentence of the previous scene while it is too young to be replaced by one of the same state."""
    if not isinstance(previous, HoldScene) or previous.state is not scene.state or previous.title != scene.title:
        return scene
    if previous.headline != scene.headline and scene.time_s - previous.said_s >= STANDS_S:
        return scene
    return replace(
        scene,
        headline=previous.headline,
        subline=previous.subline,
        arrow_deg=previous.arrow_deg,
        said_s=previous.said_s,
    )


def _upcoming(sitting: Sitting) -> str:
    following = sitting.next_place
    if following is None:
        return upcoming_step(sitting)
    step = sitting.holds[following.step]
    return _("Then: {position}, {hold}").format(
        position=_name_within_sentence(step), hold=words.hold_of(following.repetition + 1, step.repetitions)
    )


def _name_within_sentence(step: Step) -> str:
    """A name made from the direction loses its capital; a name somebody gave keeps it."""
    is_made = step.name == direction_in_words(step.azimuth_deg, step.elevation_deg)
    return direction_within_sentence(step.azimuth_deg, step.elevation_deg) if is_made else step.name
