from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_helpers import browser_for, desk_on, read_all, text_of
from desk_material import PLAN, alter, sitting
from starlette.testclient import TestClient

from gazetrainer.adapters.desk.desk import Desk
from gazetrainer.answers import Decision, parse_answer
from gazetrainer.cli.reviewing import write_answer_beside
from gazetrainer.review.plan_form import check_form
from targets import Prescription, parse_plan

SAID = {"decision": "accepted", "comment": "A calm sitting.", "practitioner": "A practitioner", "do": "send"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    folder = tmp_path / "desk"
    sitting(folder / "one.mcap")
    return read_all(desk_on(folder, write_answer=write_answer_beside))


@pytest.fixture
def browser(desk: Desk) -> TestClient:
    return browser_for(desk)


def form_of(desk: Desk) -> str:
    return f"/sitting/{desk.filed()[0].id}/answer"


def answer_in(desk: Desk):
    return parse_answer((desk.folder / "one.answer").read_bytes(), "one.answer")


def plan_fields(**changes: str) -> dict[str, str]:
    """The fields of the form as a browser sends them, with some changed."""
    fields = {"new-plan": "yes", "plan-title": PLAN.title}
    for number, step in enumerate(PLAN.holds):
        for key in ("name", "azimuth_deg", "elevation_deg", "hold_s", "repetitions", "tolerance_deg", "eyes"):
            value = getattr(step, key)
            fields[f"step-{number}-{key}"] = value if isinstance(value, str) else f"{value:g}"
    return fields | {name.replace("__", "-"): value for name, value in changes.items()}


def test_an_answer_is_signed_and_lies_beside_the_recording(desk: Desk, browser: TestClient) -> None:
    page = browser.post(form_of(desk), data=SAID)
    assert "The answer to Client 1 is ready." in text_of(page.text)
    answer = answer_in(desk)
    assert (answer.decision, answer.comment, answer.plan) == (Decision.ACCEPTED, "A calm sitting.", None)
    assert answer.sitting.client == "Client 1"
    file = browser.get(form_of(desk) + "/file")
    assert file.content == (desk.folder / "one.answer").read_bytes()
    assert "attachment" in file.headers["content-disposition"]


def test_an_answered_sitting_says_so_and_needs_no_look_any_more(desk: Desk, browser: TestClient) -> None:
    browser.post(form_of(desk), data=SAID | {"decision": "redo"})
    assert desk.filed()[0].answer == "once more, please"
    said = text_of(browser.get("/").text)
    assert "none needs a look first" in said
    assert "0 new sittings" in said


def test_marks_are_moments_after_the_beginning(desk: Desk, browser: TestClient) -> None:
    marks = {"mark-0-time": "0:05", "mark-0-text": "well held", "mark-1-time": "12,5", "mark-1-text": "slower"}
    browser.post(form_of(desk), data=SAID | marks)
    assert [(mark.time_s, mark.text) for mark in answer_in(desk).marks] == [(5.0, "well held"), (12.5, "slower")]


def test_a_new_plan_goes_along_signed(desk: Desk, browser: TestClient) -> None:
    changed = plan_fields(**{"step-0-hold_s": "12", "step-1-out": "1"})
    added = {"step-3-name": "Up", "step-3-azimuth_deg": "0", "step-3-elevation_deg": "10,5", "step-3-hold_s": "5",
             "step-3-repetitions": "2", "step-3-tolerance_deg": "6", "step-3-eyes": "left"}  # fmt: skip
    browser.post(form_of(desk), data=SAID | changed | added)
    plan = answer_in(desk).plan
    assert plan is not None
    holds = parse_plan(plan.text, plan.name).draft.holds
    assert [(hold.name, hold.hold_s) for hold in holds] == [("Up, left", 12.0), ("Down, right", 8.0), ("Up", 5.0)]
    assert (holds[2].elevation_deg, holds[2].repetitions, holds[2].eyes) == (10.5, 2, "left")


def test_what_is_typed_stays_when_the_form_cannot_be_sent(desk: Desk, browser: TestClient) -> None:
    typed = {
        "decision": "",
        "comment": "Kept <b>here</b>",
        "practitioner": "",
        "mark-0-time": "soon",
        "mark-0-text": "x",
    }
    page = browser.post(form_of(desk), data=SAID | typed)
    assert page.status_code == 422
    said = text_of(page.text)
    assert "Choose one: accepted" in said
    assert "Say your name" in said
    assert "Mark 1 needs a moment such as 1:05 and a text." in said
    assert "Kept &lt;b&gt;here&lt;/b&gt;" in page.text
    assert 'value="soon"' in page.text
    assert not (desk.folder / "one.answer").exists()


def test_the_plan_is_checked_by_the_rules_of_plan_check(desk: Desk, browser: TestClient) -> None:
    told = browser.post(
        f"/plan/check/{desk.filed()[0].id}",
        data=plan_fields(**{"step-0-azimuth_deg": "70", "step-1-hold_s": "long", "step-2-elevation_deg": "-20"}),
    ).json()
    said = text_of(told["check"])
    assert "plan, step 1: Sideways, degrees (+ to the client's right) = 70: must be a number from -45 to 45" in said
    assert "step 2: Seconds to hold = &#34;long&#34;: must be a number from 1 to 1800" in said
    assert set(told["faces"]) == {"0", "1", "2"}
    assert told["faces"]["2"].startswith("<svg")


def test_the_form_works_without_scripts(desk: Desk, browser: TestClient) -> None:
    page = browser.post(form_of(desk), data=SAID | plan_fields() | {"do": "add"}).text
    assert 'name="step-3-azimuth_deg"' in page
    assert 'name="step-4-azimuth_deg"' not in page
    assert "The plan is in order." in text_of(
        browser.post(form_of(desk), data=SAID | plan_fields() | {"do": "check"}).text
    )


def test_a_position_named_after_its_direction_is_named_anew_when_it_moves() -> None:
    named = PLAN.model_copy(update={"steps": (PLAN.holds[0].model_copy(update={"name": "Up, left"}),)})
    typed = {"step-0-azimuth_deg": "10", "step-0-elevation_deg": "8"}
    plan = parse_plan(check_form(named, typed).text, "plan.toml").draft
    assert plan.holds[0].name == "Up, right"


def test_a_plan_that_nobody_changed_comes_out_as_it_was() -> None:
    assert parse_plan(check_form(PLAN, plan_fields()).text, "plan.toml").draft == PLAN


BESIDE = parse_plan(
    """schema = 1
title = "Three kinds"
[[steps]]
kind = "guided"
text = { en = "Breathe.", de = "Atmen Sie." }
duration_s = 40
[[steps]]
azimuth_deg = 8
elevation_deg = 0
name = { en = "Right", de = "Rechts" }
[[steps]]
kind = "rest"
duration_s = 20
[[steps]]
kind = "find"
rows_deg = [0]
""",
    "plan.toml",
).draft


def written(**typed: str) -> Prescription:
    return parse_plan(check_form(BESIDE, typed).text, "plan.toml").draft


def test_steps_that_are_no_positions_stay_with_their_texts_in_every_language() -> None:
    assert written() == BESIDE


def test_a_step_goes_to_the_place_that_is_typed() -> None:
    assert [step.kind for step in written(**{"step-2-place": "1"}).steps] == ["rest", "guided", "hold", "find"]
    assert [step.kind for step in written(**{"step-0-place": "3"}).steps] == ["hold", "rest", "guided", "find"]
    assert [step.kind for step in written(**{"step-0-place": "last"}).steps] == ["guided", "hold", "rest", "find"]


def test_text_and_time_of_a_guided_moment_and_a_rest_are_changed() -> None:
    steps = written(**{"step-0-text": "Rest.\r\nThen go on.", "step-0-duration_s": "50", "step-2-text": "Blink."}).steps
    assert (steps[0].text, steps[0].duration_s) == ("Rest.\nThen go on.", 50)
    assert (steps[2].text, steps[2].duration_s) == ("Blink.", 20)


def test_a_wrong_time_of_a_rest_is_named() -> None:
    told = check_form(BESIDE, {"step-2-duration_s": "0"}).faults[0]
    assert "How many seconds = 0: must be a number from 1 to 1800" in told


def form_fields(page: str) -> dict[str, str]:
    """The fields that a browser sends of itself, with those that are typed."""
    return SAID | dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def test_of_two_answers_opened_at_once_the_later_says_that_there_is_one_already(
    desk: Desk, browser: TestClient
) -> None:
    one, other = (form_fields(browser.get(form_of(desk)).text) for _tab in range(2))
    browser.post(form_of(desk), data=one)
    page = browser.post(form_of(desk), data=other | {"comment": "From the other tab."})
    assert page.status_code == 422
    assert "This sitting was answered in the meantime." in text_of(page.text)
    assert "Answered already: accepted, by A practitioner" in text_of(page.text)
    assert "From the other tab." in page.text
    assert answer_in(desk).comment == "A calm sitting."
    again = form_fields(page.text) | {"comment": "From the other tab."}
    assert "is ready" in browser.post(form_of(desk), data=again).text
    assert answer_in(desk).comment == "From the other tab."


def test_a_form_that_is_opened_again_says_what_was_answered_and_leads_to_it(desk: Desk, browser: TestClient) -> None:
    assert "Answered already" not in browser.get(form_of(desk)).text
    browser.post(form_of(desk), data=SAID)
    page = browser.get(form_of(desk)).text
    assert "Answered already: accepted, by A practitioner" in text_of(page)
    assert f'href="{form_of(desk)}ed"' in page


def test_the_name_that_was_signed_with_stands_in_the_next_form(desk: Desk, browser: TestClient) -> None:
    browser.post(form_of(desk), data=SAID)
    sitting(desk.folder / "two.mcap")
    read_all(desk)
    two = next(each for each in desk.filed() if each.name == "two.mcap")
    assert 'name="practitioner" value="A practitioner"' in browser.get(f"/sitting/{two.id}/answer").text


def test_a_sitting_whose_seal_does_not_fit_says_so_before_an_answer_is_typed(desk: Desk, browser: TestClient) -> None:
    alter(desk.folder / "one.mcap")
    read_all(desk)
    page = browser.get(form_of(desk))
    assert page.status_code == 422
    assert "The seal of one.mcap does not fit" in text_of(page.text)
    assert "<form" not in page.text


def test_a_mark_after_the_end_is_named_and_not_signed(desk: Desk, browser: TestClient) -> None:
    page = browser.post(form_of(desk), data=SAID | {"mark-0-time": "9:00", "mark-0-text": "here"})
    assert "Mark 1 lies after the end: the sitting took 27 s." in text_of(page.text)
    assert not (desk.folder / "one.answer").exists()


def test_the_form_says_what_it_asks_for_as_a_person_would(desk: Desk, browser: TestClient) -> None:
    assert "Up, left: 10° left, 8° up, 8 seconds, within 6°, both eyes" in text_of(browser.get(form_of(desk)).text)


def test_a_recording_that_is_gone_is_not_shown_from_memory(desk: Desk, browser: TestClient) -> None:
    page = form_of(desk).removesuffix("/answer")
    assert browser.get(page).status_code == 200
    (desk.folder / "one.mcap").unlink()
    assert "There is no such sitting" in browser.get(page).text


def test_the_page_of_an_answered_sitting_says_what_was_answered(desk: Desk, browser: TestClient) -> None:
    browser.post(form_of(desk), data=SAID)
    page = browser.get(form_of(desk).removesuffix("/answer")).text
    assert "Answered: accepted" in page
    assert "sealed at 22 November 2026, 07:45" in page
