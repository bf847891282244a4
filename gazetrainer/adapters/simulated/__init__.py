"""The simulated client: what to look at -> behaviour -> pose -> picture, the exact truth beside every frame."""

from gazetrainer.adapters.simulated.behaviour import Client, HeadTask
from gazetrainer.adapters.simulated.camera import SimulatedCamera
from gazetrainer.adapters.simulated.episode import Behaviour
from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.options import SimulatedOptions
from gazetrainer.adapters.simulated.pose import Pose, Truth, write_truth_csv
from gazetrainer.adapters.simulated.renderer import Neutral, Optics, Renderer
from gazetrainer.adapters.simulated.script import Arrival, Keyframe, Script, ScriptedCamera, alive, scripted

__all__ = [
    "Arrival",
    "Behaviour",
    "Client",
    "HeadTask",
    "Identity",
    "Keyframe",
    "Neutral",
    "Optics",
    "Pose",
    "Renderer",
    "Script",
    "ScriptedCamera",
    "SimulatedCamera",
    "SimulatedOptions",
    "Truth",
    "alive",
    "scripted",
    "write_truth_csv",
]
