from dataclasses import replace
from itertools import pairwise

import pytest
from hold_helpers import RATE_HZ, RULE, SEEN, TARGET, accounts_of, at, bookings, run, run_to_end, run_with_pause, trace

from gazetrainer.events import Account, Event, HalfHeld, HoldEnded, HoldOutcome, Verdict, VerdictChanged
from gazetrainer.gaze import GapReason
from gazetrainer.judging.accounts import Accounts, Span, cut_where_held, merged
from gazetrainer.judging.hold import Ended, Holding, Seeking, begin_hold, judge, pause


def test_holding_for_the_prescribed_time_ends_the_hold_at_that_moment():
    hold, events = run(trace(("out", 1.0), ("in", 12.0)))
    assert isinstance(hold, Ended)
    assert hold.time_s == pytest.approx(11.0)
    assert hold.held_s == pytest.approx(10.0)
    assert events[-1] == HoldEnded(hold.time_s, hold.ledger.place, HoldOutcome.HELD, hold.held_s, hold.longest_s)


def test_the_end_is_exact_even_when_it_lies_between_two_pictures():
    hold, _ = run([at(SEEN["in"], 0.4 * index) for index in range(1, 30)], replace(RULE, hold_s=3.3))
    assert (hold.held_s, hold.time_s) == (pytest.approx(3.3), pytest.approx(3.3))


def test_the_way_to_the_position_is_settling():
    assert accounts_of(("out", 2.0), ("in", 3.0)) == Accounts(settling_s=2.0, held_s=3.0)


def test_a_position_only_passed_through_is_still_settling():
    assert accounts_of(("out", 1.0), ("in", 0.1), ("out", 1.0), ("in", 3.0)) == Accounts(settling_s=2.1, held_s=3.0)


def test_a_blink_on_arrival_does_not_delay_the_hold():
    assert accounts_of(("out", 1.0), ("in", 0.1), ("blink", 0.2), ("in", 1.0)) == Accounts(settling_s=1.0, held_s=1.3)


def test_nothing_is_shown_as_held_before_it_is_sure():
    hold, _ = run(trace(("in", 0.1)))
    assert isinstance(hold, Seeking)
    assert hold.held_s == 0
    hold, _ = run(trace(("in", 3.0), ("blink", 0.3)))
    assert isinstance(hold, Holding)
    assert hold.held_s == pytest.approx(3.0)


def test_a_blink_does_not_break_a_hold():
    ended, _ = run_to_end(trace(("in", 3.0), ("blink", 0.3), ("in", 3.0)))
    assert ended.accounts.held_s == pytest.approx(6.3)
    assert ended.longest_s == pytest.approx(6.3)


def test_lids_that_come_down_look_like_a_glance_and_are_bridged_with_the_blink():
    assert accounts_of(("in", 3.0), ("out", 0.1), ("blink", 0.2), ("out", 0.1), ("in", 3.0)).held_s == 6.4


def test_a_closure_is_neither_held_nor_slipped():
    assert accounts_of(("in", 3.0), ("closed", 2.0), ("in", 3.0)) == Accounts(held_s=6.0, eyes_closed_s=2.0)


def test_a_long_blink_is_a_closure_from_its_beginning():
    assert accounts_of(("in", 3.0), ("blink", 0.7), ("in", 1.0)) == Accounts(held_s=4.0, eyes_closed_s=0.7)


def test_a_glance_that_leads_into_a_closure_or_out_of_it_belongs_to_it():
    story = (("in", 3.0), ("out", 0.1), ("closed", 2.0), ("out", 0.2), ("in", 3.0))
    assert accounts_of(*story) == Accounts(held_s=6.0, eyes_closed_s=2.3)


def test_the_plan_says_how_long_a_closure_is_bridged():
    rule = replace(RULE, blink_bridge_s=3.0)
    assert accounts_of(("in", 3.0), ("closed", 2.0), ("in", 3.0), rule=rule).held_s == 8.0


def test_an_interruption_just_as_long_as_is_forgiven_is_forgiven_and_a_frame_more_is_not():
    rule = replace(RULE, grace_s=0.4, blink_bridge_s=0.4)
    for seen in ("closed", "out"):
        assert accounts_of(("in", 3.0), (seen, 0.4), ("in", 3.0), rule=rule).held_s == 6.4
        assert accounts_of(("in", 3.0), (seen, 0.4 + 1 / RATE_HZ), ("in", 3.0), rule=rule).held_s == 6.0


def test_a_blink_between_two_slips_is_part_of_the_slip():
    assert accounts_of(("in", 3.0), ("out", 1.0), ("blink", 0.3), ("out", 1.0)) == Accounts(held_s=3.0, slipped_s=2.3)


def test_a_blink_from_out_to_in_is_not_held():
    assert accounts_of(("in", 3.0), ("out", 1.0), ("blink", 0.3), ("in", 1.0)) == Accounts(held_s=4.0, slipped_s=1.3)


def test_a_short_slip_is_forgiven():
    assert accounts_of(("in", 3.0), ("out", 0.3), ("in", 3.0)) == Accounts(held_s=6.3)


def test_a_long_slip_counts_from_its_beginning_and_takes_nothing_away():
    assert accounts_of(("in", 3.0), ("out", 0.5), ("in", 3.0)) == Accounts(held_s=6.0, slipped_s=0.5)


def test_a_slip_does_not_start_the_time_again_but_breaks_the_longest_hold():
    ended, _ = run_to_end(trace(("in", 2.0), ("out", 1.0), ("in", 5.0), ("out", 1.0), ("in", 1.0)))
    assert ended.held_s == pytest.approx(8.0)
    assert ended.longest_s == pytest.approx(5.0)


@pytest.mark.parametrize("how", ["turned", "tilted", "lost"])
def test_turning_the_head_instead_of_the_eyes_is_not_held(how):
    assert accounts_of(("in", 2.0), (how, 3.0), ("in", 2.0)) == Accounts(held_s=4.0, head_moved_s=3.0)
    assert accounts_of((how, 3.0)) == Accounts(head_moved_s=3.0)


def test_a_short_nod_is_forgiven():
    assert accounts_of(("in", 2.0), ("turned", 0.3), ("in", 2.0)) == Accounts(held_s=4.3)


def test_what_cannot_be_told_is_neither_held_nor_missed_and_keeps_its_reason():
    ended, events = run_to_end(trace(("in", 2.0), ("no face", 1.5), ("dark", 0.5), ("in", 2.0)))
    assert ended.accounts.held_s == pytest.approx(4.0)
    assert ended.accounts.cannot_tell_s == pytest.approx(2.0)
    reasons = {event.reason for event in bookings(events) if event.account is Account.CANNOT_TELL}
    assert reasons == {GapReason.NO_FACE, GapReason.TOO_DARK}


def test_a_client_who_was_never_seen_did_not_settle_but_cannot_be_told():
    assert accounts_of(("no face", 5.0)) == Accounts(cannot_tell_s=5.0)


def test_a_silent_camera_is_booked_as_without_a_picture():
    gazes = [*trace(("in", 2.0)), at(SEEN["in"], 5.0)]
    ended, events = run_to_end(gazes)
    assert ended.accounts.cannot_tell_s == pytest.approx(3.0)
    assert bookings(events)[-1].reason is GapReason.NO_PICTURE


def test_the_time_limit_ends_the_hold_at_its_moment():
    hold, events = run(trace(("in", 2.0), ("out", 9.0)), replace(RULE, time_limit_s=5.05))
    assert isinstance(hold, Ended)
    assert hold.outcome is HoldOutcome.TIME_LIMIT
    assert hold.accounts.elapsed_s == pytest.approx(5.05)
    assert isinstance(events[-1], HoldEnded)


def test_a_pause_does_not_use_up_the_time_limit():
    gazes = trace(("in", 2.0), ("out", 9.0))
    ended, _ = run_with_pause(gazes, replace(RULE, time_limit_s=5.0), after=30, pause_s=60.0)
    assert ended.accounts.elapsed_s == pytest.approx(65.0)


def test_a_pause_inside_an_interruption_does_not_decide_it():
    gazes = trace(("in", 3.0), ("out", 0.3), ("in", 3.0))
    ended, _ = run_with_pause(gazes, RULE, after=93, pause_s=7.0)
    assert ended.held_s == pytest.approx(6.3)
    assert ended.accounts.paused_s == pytest.approx(7.0)


def test_a_pause_before_the_moment_at_which_a_hold_is_complete_is_booked_once():
    paused, held = Span(0.0, 7.0, Account.PAUSED), Span(7.0, 9.0, Account.HELD)
    assert cut_where_held((paused, held), 1.5) == ((paused, Span(7.0, 8.5, Account.HELD)), True)


def test_a_hold_completed_by_an_interruption_before_a_pause_ends_after_the_pause():
    gazes = trace(("in", 9.9), ("out", 0.3), ("in", 1.0))
    ended, events = run_with_pause(gazes, RULE, after=303, pause_s=7.0)
    assert ended.held_s == pytest.approx(10.0)
    assert ended.time_s == pytest.approx(303 / 30 + 7.0)
    assert ended.accounts.elapsed_s == pytest.approx(ended.time_s)
    times = [event.time_s for event in events if isinstance(event, HalfHeld | HoldEnded | VerdictChanged)]
    assert times == sorted(times)


def test_what_waits_at_the_end_is_booked_as_it_was_seen():
    assert accounts_of(("in", 2.0), ("out", 0.2)) == Accounts(held_s=2.0, slipped_s=0.2)
    assert accounts_of(("in", 2.0), ("blink", 0.2)) == Accounts(held_s=2.0, eyes_closed_s=0.2)


def test_half_way_is_told_once():
    _, events = run(trace(("in", 12.0)))
    (half,) = [event for event in events if isinstance(event, HalfHeld)]
    assert half.time_s == pytest.approx(5.0, abs=0.04)


def test_the_answer_is_told_when_it_changes_and_not_for_blinks_or_short_slips():
    _, events = run(
        trace(("out", 1.0), ("in", 2.0), ("blink", 0.2), ("in", 1.0), ("out", 0.2), ("in", 1.0), ("closed", 1.0))
    )
    told = [(event.verdict, event.reason) for event in events if isinstance(event, VerdictChanged)]
    assert told == [
        (Verdict.OUT, None),
        (Verdict.IN, None),
        (Verdict.CANNOT_TELL, GapReason.EYES_CLOSED),
    ]


def test_bookings_are_told_at_least_every_second_and_join_into_whole_spans():
    _, events = run_to_end(trace(("out", 1.0), ("in", 5.5), ("out", 2.0)))
    told = bookings(events)
    assert all(earlier.end_s == later.start_s for earlier, later in pairwise(told))
    assert max(event.end_s - event.start_s for event in told) < 1.1
    assert [event.account for event in merged(told)] == [Account.SETTLING, Account.HELD, Account.SLIPPED]


def test_a_time_that_does_not_move_on_renews_the_answer_and_books_nothing():
    hold, _ = run(trace(("in", 2.0)))
    again, _ = judge(hold, at(SEEN["out"], 1.0), TARGET, RULE)
    assert again.latest is not None
    assert again.latest.verdict is Verdict.OUT
    assert again.accounts == hold.accounts


def test_a_hold_that_is_over_takes_no_more():
    hold, _ = run(trace(("in", 12.0)))
    assert judge(hold, at(SEEN["in"], 99.0), TARGET, RULE) == (hold, ())


def test_a_hold_begins_at_time_zero_as_at_any_other():
    assert begin_hold(0.0).start_s == 0.0


def test_a_pause_in_the_midst_of_a_glance_away_stays_quick_to_judge_and_is_booked_to_the_second():
    hold, _ = run(trace(("in", 3.0), ("out", 0.2)))
    told: list[Event] = []
    for index in range(1, 30 * 60 + 1):
        hold, events = pause(hold, 3.2 + index / 30, RULE)
        told += events
    assert told == []
    assert len(hold.waiting) < 80
    hold, events = judge(hold, at(SEEN["in"], 63.2 + 1 / 30), TARGET, RULE)
    paused = [each for each in bookings(events) if each.account is Account.PAUSED]
    assert (paused[0].start_s, paused[-1].end_s) == (pytest.approx(3.2), pytest.approx(63.2))
    assert all(each.end_s - each.start_s < 1.05 for each in paused)
