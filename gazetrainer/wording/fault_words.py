"""What the program says about faults of a calibration, which come from a package that knows no language."""

from __future__ import annotations

from calibration import CalibrationError
from targets.language import _


def calibration_fault_in_words(fault: CalibrationError) -> str:
    """What is wrong with a calibration, as the end of a sentence.

    >>> calibration_fault_in_words(CalibrationError("only {count} usable points", count=2))
    'only 2 usable points'
    """
    return _(fault.text).format(**fault.values)
