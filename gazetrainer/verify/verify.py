"""verify: every check over one recording; whatever the bytes are, findings and no fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from mcap.writer import MCAP0_MAGIC

from gazetrainer.errors import GazeTrainerError, RecordingError
from gazetrainer.recording import Recording, VideoConsent
from gazetrainer.recording.reader import parse_recording
from gazetrainer.recording.video_reader import parse_video
from gazetrainer.verify.again import judged_again, measured_again
from gazetrainer.verify.consistent import accounts, calibration, rate, times
from gazetrainer.verify.findings import Check, Finding, State, Verified
from gazetrainer.verify.retracked import Tracking, nothing_to_track_with, tracked_again
from gazetrainer.verify.sealed import Expected, seal_findings
from gazetrainer.verify.whole import whole
from targets.language import _

_CHECKS: Final[tuple[tuple[Check, Callable[[Recording], Finding]], ...]] = (
    (Check.TIMES, times),
    (Check.RATE, rate),
    (Check.ACCOUNTS, accounts),
    (Check.CALIBRATION, calibration),
    (Check.JUDGED_AGAIN, judged_again),
    (Check.MEASURED_AGAIN, measured_again),
)
_UNFIT: Final = (GazeTrainerError, ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""What comes of figures that no sitting can have, in a file that was written by hand and sealed."""
_ANYBODY: Final = Expected()


def verify(
    data: bytes,
    seal_file: bytes | None,
    name: str,
    expected: Expected = _ANYBODY,
    tracking: Tracking = nothing_to_track_with,
) -> Verified:
    """Check a recording's bytes against its seal file (None: there is none) and against themselves."""
    findings, seal = seal_findings(data, seal_file, name, expected)
    try:
        recording = parse_recording(data, name)
    except RecordingError as fault:
        if seal_file is None and not data.startswith(MCAP0_MAGIC):
            findings = ()  # what was never a recording lacks no seal
        return Verified(name, (*findings, Finding(Check.WHOLE, State.DIFFERS, str(fault))))
    return Verified(
        name,
        (*findings, whole(data, recording, seal), *_inner(recording), *_of_pictures(recording, data, name, tracking)),
    )


def _inner(recording: Recording) -> Iterator[Finding]:
    for check, look in _CHECKS:
        yield _found(check, partial(look, recording))


def _of_pictures(recording: Recording, data: bytes, name: str, tracking: Tracking) -> Iterator[Finding]:
    """Nothing is said of a sitting of which no pictures were to be kept."""
    if recording.header.video_consent is not VideoConsent.NONE:
        look = lambda: tracked_again(recording, parse_video(data, name), tracking)  # noqa: E731
        yield _found(Check.TRACKED_AGAIN, look)


def _found(check: Check, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except _UNFIT as fault:
        said = _("It holds what no sitting can have ({why}).").format(why=fault)
        return Finding(check, State.DIFFERS, said)
