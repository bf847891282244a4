"""Where a replay stands: playing, standing, speed and jumps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.replaying.player import SPEEDS, begin_player, jumped, jumped_to_share, passed, pressed
from gazetrainer.scene import Key, place_typed, places_in

STOPS = (10.0, 12.0, 20.0)


def player(at_s=10.0, **more):
    return begin_player(10.0, 30.0, at_s=at_s, **more)


def test_it_goes_on_by_the_time_that_passes_times_the_speed():
    assert passed(player(speed=4.0), 0.5).at_s == 12.0
    assert passed(player(speed=0.5), 4.0).at_s == 12.0


def test_a_pause_stands_still_until_the_next_press():
    standing = pressed(player(), Key.MAIN, STOPS)
    assert passed(standing, 5.0) == standing
    assert passed(pressed(standing, Key.MAIN, STOPS), 1.0).at_s == 11.0


def test_it_stands_at_the_end_and_begins_anew_from_there():
    ended = passed(player(), 100.0)
    assert (ended.at_s, ended.is_playing) == (30.0, False)
    again = pressed(ended, Key.MAIN, STOPS)
    assert (again.at_s, again.is_playing) == (10.0, True)


def test_the_speeds_are_walked_one_by_one_and_end_at_both_ends():
    speeds, now = [], player(speed=0.5)
    for _ in range(6):
        speeds.append(now.speed)
        now = pressed(now, Key.UP, STOPS)
    assert speeds == [*SPEEDS, 8.0]
    for _ in range(6):
        now = pressed(now, Key.DOWN, STOPS)
    assert now.speed == 0.5


def test_the_next_event_after_the_last_is_the_end():
    assert [pressed(player(at), Key.SKIP, STOPS).at_s for at in (10.0, 12.0, 21.0)] == [12.0, 20.0, 30.0]


def test_the_event_before_is_skipped_by_who_asks_again_soon_after_it():
    assert pressed(player(20.4), Key.BACK, STOPS).at_s == 12.0
    assert pressed(player(21.4), Key.BACK, STOPS).at_s == 20.0
    assert pressed(player(10.0), Key.BACK, STOPS).at_s == 10.0


def test_arrows_go_five_seconds():
    assert pressed(player(15.0), Key.RIGHT, STOPS).at_s == 20.0
    assert pressed(player(12.0), Key.LEFT, STOPS).at_s == 10.0


def test_a_click_on_the_line_is_a_place_in_it():
    shares = places_in("n" + place_typed(0.25) + place_typed(1.0))
    assert [jumped_to_share(player(), share).at_s for share in shares] == [15.0, 30.0]


@given(st.lists(st.sampled_from([*Key, 0.7, 40.0])), st.floats(0, 60))
def test_whatever_is_pressed_it_stays_within_the_recording(presses, begin_s):
    now = player(begin_s)
    for each in presses:
        now = passed(now, each) if isinstance(each, float) else pressed(now, each, STOPS)
        assert 10.0 <= now.at_s <= 30.0
        assert now.speed in SPEEDS


@pytest.mark.parametrize("text", ["", "abc", "\x1fnan\x1f", "\x1f\x1f", "\x1f1e400\x1f"])
def test_other_text_is_no_click(text):
    assert places_in(text) == ()


def test_a_jump_to_the_end_stands_there():
    assert not jumped(player(), 30.0).is_playing
