"""Finding: what one check of a recording came to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """What is looked at, in the order in which it is."""

    SEAL = "seal"
    SIGNER = "signer"
    WHOLE = "whole"
    TIMES = "times"
    RATE = "rate"
    ACCOUNTS = "accounts"
    CALIBRATION = "calibration"
    JUDGED_AGAIN = "judged_again"
    MEASURED_AGAIN = "measured_again"
    TRACKED_AGAIN = "tracked_again"


class State(StrEnum):
    """AGREES: as it should be. NOTED: not checked, or worth knowing, and nothing is wrong. DIFFERS: something is."""

    AGREES = "agrees"
    NOTED = "noted"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and what came of it, as a sentence."""

    check: Check
    state: State
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """All findings about one file."""

    name: str
    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        """Nothing differs."""
        return all(finding.state is not State.DIFFERS for finding in self.findings)

    def differing(self) -> tuple[Finding, ...]:
        """The findings that say what is wrong."""
        return tuple(finding for finding in self.findings if finding.state is State.DIFFERS)
