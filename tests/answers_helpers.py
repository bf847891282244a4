"""Two people with a key each, a plan of one of them, and answers made by hand."""

from __future__ import annotations

from datetime import datetime

from seal_helpers import ONE

from gazetrainer.answers import AnswerDraft, AnsweredSitting, Decision, NewPlan, TimeMark, sign_answer
from gazetrainer.trust.plan_signature import sign_plan

MOMENT = datetime.fromisoformat("2026-11-22T07:45:00+01:00")
PLAN = """\
# A plan with comments, ä and a text over two lines.
schema = 1
title = "Morning"
author = "Practice by the lake"
note = \"\"\"one
two\"\"\"

[[steps]]
azimuth_deg = 5
elevation_deg = 0
"""
SITTING = AnsweredSitting(sha256="ab" * 32, started_at=MOMENT.isoformat(), client="me", client_key=None)


def signed(text=PLAN, key=ONE, **more):
    return sign_plan(text, key, signed_at=MOMENT, **more)


def draft(**changes):
    values = {
        "sitting": SITTING,
        "practitioner": "Practice by the lake",
        "decision": Decision.ACCEPTED,
        "comment": "Slower, please.",
        "marks": (TimeMark(time_s=12.5, text="the head went along"),),
        "plan": NewPlan(name="morning.toml", text=signed()),
    }
    return AnswerDraft(**(values | changes))


def answer(key=ONE, **changes):
    return sign_answer(draft(**changes), key, answered_at=MOMENT)
