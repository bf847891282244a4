"""A replay in a window and as a film."""

from __future__ import annotations

from dataclasses import replace

import av
import numpy as np
import pytest
from display_helpers import window
from recording_sittings import PLAN, human, record_sitting
from replay_helpers import replay_of_a_sitting
from video_helpers import filmed, frames

from gazetrainer.adapters.pygame_display import Look, Theme
from gazetrainer.adapters.video.pictures_at import PicturesAt
from gazetrainer.cli.replaying import LAST_PAGE_S, ReplayWish, film_of
from gazetrainer.errors import OutputError
from gazetrainer.flows.replaying import replay_sitting
from gazetrainer.loop import Tick
from gazetrainer.recording import read_recording
from gazetrainer.recording.video_reader import read_video
from gazetrainer.replaying.player import begin_player, jumped
from gazetrainer.replaying.time_line import time_line_of
from gazetrainer.scene import Key, MessageScene, ReplayScene, place_typed, places_in
from gazetrainer.staging.replay import replay_scene

SHORT = PLAN.model_copy(update={"steps": PLAN.steps[:1]})


@pytest.fixture(scope="module")
def replay(tmp_path_factory):
    return replay_of_a_sitting(tmp_path_factory.mktemp("replay"))


def player_of(replay, at_s=5.0):
    return begin_player(replay.line.start_s, replay.line.end_s, at_s=at_s)


def shown(flow, *ticks):
    """The last scene of a flow that is sent these ticks."""
    scene = next(flow)
    for tick in ticks:
        scene = flow.send(tick)
    return scene


@pytest.mark.parametrize("size_px", [(1280, 720), (1920, 1080), (900, 700)])
@pytest.mark.parametrize("look", [Look(), Look(theme=Theme.DARK, size=2.0)])
def test_nothing_lies_on_top_of_anything_else(replay, size_px, look):
    player = jumped(player_of(replay), 9.0)
    with window(size_px, look) as display:
        display.draw(replay_scene(replay, player))
        canvas = display.canvas
        assert canvas is not None
        boxes = canvas.texts
        assert all(canvas.bounds.contains(box) for box in boxes)
        assert not any(one.colliderect(other) for n, one in enumerate(boxes) for other in boxes[:n])


def test_a_click_on_the_line_goes_there(replay):
    with window() as display:
        display.draw(replay_scene(replay, player_of(replay)))
        line = next(button for button in display.canvas.buttons if button.is_line)
        assert places_in(line.typed_at(line.box.left + line.box.width // 4)) == (pytest.approx(0.25, abs=0.01),)
    scene = shown(replay_sitting(replay, player_of(replay)), Tick(0.0), Tick(0.1, typed=place_typed(0.5)))
    assert scene.line.at_share == pytest.approx(0.5, abs=0.02)


def test_time_goes_on_as_it_does_for_the_watcher_and_a_pause_stands(replay):
    flow = replay_sitting(replay, player_of(replay))
    played = shown(flow, Tick(0.0), Tick(1.0))
    assert played.stage.time_s == pytest.approx(6.0, abs=0.05)
    assert played.heard is not None
    stands = flow.send(Tick(1.1, keys=(Key.MAIN,)))
    assert flow.send(Tick(5.0)).line.at_share == stands.line.at_share
    assert stands.heard is None


def test_what_is_known_of_the_file_is_said_first(replay):
    flow = replay_sitting(replay, player_of(replay), first="The recording was changed after it was sealed.")
    assert "changed after it was sealed" in next(flow).text
    assert isinstance(flow.send(Tick(0.0, keys=(Key.MAIN,))), ReplayScene)


def test_a_jump_far_ahead_says_that_it_takes_a_moment(tmp_path):
    fresh = replay_of_a_sitting(tmp_path)
    flow = replay_sitting(fresh, player_of(fresh, at_s=fresh.line.end_s - 1.0))
    assert isinstance(next(flow), MessageScene)
    scenes = [flow.send(Tick(number / 30)) for number in range(4)]
    assert isinstance(scenes[-1], ReplayScene)


def test_the_camera_s_picture_is_shown_where_there_is_one(replay):
    picture = np.full((480, 640, 3), (10, 200, 30), np.uint8)
    with_picture = replace(replay, picture_at=lambda time_s: picture if time_s < 8.0 else None)
    with window() as display:
        display.draw(replay_scene(with_picture, player_of(replay, 7.0)))
        assert greens(display) > 20_000
        display.draw(replay_scene(with_picture, player_of(replay, 9.0)))
        assert greens(display) == 0


def test_a_film_is_as_long_as_the_sitting_and_its_last_page_and_sounds(tmp_path):
    record_sitting(tmp_path / "s.mcap", human, plan=SHORT)
    film_of(ReplayWish(tmp_path / "s.mcap", from_s=7.0), tmp_path / "film.mp4", (640, 360))
    with av.open(str(tmp_path / "film.mp4")) as film:
        pictures = [float(frame.time) for frame in film.decode(video=0)]
    whole_s = replay_length_s(tmp_path / "s.mcap") - 7.0 + LAST_PAGE_S
    assert pictures[-1] == pytest.approx(whole_s, abs=0.1)
    with av.open(str(tmp_path / "film.mp4")) as film:
        sound = np.concatenate([frame.to_ndarray() for frame in film.decode(audio=0)], axis=1)
    assert sound.shape[1] / 44_100 == pytest.approx(whole_s, abs=0.2)
    assert np.abs(sound).max() > 0.01


def test_a_film_at_another_speed_is_silent_and_shorter(tmp_path):
    record_sitting(tmp_path / "s.mcap", human, plan=SHORT)
    film_of(ReplayWish(tmp_path / "s.mcap", speed=8.0), tmp_path / "film.mp4", (640, 360))
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert not film.streams.audio
        assert film.duration / 1e6 == pytest.approx(replay_length_s(tmp_path / "s.mcap") / 8 + LAST_PAGE_S, abs=0.1)


def test_a_film_is_never_written_over_the_recording(tmp_path):
    record_sitting(tmp_path / "s.mcap", human, plan=SHORT)
    with pytest.raises(OutputError):
        film_of(ReplayWish(tmp_path / "s.mcap"), tmp_path / "s.mcap", (640, 360))
    with pytest.raises(OutputError, match="--size"):
        film_of(ReplayWish(tmp_path / "s.mcap"), tmp_path / "film.mp4", (64, 36))


def greens(display):
    away = np.abs(display.picture().astype(int) - (10, 200, 30)).max(axis=2)
    return int((away < 4).sum())


def replay_length_s(path):
    line = time_line_of(read_recording(path))
    return line.end_s - line.start_s


def test_the_video_of_a_recording_is_there_at_any_time(tmp_path):
    shown = frames(75)
    pictures = PicturesAt(read_video(filmed(tmp_path / "s.mcap", shown)))
    for time_s in (0.51, 0.55, 2.31, 1.05):
        at = pictures(time_s)
        assert at is not None
        assert np.abs(at.astype(int) - shown[int(time_s * 30)].rgb).mean() < 4.0
    assert pictures(30.0) is None
