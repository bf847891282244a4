"""Verifying: a recording's bytes and seal -> findings, each of which agrees, is noted, or differs."""

from gazetrainer.verify.findings import Check, Finding, State, Verified
from gazetrainer.verify.verify import verify

__all__ = ["Check", "Finding", "State", "Verified", "verify"]
