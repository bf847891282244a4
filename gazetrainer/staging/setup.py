"""The scenes around a sitting: welcome, camera check, calibration dots, summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.calibrating.looked_at import HeadTask
from gazetrainer.camera_check import CheckResult, CheckState
from gazetrainer.errors import CameraFault
from gazetrainer.measuring.changes import Change
from gazetrainer.scene import (
    CameraCheckScene,
    CheckLine,
    DotScene,
    Key,
    KeyHint,
    Mark,
    MessageScene,
    PausedScene,
)
from gazetrainer.screen import Screen, Spot
from gazetrainer.wording import words
from gazetrainer.wording.change_words import changed
from targets import Direction
from targets.language import _

_EDGE_SHARE: Final = 0.05
_UNSEEN_S: Final = 1.0
"""A face that is missing for longer than this is said."""


def check_scene(
    preview: NDArray[np.uint8] | None, results: Sequence[CheckResult], changes: Sequence[Change] = ()
) -> CameraCheckScene:
    """The camera's picture, its checks and the first change since the calibration; advice for one thing at a time."""
    first_wrong = next((r for r in results if r.state not in (CheckState.GOOD, CheckState.UNKNOWN)), None)
    return CameraCheckScene(
        title=_(words.FACE_ADVICE),
        preview=preview,
        checks=(
            *(_check_line(result, has_advice=result is first_wrong) for result in results),
            *(_change_line(change, has_advice=first_wrong is None) for change in changes[:1]),
        ),
        sentence=_(words.GOES_ON),
        hints=(KeyHint(Key.MAIN, _("go on anyway")), _stop_hint()),
    )


def dot_scene(
    direction: Direction,
    screen: Screen,
    distance_mm: float,
    share: float,
    step: str,
    unseen_s: float,
    time_s: float,
    head: HeadTask = HeadTask.STILL,
) -> DotScene:
    """A dot at its true direction; a nose dot stays on the screen."""
    x_px, y_px = screen.point_px(direction.azimuth_deg, direction.elevation_deg, distance_mm)
    is_led = head is HeadTask.NOSE_DOT
    return DotScene(
        spot=_inside(screen, x_px, y_px) if is_led else Spot(x_px, y_px),
        progress=max(0.0, min(1.0, share)),
        sentence=_(words.COME_BACK if unseen_s >= _UNSEEN_S else words.NOSE_DOT if is_led else words.LOOK_AT_THE_DOT),
        time_s=time_s,
        step=step,
        hints=(KeyHint(Key.MAIN, _("pause")), _stop_hint()),
    )


def _inside(screen: Screen, x_px: float, y_px: float) -> Spot:
    margin_px = _EDGE_SHARE * screen.height_px
    return Spot(
        min(max(x_px, margin_px), screen.width_px - margin_px),
        min(max(y_px, margin_px), screen.height_px - margin_px),
    )


def paused_scene() -> PausedScene:
    """A pause of the calibration."""
    return PausedScene(_("Paused"), _(words.PAUSED_SENTENCE), hints=(KeyHint(Key.MAIN, _("go on")), _stop_hint()))


def moment_scene(text: str) -> MessageScene:
    """The program is busy for a moment."""
    return MessageScene(title=_("One moment"), text=text)


def fault_scene(text: str) -> MessageScene:
    """Something that the person can put right."""
    return MessageScene(title=_("This does not work yet"), text=text, hints=(KeyHint(Key.MAIN, _("go on")),))


def camera_gone_scene(fault: CameraFault = CameraFault.LOST) -> PausedScene:
    """The camera was pulled out or taken in the middle of something; it is looked for all the time."""
    is_taken = fault is CameraFault.BUSY
    return PausedScene(
        _("Another program has the camera") if is_taken else _("The camera is gone"),
        _("Close it there; everything waits.") if is_taken else _("Plug it in again; everything waits."),
        hints=(_stop_hint(),),
        camera_on=False,
    )


def _check_line(result: CheckResult, *, has_advice: bool) -> CheckLine:
    text, advice = words.check_in_words(result)
    if result.is_good:
        return CheckLine(text, Mark.GOOD)
    if result.state is CheckState.UNKNOWN:
        return CheckLine(text, Mark.WAITING)
    return CheckLine(text, Mark.ATTENTION, advice if has_advice else "")


def _change_line(change: Change, *, has_advice: bool) -> CheckLine:
    said = changed(change)
    return CheckLine(said.sentence.rstrip("."), Mark.ATTENTION, said.helps if has_advice else "")


def _stop_hint() -> KeyHint:
    return KeyHint(Key.STOP, _("stop"))
