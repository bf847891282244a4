"""features (n, k) -> degrees (n, 2) with a standard deviation per axis: arrays in, arrays out.

A person's model is learned from a few points and a prior over many people, part of which are networks for what bends;
plain ridge is the yardstick it is held to.
"""

from calibration.adapting import adapt_population
from calibration.chance import Chance
from calibration.doubt import Doubt, learn_doubt
from calibration.errors import CalibrationError
from calibration.learning_network import Schooling, learn_member, learn_network, together
from calibration.learning_population import train_population
from calibration.lessons import Lessons, Person
from calibration.model import Prediction
from calibration.network import Network
from calibration.person import GAIN_DOUBT, PersonModel, fit_person, left_out_directions
from calibration.population import PersonRows, Population
from calibration.ridge import RidgeModel, fit_ridge
from calibration.rows import Rows

__all__ = [
    "GAIN_DOUBT",
    "CalibrationError",
    "Chance",
    "Doubt",
    "Lessons",
    "Network",
    "Person",
    "PersonModel",
    "PersonRows",
    "Population",
    "Prediction",
    "RidgeModel",
    "Rows",
    "Schooling",
    "adapt_population",
    "fit_person",
    "fit_ridge",
    "learn_doubt",
    "learn_member",
    "learn_network",
    "left_out_directions",
    "together",
    "train_population",
]
