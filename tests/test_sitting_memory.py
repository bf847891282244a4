"""A sitting of hours: what there is of every frame stands in its recording and is not kept in memory."""

import gc

from flow_helpers import RATE_HZ, PaperClient, ScriptedDisplay
from test_flows_practising import SETTING

from gazetrainer.face import FaceObservation
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.gaze import GazeGap, GazeSample
from gazetrainer.loop import run
from targets import Prescription, Step

PLAN = Prescription(schema=1, title="One long hold", steps=(Step(azimuth_deg=8, elevation_deg=0, hold_s=600),))
_ENDS_S = 20.0


class Forgetful(ScriptedDisplay):
    """A display that keeps the last scene only."""

    def draw(self, scene):
        self.scenes = [scene]


def _of_frames():
    gc.collect()
    return sum(isinstance(each, GazeSample | GazeGap | FaceObservation) for each in gc.get_objects())


def test_a_sitting_does_not_keep_its_frames():
    client, display = PaperClient(), Forgetful()
    profile = run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)
    before = _of_frames()
    client = PaperClient(ends_s=_ENDS_S)
    done = run(practise(PLAN, profile, display, attention=client), client.frames(), client, display)
    assert done.run.sitting.ended[0].held_s > 10.0
    assert _of_frames() - before < RATE_HZ * _ENDS_S / 10
