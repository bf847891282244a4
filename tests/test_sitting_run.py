from dataclasses import replace

import pytest
from hold_helpers import OPEN, STILL, at, bookings
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.events import (
    Account,
    Command,
    CommandGiven,
    GetReadyStarted,
    HoldEnded,
    HoldOutcome,
    HoldStarted,
    Paused,
    Place,
    RestStarted,
    Resumed,
    SittingEnded,
    SittingOutcome,
    SittingStarted,
    VerdictChanged,
)
from gazetrainer.gaze import GapReason, GazeGap, GazeSample
from gazetrainer.judging.accounts import booked_at
from gazetrainer.sitting import (
    Finished,
    GetReady,
    Pausing,
    Practising,
    Resting,
    advance,
    begin_sitting,
    end_sitting,
)
from targets import Prescription, Step

RATE_HZ = 20.0
UP_LEFT = Step(azimuth_deg=-10, elevation_deg=8, hold_s=4, repetitions=2, get_ready_s=2, rest_s=3)
RIGHT = Step(azimuth_deg=15, elevation_deg=0, hold_s=2, get_ready_s=1, rest_s=60)
PLAN = Prescription(schema=1, title="Two positions", steps=(UP_LEFT, RIGHT))


def looking_at(step, time_s):
    return GazeSample(time_s, step.azimuth_deg, step.elevation_deg, 0.5, STILL, OPEN)


class Client:
    """Looks where the plan asks, until told otherwise, and sends commands."""

    def __init__(self, plan=PLAN, *, start_s=0.0, smallest_tolerances_deg=()):
        self.sitting, events = begin_sitting(plan, start_s, smallest_tolerances_deg)
        self.events = list(events)
        self.start_s, self.frames = start_s, 0

    @property
    def time_s(self):
        return self.start_s + self.frames / RATE_HZ

    def obey(self, seconds, seen=None):
        for _ in range(round(seconds * RATE_HZ)):
            self.frames += 1
            step = self.sitting.step or RIGHT
            gaze = at(seen, self.time_s) if seen else looking_at(step, self.time_s)
            self._take(*advance(self.sitting, gaze))
        return self

    def press(self, command):
        step = self.sitting.step or RIGHT
        self._take(*advance(self.sitting, looking_at(step, self.time_s), command))
        return self

    def times(self, kind):
        return [round(event.time_s - self.start_s, 6) for event in self.events if isinstance(event, kind)]

    def _take(self, sitting, events):
        self.sitting = sitting
        self.events += events


AWAY = GazeSample(0.0, 0.0, -25.0, 0.5, STILL, OPEN)
NOBODY = GazeGap(0.0, GapReason.NO_FACE)


def test_a_plan_runs_from_get_ready_over_holds_and_rests_to_its_end():
    client = Client().obey(60)
    story = [event for event in client.events if not isinstance(event, VerdictChanged)]
    kinds = [type(event) for event in story if type(event).__name__ not in {"Booked", "HalfHeld"}]
    one_hold = [GetReadyStarted, HoldStarted, HoldEnded]
    assert kinds == [
        SittingStarted,
        *one_hold,
        RestStarted,
        *one_hold,
        RestStarted,
        *one_hold,
        SittingEnded,
    ]
    assert client.times(HoldStarted) == [2, 11, 19]
    assert client.times(HoldEnded) == [6, 15, 21]
    assert client.times(SittingEnded) == [21]
    assert client.sitting.phase == Finished(SittingOutcome.FINISHED)


def test_each_repetition_is_a_hold_of_its_own():
    client = Client().obey(60)
    places = [event.place for event in client.events if isinstance(event, HoldEnded)]
    assert places == [Place(0, 0), Place(0, 1), Place(1, 0)]
    assert [hold.outcome for hold in client.sitting.ended] == [HoldOutcome.HELD] * 3


def test_a_display_finds_all_it_needs():
    client = Client().obey(1)
    assert client.sitting.phase == GetReady(Place(0, 0), pytest.approx(1.0))
    assert client.sitting.step == UP_LEFT
    client.obey(3, AWAY)
    assert isinstance(client.sitting.phase, Practising)
    assert client.sitting.held_s == 0
    assert client.sitting.answer.offset.azimuth_deg == -10
    client.obey(2)
    assert client.sitting.held_s == pytest.approx(2.0)
    client.obey(3)
    assert client.sitting.phase == Resting(Place(0, 0), pytest.approx(2.0))
    assert client.sitting.next_place == Place(0, 1)


def test_the_clock_of_a_hold_starts_when_the_countdown_is_over_even_between_two_pictures():
    sitting, _ = begin_sitting(PLAN, 0.0)
    sitting, _ = advance(sitting, looking_at(UP_LEFT, 1.8))
    sitting, events = advance(sitting, looking_at(UP_LEFT, 2.2))
    assert events[0] == HoldStarted(2.0, Place(0, 0))
    assert sitting.hold.start_s == 2.0


def test_a_hold_that_cannot_be_reached_ends_at_its_limit_and_the_plan_goes_on():
    client = Client().obey(2.0).obey(60.0, AWAY).obey(1.0)
    assert [hold.outcome for hold in client.sitting.ended] == [HoldOutcome.TIME_LIMIT]
    assert isinstance(client.sitting.phase, Resting)


def test_a_pause_stops_every_clock():
    for before_s, phase in ((1, GetReady), (4, Practising), (7, Resting)):
        client = Client().obey(before_s).press(Command.PAUSE_OR_GO_ON).obey(33)
        assert client.sitting.phase == Pausing(client.sitting.phase.interrupted)
        assert isinstance(client.sitting.phase.interrupted, phase)
        client.press(Command.PAUSE_OR_GO_ON).obey(60)
        assert client.times(SittingEnded) == [21 + 33]
        assert client.times(Paused) == [before_s]
        assert client.times(Resumed) == [before_s + 33]


def test_a_pause_in_a_hold_has_its_own_account():
    client = Client().obey(4).press(Command.PAUSE_OR_GO_ON).obey(10, NOBODY)
    client.press(Command.PAUSE_OR_GO_ON).obey(3)
    accounts = client.sitting.ended[0].accounts
    assert accounts.paused_s == pytest.approx(10.0)
    assert accounts.held_s == pytest.approx(4.0)
    assert accounts.elapsed_s == pytest.approx(14.0)


def test_skipping_a_hold_leads_to_the_rest_after_it():
    client = Client().obey(4).press(Command.SKIP)
    assert client.sitting.ended[0].outcome is HoldOutcome.SKIPPED
    assert client.sitting.ended[0].held_s == pytest.approx(2.0)
    assert isinstance(client.sitting.phase, Resting)


def test_skipping_a_rest_leads_to_the_next_hold_and_skipping_a_countdown_leaves_its_hold_out():
    client = Client().obey(7).press(Command.SKIP)
    assert client.sitting.phase == GetReady(Place(0, 1), 2.0)
    client.press(Command.SKIP)
    assert client.sitting.phase == GetReady(Place(1, 0), 1.0)
    assert client.events[-2] == HoldEnded(client.time_s, Place(0, 1), HoldOutcome.SKIPPED, 0.0, 0.0)


def test_skipping_in_a_pause_goes_on():
    client = Client().obey(4).press(Command.PAUSE_OR_GO_ON).obey(1).press(Command.SKIP)
    assert isinstance(client.sitting.phase, Resting)
    assert client.times(Resumed) == [5]


def test_skipping_the_last_hold_finishes_the_sitting():
    client = Client().obey(20).press(Command.SKIP)
    assert client.sitting.phase == Finished(SittingOutcome.FINISHED)


@pytest.mark.parametrize("seconds", [0, 1, 4, 7, 20])
def test_stopping_is_possible_at_any_time_and_books_what_was_under_way(seconds):
    client = Client().obey(seconds).press(Command.STOP)
    assert client.sitting.phase == Finished(SittingOutcome.STOPPED)
    assert client.times(SittingEnded) == [seconds]
    begun = len(client.times(HoldStarted))
    assert len(client.sitting.ended) == begun == len(client.times(HoldEnded))


def test_when_the_pictures_end_everything_is_booked():
    client = Client().obey(4)
    sitting, events = end_sitting(client.sitting, 4.1, SittingOutcome.PICTURES_ENDED)
    assert bookings(events)[-1].end_s == 4.1
    assert events[-2] == HoldEnded(4.1, Place(0, 0), HoldOutcome.STOPPED, *[pytest.approx(2.0)] * 2)
    assert events[-1] == SittingEnded(4.1, SittingOutcome.PICTURES_ENDED)
    assert end_sitting(sitting, 9.0, SittingOutcome.STOPPED) == (sitting, ())


def test_pictures_that_end_in_a_pause_leave_the_rest_to_the_pause():
    client = Client().obey(4).press(Command.PAUSE_OR_GO_ON)
    sitting, _ = end_sitting(client.sitting, 9.0, SittingOutcome.PICTURES_ENDED)
    assert sitting.ended[0].accounts.paused_s == pytest.approx(5.0)


def test_a_camera_that_was_silent_across_the_start_of_a_hold_gives_no_verdict_on_it():
    sitting, _ = begin_sitting(PLAN, 0.0)
    sitting, _ = advance(sitting, looking_at(UP_LEFT, 0.5))
    sitting, _ = advance(sitting, looking_at(UP_LEFT, 2.3))
    assert sitting.hold.accounts.cannot_tell_s == pytest.approx(0.3)


def test_the_plan_is_judged_with_what_the_set_up_can_verify():
    client = Client(smallest_tolerances_deg=(9.0, 2.0))
    assert [rule.tolerance_deg for rule in client.sitting.rules] == [9.0, 6.0]


def test_holds_without_countdown_and_rest_follow_each_other_without_a_gap():
    step = Step(azimuth_deg=0, elevation_deg=0, hold_s=1, repetitions=3, get_ready_s=0, rest_s=0)
    client = Client(Prescription(schema=1, title="Three", steps=(step,))).obey(10)
    assert client.times(HoldStarted) == [0, 1, 2]
    assert client.times(HoldEnded) == [1, 2, 3]


def test_the_same_samples_and_commands_give_the_same_events():
    def one_run(start_s):
        client = Client(start_s=start_s).obey(3, AWAY).obey(5).press(Command.PAUSE_OR_GO_ON).obey(2)
        return client.press(Command.PAUSE_OR_GO_ON).obey(2).press(Command.SKIP).obey(30)

    assert one_run(0.0).events == one_run(0.0).events
    assert one_run(0.0).times(HoldEnded) == one_run(777.0).times(HoldEnded)


def test_commands_are_told_so_that_a_recording_can_be_run_again():
    client = Client().obey(4).press(Command.SKIP).obey(1).press(Command.STOP)
    told = [event for event in client.events if isinstance(event, CommandGiven)]
    assert told == [CommandGiven(4.0, Command.SKIP), CommandGiven(5.0, Command.STOP)]


seen = st.sampled_from(["in", AWAY, NOBODY, GazeGap(0.0, GapReason.BLINK), GazeGap(0.0, GapReason.EYES_CLOSED)])
moves = st.tuples(st.sampled_from([0.0, 0.05, 0.05, 0.4, 3.0, 70.0]), seen, st.none() | st.sampled_from(Command))


@given(st.lists(moves, max_size=60))
def test_no_sequence_breaks_a_sitting_and_every_hold_is_booked_whole(sequence):
    sitting, events = begin_sitting(PLAN, 0.0)
    time_s = 0.0
    for interval_s, what, command in sequence:
        time_s += interval_s
        step = sitting.step or RIGHT
        gaze = looking_at(step, time_s) if what == "in" else at(what, time_s)
        sitting, new = advance(sitting, gaze, command)
        events = (*events, *new)
    sitting, new = end_sitting(sitting, time_s, SittingOutcome.PICTURES_ENDED)
    events = (*events, *new)
    assert sum(isinstance(event, SittingEnded) for event in events) == 1
    assert [event.place for event in events if isinstance(event, HoldEnded)] == [
        hold.ledger.place for hold in sitting.ended
    ]
    times = [event.time_s for event in events if hasattr(event, "time_s")]
    assert times == sorted(times)
    for hold in sitting.ended:
        booked = [event for event in bookings(events) if event.place == hold.ledger.place]
        total_s = sum(event.end_s - event.start_s for event in booked)
        assert total_s == pytest.approx(hold.time_s - hold.start_s)
        assert hold.accounts.elapsed_s == pytest.approx(total_s)
        held = [event for event in booked if event.account is Account.HELD]
        assert sum(event.end_s - event.start_s for event in held) == pytest.approx(hold.held_s)


def test_each_frame_of_a_sitting_finds_where_its_time_was_booked():
    client = Client().obey(3).obey(1, AWAY).obey(3)
    told = bookings(client.events)
    accounts = [booked_at(told, time_s) for time_s in (1.0, 2.0, 2.05, 3.0, 3.05, 4.0, 4.05, 7.0, 7.05)]
    assert [booked.account if booked else None for booked in accounts] == [
        None,
        None,
        Account.HELD,
        Account.HELD,
        Account.SLIPPED,
        Account.SLIPPED,
        Account.HELD,
        Account.HELD,
        None,
    ]


def test_a_gaze_older_than_the_sitting_changes_no_time():
    client = Client(start_s=5.0).obey(1)
    before = client.sitting
    after, events = advance(before, replace(AWAY, time_s=1.0))
    assert after == before
    assert events == ()
