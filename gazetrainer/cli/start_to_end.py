"""The program from its start to its end: signals, language, own files, and how each fault is told."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from types import FrameType
from typing import NoReturn

from gazetrainer.adapters.own_ground import own_ground, owner_only
from gazetrainer.cli import EXIT_FAULT, EXIT_INTERRUPTED, EXIT_MISTAKE
from gazetrainer.cli.fault_note import tell_of, tell_of_one_beside
from gazetrainer.cli.language import language_asked_for, language_in_settings, spoken, without_language
from gazetrainer.cli.places import cache_folder, data_folder
from gazetrainer.errors import LanguageError
from gazetrainer.loop import Interrupted
from targets.language import _

_OF_THE_MACHINE = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EIO}
    | {errno.EDQUOT, errno.EFBIG, errno.EBUSY, errno.ESTALE, errno.ELOOP, errno.ENAMETOOLONG}
    | {errno.EINVAL}  # a name that Windows does not take
)
"""What a file or folder may refuse to anybody, at any moment, without a mistake of the program."""
_was_interrupted = threading.Event()


def run() -> None:
    """Run the program; see `gazetrainer.cli.main`."""
    _was_interrupted.clear()
    signal.signal(signal.SIGINT, _interrupt)
    threading.excepthook = _mistake_in_a_thread
    _say_what_can_be_said()
    try:
        with (
            owner_only(),
            own_ground(cache_folder(), data_folder()),
            spoken(language_asked_for(sys.argv[1:]), language_in_settings()),
        ):
            _obey(without_language(sys.argv[1:]))
    except LanguageError as fault:
        sys.stderr.write(f"gazetrainer: {fault}\n")
        sys.exit(EXIT_FAULT)


def _say_what_can_be_said() -> None:
    """Letters that the terminal or the file behind it does not know become question marks, not faults."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _obey(arguments: list[str]) -> None:
    try:
        from gazetrainer.cli.app import run_program  # noqa: PLC0415  (Ctrl-C counts from here on)

        run_program(arguments)
    except Interrupted:
        _stop()
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAULT)
    except Exception as fault:
        if _was_interrupted.is_set():  # in the midst of loading a library, which made another fault of it
            _stop()
        message = _message_of(fault)
        if message is None:
            tell_of(fault)
            sys.exit(EXIT_MISTAKE)
        sys.stderr.write(f"gazetrainer: {message}\n")
        sys.exit(EXIT_FAULT)


def _stop() -> NoReturn:
    sys.stderr.write(_("Stopped.") + "\n")
    sys.exit(EXIT_INTERRUPTED)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    _was_interrupted.set()
    raise Interrupted


def _mistake_in_a_thread(about: threading.ExceptHookArgs) -> None:
    if about.exc_value is not None and about.exc_type is not SystemExit:
        tell_of_one_beside(about.exc_value)


def _message_of(fault: Exception) -> str | None:
    """What to tell about a fault that a person can act on; None for a mistake of the program."""
    from calibration import CalibrationError  # noqa: PLC0415  (brings scipy, which --help can do without)
    from gazetrainer.errors import GazeTrainerError  # noqa: PLC0415
    from gazetrainer.wording.fault_words import calibration_fault_in_words  # noqa: PLC0415
    from targets import PrescriptionError  # noqa: PLC0415  (brings pydantic)

    if isinstance(fault, CalibrationError):
        return _("The calibration did not work: {why}.").format(why=calibration_fault_in_words(fault))
    if isinstance(fault, OSError) and fault.errno in _OF_THE_MACHINE and fault.filename is not None:
        said = _(
            "{path} cannot be used ({why}). See whether you may write there and whether there is room on the disk."
        )
        return said.format(path=fault.filename, why=(fault.strerror or "").lower())
    return str(fault) if isinstance(fault, GazeTrainerError | PrescriptionError) else None
