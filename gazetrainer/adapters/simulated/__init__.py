"""The simulated client: identity + pose -> picture; behaviour decides the pose, the camera yields pictures and truth."""

from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.pose import Pose, Truth, write_truth_csv
from gazetrainer.adapters.simulated.renderer import Neutral, Optics, Renderer

__all__ = ["Identity", "Neutral", "Optics", "Pose", "Renderer", "Truth", "write_truth_csv"]
