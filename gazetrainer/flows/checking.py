"""The camera check: shows the picture and one piece of advice until all is well or the client goes on anyway."""

from __future__ import annotations

from typing import Final

from gazetrainer.camera_check import CHANGED_S, STEADY_S, CameraCheck, CheckItem, CheckResult
from gazetrainer.camera_lock import Lockable
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.loop import Flow, Moment, PicturesEnded, Stopped
from gazetrainer.measuring.changes import ChangeWatch
from gazetrainer.scene import CameraCheckScene, Key
from gazetrainer.staging.setup import check_scene
from targets.language import _

_SETTLES_S: Final = 0.6
"""A camera shows a new exposure after a few pictures."""
_MOST_BRIGHTER: Final = 1.15

_Checked = tuple[CameraCheckScene, tuple[CheckResult, ...]]


def check_camera(
    field_of_view_deg: float, changes: ChangeWatch | None = None, controls: Lockable | None = None
) -> Flow[None]:
    """Return when all has been well for a moment, or the main key was pressed; raises Stopped or CameraError.

    changes: what is different from a calibration is said too, and gets a little longer to be put right.
    controls: the camera's own adjustments, held from then on, if the light is good, where that leaves
    the picture as it is.
    """
    try:
        scene, results = yield from _check(field_of_view_deg, changes)
        if controls is not None and any(result.item is CheckItem.LIGHT and result.is_good for result in results):
            yield from _hold_still(controls, scene)
    except PicturesEnded as end:
        raise CameraError(
            CameraFault.LOST,
            _("The pictures ended during the camera check. Nothing was recorded; give a longer video."),
        ) from end


def _check(field_of_view_deg: float, changes: ChangeWatch | None) -> Flow[_Checked]:
    check = CameraCheck(field_of_view_deg)
    scene: CameraCheckScene = check_scene(None, ())
    while True:
        moment = yield scene
        if Key.STOP in moment.keys:
            raise Stopped
        results = check.push(moment.seen)
        changed = changes.push(moment.seen) if changes is not None else ()
        if check.is_steady(moment.time_s, CHANGED_S if changed else STEADY_S) or Key.MAIN in moment.keys:
            return scene, results
        scene = check_scene(moment.frame.rgb, results, changed)


def _hold_still(controls: Lockable, scene: CameraCheckScene) -> Flow[None]:
    """Lock the camera; a lock that makes the picture brighter or darker is taken back: it held something else."""
    before = _brightness((yield scene))
    controls.lock()
    start_s, after = None, before
    while start_s is None or after[0] < start_s + _SETTLES_S:
        after = _brightness((yield scene))
        start_s = after[0] if start_s is None else start_s
    if not 1 / _MOST_BRIGHTER < (after[1] + 1) / (before[1] + 1) < _MOST_BRIGHTER:
        controls.unlock()


def _brightness(moment: Moment) -> tuple[float, float]:
    """Time of a moment, and the mean grey of its picture."""
    if Key.STOP in moment.keys:
        raise Stopped
    return moment.time_s, float(moment.frame.rgb[::8, ::8].mean())
