"""The camera check: shows the picture and one piece of advice until all is well or the client goes on anyway."""

from __future__ import annotations

from gazetrainer.camera_check import CHANGED_S, STEADY_S, CameraCheck
from gazetrainer.changes import ChangeWatch
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.loop import Flow, PicturesEnded, Stopped
from gazetrainer.scene import CameraCheckScene, Key
from gazetrainer.staging_setup import check_scene


def check_camera(field_of_view_deg: float, changes: ChangeWatch | None = None) -> Flow[None]:
    """Return when all has been well for a moment, or the main key was pressed; raises Stopped or CameraError.

    changes: what is different from a calibration is said too, and gets a little longer to be put right.
    """
    try:
        yield from _check(field_of_view_deg, changes)
    except PicturesEnded as end:
        raise CameraError(
            CameraFault.LOST, "The pictures ended during the camera check. Nothing was recorded; give a longer video."
        ) from end


def _check(field_of_view_deg: float, changes: ChangeWatch | None) -> Flow[None]:
    check = CameraCheck(field_of_view_deg)
    scene: CameraCheckScene = check_scene(None, ())
    while True:
        moment = yield scene
        if Key.STOP in moment.keys:
            raise Stopped
        results = check.push(moment.seen)
        changed = changes.push(moment.seen) if changes is not None else ()
        if check.is_steady(moment.time_s, CHANGED_S if changed else STEADY_S) or Key.MAIN in moment.keys:
            return
        scene = check_scene(moment.frame.rgb, results, changed)
