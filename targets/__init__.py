"""What to look at: positions, layouts, prescriptions and the words for them."""

from targets.directions import Direction, direction_in_words, further_in_words
from targets.faults import Fault, PrescriptionError
from targets.layouts import MOST_RECENTRE_DOTS, PointCount, calibration_points, recentre_points, validation_points
from targets.library import library_plans, load_library_plan
from targets.prescription import SCHEMA, Eyes, HeadLimits, Prescription, Step
from targets.reading import load_plan, load_prescription, parse_plan, parse_prescription
from targets.taught import TaughtTarget, same_name
from targets.writing import to_toml
from targets.written import WrittenPlan

__all__ = [
    "MOST_RECENTRE_DOTS",
    "SCHEMA",
    "Direction",
    "Eyes",
    "Fault",
    "HeadLimits",
    "PointCount",
    "Prescription",
    "PrescriptionError",
    "Step",
    "TaughtTarget",
    "WrittenPlan",
    "calibration_points",
    "direction_in_words",
    "further_in_words",
    "library_plans",
    "load_library_plan",
    "load_plan",
    "load_prescription",
    "parse_plan",
    "parse_prescription",
    "recentre_points",
    "same_name",
    "to_toml",
    "validation_points",
]
