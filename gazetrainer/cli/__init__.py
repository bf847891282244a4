"""The command line: the composition root, and the only place that names concrete adapters."""

from __future__ import annotations

import sys

from calibration import CalibrationError
from gazetrainer.errors import GazeTrainerError
from targets import PrescriptionError

EXIT_FAULT = 1
EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the program; every fault a person can act on is one clear message on stderr and exit code 1."""
    from gazetrainer.cli.app import app  # noqa: PLC0415  (the imports below it take long: faults in them count too)

    try:
        app()
    except (GazeTrainerError, PrescriptionError) as fault:
        _end(str(fault))
    except CalibrationError as fault:
        _end(f"The calibration did not work: {fault}.")
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(EXIT_INTERRUPTED)


def _end(message: str) -> None:
    sys.stderr.write(f"gazetrainer: {message}\n")
    sys.exit(EXIT_FAULT)
