"""features (n, k) -> degrees (n, 2) with a standard deviation per axis: arrays in, arrays out."""

from calibration.errors import CalibrationError
from calibration.model import GazeModel, Prediction
from calibration.ridge import RidgeModel, fit_ridge, left_out_directions

__all__ = ["CalibrationError", "GazeModel", "Prediction", "RidgeModel", "fit_ridge", "left_out_directions"]
