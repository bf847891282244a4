"""What to look at: positions, layouts, prescriptions and the words for them."""

from targets.commented import commented_toml
from targets.directions import Direction, direction_in_words, direction_within_sentence, further_in_words
from targets.faults import Fault, PrescriptionError
from targets.layouts import MOST_RECENTRE_DOTS, PointCount, calibration_points, recentre_points, validation_points
from targets.library import library_plans, load_library_plan
from targets.moments import CheckInStep, FindStep, GuidedStep, RestStep
from targets.prescription import (
    KINDS,
    SCHEMA,
    AnyStep,
    CountedStep,
    Eyes,
    HeadLimits,
    HoldTurn,
    OpenStep,
    Prescription,
    Step,
    StepTurn,
    StopLimits,
    Turn,
)
from targets.reading import load_plan, load_prescription, parse_plan, parse_prescription, plan_text
from targets.steps import Position, SequenceStep
from targets.taught import TaughtTarget, same_name
from targets.writing import to_toml, to_toml_data
from targets.written import WrittenPlan

__all__ = [
    "KINDS",
    "MOST_RECENTRE_DOTS",
    "SCHEMA",
    "AnyStep",
    "CheckInStep",
    "CountedStep",
    "Direction",
    "Eyes",
    "Fault",
    "FindStep",
    "GuidedStep",
    "HeadLimits",
    "HoldTurn",
    "OpenStep",
    "PointCount",
    "Position",
    "Prescription",
    "PrescriptionError",
    "RestStep",
    "SequenceStep",
    "Step",
    "StepTurn",
    "StopLimits",
    "TaughtTarget",
    "Turn",
    "WrittenPlan",
    "calibration_points",
    "commented_toml",
    "direction_in_words",
    "direction_within_sentence",
    "further_in_words",
    "library_plans",
    "load_library_plan",
    "load_plan",
    "load_prescription",
    "parse_plan",
    "parse_prescription",
    "plan_text",
    "recentre_points",
    "same_name",
    "to_toml",
    "to_toml_data",
    "validation_points",
]
