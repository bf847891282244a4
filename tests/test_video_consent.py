from __future__ import annotations

from pathlib import Path

import pytest

from gazetrainer.cli.own_settings import keep_settings
from gazetrainer.cli.video import is_to_be_asked
from gazetrainer.flows.agreeing_to_video import agree_to_video
from gazetrainer.loop import Stopped, Tick
from gazetrainer.recording import VideoConsent
from gazetrainer.scene import ChoosingScene, Key
from gazetrainer.settings import AskVideo, Settings
from gazetrainer.staging.video import ANSWERS, video_scene
from targets import Prescription

STEP = {"name": "Up", "azimuth_deg": 0.0, "elevation_deg": 8.0, "hold_s": 6.0}


def answer(*beats: Tick, patience_s: float = float("inf")) -> VideoConsent:
    flow = agree_to_video(patience_s=patience_s)
    next(flow)
    try:
        for beat in beats:
            flow.send(beat)
    except StopIteration as end:
        return end.value
    raise AssertionError("it still asks")


def pressed(*keys: Key, typed: str = "", time_s: float = 1.0) -> Tick:
    return Tick(time_s, keys, typed)


def test_the_main_key_alone_keeps_no_pictures() -> None:
    assert answer(pressed(Key.MAIN)) is VideoConsent.NONE


def test_arrows_choose_and_go_round() -> None:
    assert answer(pressed(Key.RIGHT), pressed(Key.MAIN)) is VideoConsent.EYES_ONLY
    assert answer(pressed(Key.RIGHT), pressed(Key.RIGHT), pressed(Key.MAIN)) is VideoConsent.FULL_PICTURE
    assert answer(pressed(Key.LEFT), pressed(Key.MAIN)) is VideoConsent.FULL_PICTURE
    assert answer(*[pressed(Key.RIGHT)] * 3, pressed(Key.MAIN)) is VideoConsent.NONE


def test_an_answer_that_is_clicked_is_chosen_and_still_has_to_be_taken() -> None:
    assert answer(pressed(typed="2"), pressed(Key.MAIN)) is VideoConsent.FULL_PICTURE
    assert answer(pressed(typed="7 x"), pressed(Key.MAIN)) is VideoConsent.NONE


def test_an_answer_that_nobody_took_is_no_consent() -> None:
    still = [pressed(Key.RIGHT, time_s=1.0), pressed(time_s=3.0), pressed(time_s=6.0)]
    assert answer(*still, patience_s=4.0) is VideoConsent.NONE


def test_escape_stops() -> None:
    with pytest.raises(Stopped):
        answer(pressed(Key.STOP))


def test_each_answer_says_what_it_means_and_what_the_main_key_does() -> None:
    scenes = [video_scene(chosen) for chosen in range(len(ANSWERS))]
    assert all(isinstance(scene, ChoosingScene) for scene in scenes)
    assert len({scene.sentence for scene in scenes}) == len({scene.hints[0].action for scene in scenes}) == len(ANSWERS)
    assert "your face and the room behind you" in scenes[2].sentence


def test_a_client_is_asked_where_the_plan_says_so_unless_the_settings_say_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    asked = []
    for wanted in AskVideo:
        keep_settings(Settings(ask_video=wanted))
        for plan in ("never", "asked"):
            made = Prescription.model_validate({"schema": 1, "title": "A plan", "video": plan, "steps": [STEP]})
            asked += [(wanted.value, plan)] * is_to_be_asked(made)
    assert asked == [("as_plan", "asked"), ("always", "never"), ("always", "asked")]
