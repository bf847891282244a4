"""The camera check: shows the picture and one piece of advice until all is well or the client goes on anyway."""

from __future__ import annotations

from gazetrainer.camera_check import CameraCheck
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.loop import Flow, PicturesEnded, Stopped
from gazetrainer.scene import CameraCheckScene, Key
from gazetrainer.staging_setup import check_scene


def check_camera(field_of_view_deg: float) -> Flow[None]:
    """Return when all has been well for a moment, or the main key was pressed; raises Stopped or CameraError."""
    try:
        yield from _check(field_of_view_deg)
    except PicturesEnded as end:
        raise CameraError(
            CameraFault.LOST, "The pictures ended during the camera check. Nothing was recorded; give a longer video."
        ) from end


def _check(field_of_view_deg: float) -> Flow[None]:
    check = CameraCheck(field_of_view_deg)
    scene: CameraCheckScene = check_scene(None, ())
    while True:
        moment = yield scene
        if Key.STOP in moment.keys:
            raise Stopped
        results = check.push(moment.seen)
        if check.is_steady(moment.time_s) or Key.MAIN in moment.keys:
            return
        scene = check_scene(moment.frame.rgb, results)
