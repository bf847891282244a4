from __future__ import annotations

import itertools
import re

import pytest

from gazetrainer.camera_check import CheckItem, CheckResult, CheckState
from gazetrainer.events import Account, Doubt, SittingOutcome
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason
from gazetrainer.scene import Guide, Quality
from gazetrainer.wording import words

NEVER_SAID = re.compile(
    r"!|\b(well done|great|good job|perfect|excellent|bravo|fail\w*|wrong|bad|poor|mistake|error|score"
    r"|patient|therapy|treat\w*|symptom\w*|diagnos\w*|dystonia|heal\w*|cure\w*|exercise)\b",
    re.IGNORECASE,
)


def everything_said() -> list[str]:
    said = [text for reason in (*GapReason, *Doubt) for text in words.cannot_tell(reason)]
    said += [*words.cannot_tell(None), *map(words.account_in_words, Account)]
    said += [*map(words.farewell, SittingOutcome), *map(words.calibration_in_words, Quality)]
    said += [*map(words.eyes_in_words, Eyes), *map(words.only_the_eyes, Eyes)]
    said += [text for guide in Guide for text in words.beyond_the_edge(guide)]
    checks = itertools.product(CheckItem, CheckState, (None, 583.0))
    said += [text for item, state, value in checks for text in words.check_in_words(CheckResult(item, state, value))]
    return said + [text for name, text in vars(words).items() if name.isupper() and isinstance(text, str)]


@pytest.mark.parametrize("reason", [*GapReason, *Doubt])
def test_every_reason_is_explained_with_what_helps(reason: GapReason | Doubt) -> None:
    explanation = words.explain(reason)
    assert explanation.what
    assert not explanation.what.endswith(".")
    assert explanation.helps.endswith(".")


def test_nothing_praises_blames_diagnoses_or_shouts() -> None:
    assert [text for text in everything_said() if NEVER_SAID.search(text)] == []


def test_sentences_are_short_enough_to_be_read_at_a_glance() -> None:
    assert max(len(text) for text in everything_said()) <= 95


@pytest.mark.parametrize("state", [state for state in CheckState if state not in {CheckState.GOOD, CheckState.UNKNOWN}])
def test_every_check_that_needs_attention_comes_with_advice(state: CheckState) -> None:
    assert words.check_in_words(CheckResult(CheckItem.FACE, state))[1].endswith(".")


def test_the_eye_that_is_not_asked_for_is_covered() -> None:
    assert words.eyes_in_words(Eyes.RIGHT) == "Cover your left eye."
    assert words.eyes_in_words(Eyes.LEFT) == "Cover your right eye."
    assert words.eyes_in_words(Eyes.BOTH) == ""
