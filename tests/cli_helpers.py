"""The command line as a person meets it: arguments in, two streams and an exit code out."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass

from gazetrainer.cli import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def is_one_clear_line(self):
        """A fault: nothing but one line that begins with the program's name."""
        return self.code == 1 and self.err.startswith("gazetrainer: ") and self.err.count("\n") == 1


class CommandLine:
    """Runs commands in this process; `call` gives what they said."""

    def __init__(self, capfd, monkeypatch):
        self._capfd, self._monkeypatch = capfd, monkeypatch

    def call(self, *arguments):
        self._monkeypatch.setattr(sys, "argv", ["gazetrainer", *map(str, arguments)])
        self._capfd.readouterr()
        before = signal.getsignal(signal.SIGINT)
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            signal.signal(signal.SIGINT, before)
        out, err = self._capfd.readouterr()
        return Said(code, out, err)
