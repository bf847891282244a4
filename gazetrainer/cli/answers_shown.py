"""Before the next sitting: answers from the practitioner, and whether the new plan is taken."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from gazetrainer.answers import Answer
from gazetrainer.answers.kept import KeptAnswers, PlanDecision
from gazetrainer.cli.house import House
from gazetrainer.cli.inbox import opened_answer, put_aside, take_away, waiting_answers
from gazetrainer.cli.places import data_folder, now
from gazetrainer.cli.shelf import ShelvedPlan, plans_on_shelf, remember_plan
from gazetrainer.cli.trusting import known_practitioners, remember
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.flows.rooms import next_keys, read_pages
from gazetrainer.flows.trusting import ask_whose
from gazetrainer.rooms.answer_pages import (
    answer_page,
    answer_paragraphs,
    left_scene,
    new_plan_scene,
    refused_scene,
    taken_scene,
)
from gazetrainer.scene import Key
from gazetrainer.trust.plan_signature import plan_signature, refuse_expired
from gazetrainer.trust.practitioners import origin_of
from targets import parse_plan
from targets.language import _


def kept_answers() -> KeptAnswers:
    """Where answers that were shown are."""
    return KeptAnswers(data_folder() / "answers")


def show_answers(house: House, shown: set[tuple[Path, str]]) -> ShelvedPlan | None:
    """Show what lies there and was not shown in this run; gives the plan that was taken, None: none was.

    Answers to another person's sitting wait until that person practises.
    """
    taken = None
    for path in waiting_answers():
        place = path, house.settings.person
        if place not in shown:
            shown.add(place)
            answer = _opened(house, path)
            if answer is not None and house.try_to(partial(_show, house, answer, path)):
                taken = house.speaking(plans_on_shelf)[0][0]
    return taken


def _opened(house: House, path: Path) -> Answer | None:
    try:
        answer = house.speaking(partial(opened_answer, path))
    except (SharingError, OutputError) as fault:
        why = str(fault)
        house.read(lambda: refused_scene(why))
        put_aside(path)
        return None
    return answer if answer.sitting.client in {"", house.settings.person} else None


def _show(house: House, answer: Answer, path: Path) -> bool:
    """Whether the plan in it was taken; raises SharingError and OutputError."""
    if kept_answers().decision(answer) not in {None, PlanDecision.LEFT}:
        take_away(path)
        return False
    origin = origin_of(answer.practitioner, answer.key, known_practitioners())
    if not house.carry(ask_whose(origin)):
        return False
    remember(origin)
    paragraphs = answer_paragraphs(answer, origin.name)
    if house.carry(read_pages(partial(answer_page, origin.name), paragraphs, house.settings.text_size)) is not Key.MAIN:
        return False
    decision = _decided(house, answer, origin.name)
    _keep(answer, decision)
    take_away(path)
    return decision is PlanDecision.TAKEN


def _decided(house: House, answer: Answer, name: str) -> PlanDecision:
    plan = answer.plan
    if plan is None:
        return PlanDecision.NONE
    try:
        refuse_expired(plan_signature(plan.text, plan.name), plan.name, now().date())
    except SharingError as fault:
        why = str(fault)
        house.read(lambda: refused_scene(why))
        return PlanDecision.OVER
    if house.carry(next_keys(partial(new_plan_scene, answer, name)))[0] is not Key.MAIN:
        house.read(left_scene)
        return PlanDecision.LEFT
    _shelve(plan.name, plan.text)
    house.read(partial(taken_scene, parse_plan(plan.text, plan.name).draft.title))
    return PlanDecision.TAKEN


def _shelve(name: str, text: str) -> None:
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(text.encode())
            remember_plan(path)
    except OSError as fault:
        said = _("The plan cannot be kept: {why}. Make room on the disk.")
        raise OutputError(said.format(why=fault.strerror or fault)) from fault


def _keep(answer: Answer, decision: PlanDecision) -> None:
    try:
        kept_answers().keep(answer, decision, at=now().isoformat())
    except OSError as fault:
        said = _("The answer cannot be kept: {why}. Make room on the disk.")
        raise OutputError(said.format(why=fault.strerror or fault)) from fault
