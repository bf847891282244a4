"""Signed plans and answers at the client's: what is asked, shown, taken and refused, and the way there and back."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date

import pytest
from answers_helpers import PLAN, SITTING, answer, signed
from cli_helpers import CommandLine
from samples_helpers import SAMPLES, first_seconds
from seal_helpers import ONE, OTHER
from sharing_helpers import small_recording
from test_rooms_program import DOWN, ESC, SPACE, Hands, at_home, live

from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.signing_key import own_signing_key
from gazetrainer.answers import Decision, NewPlan
from gazetrainer.answers.kept import PlanDecision
from gazetrainer.cli.answering import encrypted_to, sitting_of
from gazetrainer.cli.answers_shown import kept_answers
from gazetrainer.cli.house import House
from gazetrainer.cli.inbox import waiting_answers
from gazetrainer.cli.keys import key_for_answers
from gazetrainer.cli.options import ScreenWish
from gazetrainer.cli.own_settings import keep_settings, own_settings
from gazetrainer.cli.places import data_folder
from gazetrainer.cli.program import live_in
from gazetrainer.cli.shelf import plans_folder, plans_on_shelf, remember_plan
from gazetrainer.cli.trusting import known_practitioners, may_practise, remember
from gazetrainer.cli.window import opened_window
from gazetrainer.loop import Tick
from gazetrainer.scene import HomeScene, Key, ListScene, MessageScene, PageScene
from gazetrainer.settings import Settings
from gazetrainer.trust.practitioners import KnownPractitioners, origin_of

LAKE = "Practice by the lake"
NEW = PLAN.replace("azimuth_deg = 5", "azimuth_deg = 8")


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.argv", ["gazetrainer"])
    keep_settings(Settings())
    return data_folder()


@pytest.fixture
def line(capfd, monkeypatch, tmp_path):
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return CommandLine(capfd, monkeypatch)


def own_sitting():
    return SITTING.model_copy(update={"client_key": own_signing_key(data_folder()).public_key.hex()})


def put(content, name="monday.answer"):
    plans_folder().mkdir(parents=True, exist_ok=True)
    path = plans_folder() / name
    path.write_bytes(content)
    return path


def put_answer(key=ONE, name="monday.answer", **changes):
    made = answer(key, **({"sitting": own_sitting()} | changes))
    put(made.to_bytes(), name)
    return made


def known(key=ONE):
    remember(origin_of(LAKE, key.public_key, KnownPractitioners()))


def pressing(*presses):
    """Press these one after another on what comes before home, then close."""
    waiting = list(presses)

    def press(scene):
        return [pygame.QUIT] if isinstance(scene, HomeScene) or not waiting else waiting.pop(0)

    return press


def carried(*presses):
    """What carries a flow that asks: a window with hands."""

    def carry(flow):
        try:
            next(flow)
            for key in presses:
                flow.send(Tick(0.0, (key,), ""))
        except StopIteration as end:
            return end.value
        raise AssertionError("it asks on")

    return carry


def test_an_answer_is_shown_before_home_and_its_plan_taken_by_space():
    made = put_answer()
    scenes = live(pressing([SPACE], [SPACE], [SPACE], [SPACE]))
    assert [type(scene) for scene in scenes] == [PageScene, PageScene, PageScene, MessageScene, HomeScene]
    assert scenes[0].title == "Whose is this?"
    said = " ".join(f"{each.heading} {each.text}" for each in scenes[1].paragraphs)
    for part in ("Accepted", "22 November 2026", "Slower, please.", "At 0:12.5", "the head went along", LAKE):
        assert part in said
    assert scenes[2].title == "A new plan: Morning"
    assert scenes[-1].plan == "Morning"
    assert f"Signed by {LAKE}, whose key you know." in scenes[-1].lines
    assert (plans_folder() / "morning.toml").read_text() == signed()
    assert waiting_answers() == ()
    assert kept_answers().decision(made) is PlanDecision.TAKEN
    assert [type(scene) for scene in live(at_home())] == [HomeScene]


@pytest.mark.parametrize("key", [ESC, DOWN, pygame.K_BACKSPACE])
def test_any_other_key_leaves_the_plan_and_the_same_answer_asks_again(key):
    known()
    made = put_answer()
    scenes = live(pressing([SPACE], [key], [SPACE]))
    assert scenes[2].title == "Left"
    assert plans_on_shelf()[0][0].path is None
    assert kept_answers().decision(made) is PlanDecision.LEFT
    put_answer()
    live(pressing([SPACE], [SPACE], [SPACE]))
    assert kept_answers().decision(made) is PlanDecision.TAKEN


def test_the_same_answer_once_more_is_not_shown_again():
    known()
    put_answer(plan=None)
    live(pressing([SPACE]))
    put_answer(plan=None, name="again.answer")
    assert [type(scene) for scene in live(at_home())] == [HomeScene]
    assert waiting_answers() == ()


def test_an_answer_left_for_later_comes_again_at_the_next_start_and_not_before():
    known()
    put_answer()
    for _start in range(2):
        turns = iter([[DOWN] * 2 + [SPACE], [pygame.QUIT]])
        scenes = live(lambda scene, turns=turns: next(turns) if isinstance(scene, HomeScene) else [ESC])
        assert [type(scene) for scene in scenes if not isinstance(scene, ListScene)][:2] == [PageScene, HomeScene]
        assert sum(isinstance(scene, PageScene) for scene in scenes) == 1


def test_an_encrypted_answer_opens_by_the_clients_own_key():
    known()
    content = answer(sitting=own_sitting(), plan=None, decision=Decision.REDO).to_bytes()
    put(encrypted_to(key_for_answers(), content), "monday.answer.age")
    scenes = live(pressing([SPACE]))
    assert scenes[0].paragraphs[0].heading == "Once more"


def test_an_answer_to_another_person_waits_until_they_practise():
    known()
    put_answer(sitting=own_sitting().model_copy(update={"client": "Ana"}), plan=None)
    assert [type(scene) for scene in live(at_home())] == [HomeScene]
    keep_settings(Settings(person="Ana"))
    assert [type(scene) for scene in live(pressing([SPACE]))] == [PageScene, HomeScene]


def test_what_cannot_be_used_is_told_once_and_harms_nothing(data):
    put(b"Dear colleague", "a.answer")
    put(answer(sitting=SITTING, plan=None).to_bytes(), "b.answer")
    put(answer(sitting=own_sitting()).to_bytes().replace(b"Slower", b"Faster"), "c.answer")
    with put(b"{", "d.answer").open("r+b") as file:
        os.truncate(file.fileno(), 10 * 2**30)  # a hole: it takes no room
    scenes = live(pressing([SPACE], [SPACE], [SPACE], [SPACE]))
    assert {scene.title for scene in scenes[:-1]} == {"An answer that is not used"}
    for scene, reason in zip(
        scenes, ("not an answer", "somebody else", "does not fit", "larger than 4 MB"), strict=False
    ):
        assert reason in scene.text
    assert [type(scene) for scene in live(at_home())] == [HomeScene]


def test_an_answer_by_another_key_than_so_far_is_only_taken_by_choosing_so():
    known()
    put_answer(OTHER, plan=None)
    scenes = live(pressing([SPACE]))
    assert isinstance(scenes[0], ListScene)
    assert scenes[0].title == "Another key than so far"
    assert known_practitioners().with_key(OTHER.public_key) is None
    live(pressing([DOWN], [SPACE], [SPACE]))
    assert known_practitioners().with_key(OTHER.public_key) is not None
    assert known_practitioners().with_key(ONE.public_key) is None


def test_a_plan_that_is_over_is_not_offered_and_that_is_said():
    known()
    made = put_answer(plan=NewPlan(name="old.toml", text=signed(valid_until=date(2020, 1, 1))))
    scenes = live(pressing([SPACE], [SPACE]))
    assert "Ask your practitioner for a new one" in scenes[1].text
    assert kept_answers().decision(made) is PlanDecision.OVER


def test_a_sitting_with_a_plan_that_is_over_does_not_begin(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(signed(valid_until=date(2020, 1, 1)))
    remember_plan(path)
    turns = iter([[SPACE]])
    scenes = live(lambda scene: next(turns, [pygame.QUIT]) if isinstance(scene, HomeScene) else [SPACE])
    assert "To be practised until 1 January 2020." in scenes[0].lines[1]
    assert "Ask your practitioner for a new one" in scenes[1].text


def test_a_plan_changed_after_signing_is_listed_as_unusable_and_practice_refuses_it(line, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(signed().replace("Morning", "Evening"))
    put(path.read_bytes(), "plan.toml")
    _plans, faulty = plans_on_shelf()
    assert "changed after it was signed" in faulty[0].why
    for command in (("practice", path, "--camera", "simulated"), ("open", path), ("plan", "check", path)):
        assert line.call(*command).is_one_clear_line


def test_whose_plan_it_is_is_asked_once_and_then_known(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(signed())
    assert not may_practise(path, carried(Key.STOP))
    assert may_practise(path, carried(Key.MAIN))
    assert may_practise(path, carried())
    assert known_practitioners().with_key(ONE.public_key).name == LAKE


def test_an_unsigned_plan_goes_on_working_and_is_said_to_be_unsigned(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(PLAN)
    assert may_practise(path, carried())
    remember_plan(path)
    assert "It has no signature. If you know whom it is from, that is fine." in live(at_home())[0].lines


def test_a_plan_that_lost_its_signature_warns_once(tmp_path):
    known()
    path = tmp_path / "plan.toml"
    path.write_text(PLAN)
    assert not may_practise(path, carried(Key.MAIN))
    assert may_practise(path, carried(Key.DOWN, Key.MAIN))
    assert may_practise(path, carried())


def test_open_brings_answers_and_plans_into_the_program_and_refuses_another_key(line, tmp_path):
    (tmp_path / "plan.toml").write_text(signed())
    said = line.call("open", tmp_path / "plan.toml")
    assert said.code == 0, said.err
    assert f"Signed by {LAKE}, for the first time." in said.out
    assert plans_on_shelf()[0][0].title == "Morning"
    known()
    (tmp_path / "renamed by mail.txt").write_bytes(answer(sitting=own_sitting()).to_bytes())
    assert line.call("open", tmp_path / "renamed by mail.txt").code == 0
    assert len(waiting_answers()) == 1
    (tmp_path / "b.answer").write_bytes(answer(OTHER, sitting=own_sitting(), plan=None).to_bytes())
    (tmp_path / "b.toml").write_text(signed(key=OTHER))
    (tmp_path / "c.toml").write_text(PLAN)
    for name in ("b.answer", "b.toml", "c.toml"):
        refused = line.call("open", tmp_path / name)
        assert refused.is_one_clear_line
        assert "by telephone" in refused.err
    assert line.call("key", "known").out.startswith(f"{LAKE}: ")
    assert line.call("key", "forget", "nobody").is_one_clear_line
    assert line.call("key", "forget", LAKE).code == 0
    assert line.call("open", tmp_path / "b.toml").code == 0


def test_forgetting_everything_takes_answers_and_known_keys_along(line, data):
    known()
    put_answer(plan=None)
    live(pressing([SPACE]))
    put(b"x", "bad.answer")
    live(pressing([SPACE]))
    assert "2 answers" in line.call("forget", "--everything").out
    assert not (data / "answers").exists()
    assert not (data / "practitioners.json").exists()
    assert not plans_folder().exists()


def test_the_recording_of_an_answered_sitting_is_found_without_its_seal(tmp_path):
    known()
    (data_folder() / "recordings").mkdir(parents=True)
    recording = small_recording(data_folder() / "recordings" / "a.mcap")
    sitting, _header = sitting_of(recording)
    put_answer(sitting=sitting.model_copy(update={"client": "me"}), plan=None)
    assert isinstance(live(pressing([SPACE]))[0], PageScene)
    recording.unlink()
    put_answer(sitting=sitting.model_copy(update={"client": "me"}), plan=None, comment="Other")
    assert isinstance(live(pressing([SPACE]))[0], MessageScene)


def practise(presses, clip):
    """The bare program before a recorded camera."""
    with opened_window(ScreenWish(volume=0.0)) as window:
        hands = Hands(window.display, presses)
        house = House(replace(window, display=hands), own_settings(), camera=str(clip), speed=50)
        live_in(house)
    return hands.scenes


def test_plan_sitting_answer_and_new_plan_go_there_and_back_by_files_alone(line, tmp_path, monkeypatch):
    """Nothing is typed that a command or the window does not offer."""
    post = tmp_path / "out"

    def at(who):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / who))

    at("practitioner")
    (post / "morning.toml").write_text(
        PLAN.replace("elevation_deg = 0", "elevation_deg = 0\nhold_s = 1\nget_ready_s = 1\ntime_limit_s = 5")
    )
    assert line.call("plan", "sign", "morning.toml").code == 0

    at("client")
    keep_settings(Settings())
    (data_folder() / "profiles").mkdir(parents=True)
    shutil.copyfile(SAMPLES / "profile.json", data_folder() / "profiles" / "me.json")
    assert line.call("open", "morning.toml").code == 0
    turns = iter([[SPACE]])
    monkeypatch.setattr("sys.argv", ["gazetrainer"])
    clip = first_seconds(SAMPLES / "sitting.mp4", 10.0, tmp_path / "sitting.mp4")
    scenes = practise(lambda scene: next(turns, [pygame.QUIT]) if isinstance(scene, HomeScene) else _go_on(scene), clip)
    assert "Whose is this?" in [getattr(scene, "title", "") for scene in scenes]
    (recording,) = (data_folder() / "recordings").glob("*.mcap")
    assert line.call("share", recording).code == 0

    at("practitioner")
    (package,) = post.glob("*.zip.age")
    assert "Unchanged since it was sealed" in line.call("open", package).out
    (received,) = post.glob("*/*.mcap")
    (post / "morning-2.toml").write_text(NEW)
    said = line.call(
        "answer", received, "--redo", "--comment", "Slower.", "--mark", "1.5=here", "--plan", "morning-2.toml"
    )
    assert said.code == 0, said.err

    at("client")
    (sent,) = post.glob("*.answer.age")
    assert line.call("open", sent).code == 0
    monkeypatch.setattr("sys.argv", ["gazetrainer"])
    scenes = live(pressing([SPACE], [SPACE], [SPACE]))
    assert [each.text for each in scenes[0].paragraphs][1:] == ["Slower.", "here"]
    assert scenes[1].title == "A new plan: Morning"
    assert plans_on_shelf()[0][0].plan.draft.holds[0].azimuth_deg == 8


def _go_on(scene):
    return [SPACE] if isinstance(scene, PageScene | MessageScene | ListScene) or hasattr(scene, "bars") else []
