"""Sittings with steps beside the holds: sequences, guided moments, rests, check-ins and searches."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recording_sittings import human, record_sitting
from steps_helpers import EVERY_KIND, RATE_HZ, Obedient, looking

from gazetrainer.events import (
    Booked,
    Command,
    GetReadyStarted,
    HoldEnded,
    HoldStarted,
    Paused,
    Place,
    Resumed,
    SittingEnded,
    SittingOutcome,
    StepEnded,
    StepOutcome,
    StepStarted,
)
from gazetrainer.eyes import Eyes
from gazetrainer.judging.plan_run import JudgedRun, eyes_asked_for
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.recording import read_recording
from gazetrainer.report.page import render_report
from gazetrainer.sitting import (
    Counting,
    Elsewhere,
    Finished,
    GetReady,
    Pausing,
    Practising,
    Resting,
    advance,
    begin_sitting,
    end_sitting,
)
from targets import GuidedStep, Prescription

PHASES = (Elsewhere, GetReady, Practising, Resting, Counting)


def test_every_kind_of_step_has_its_turn_and_the_plan_comes_to_its_end() -> None:
    client = Obedient().obey(40)
    assert client.sitting.phase == Finished(SittingOutcome.FINISHED)
    assert [event.number for event in client.events if isinstance(event, StepEnded)] == [0, 3, 4, 5, 6]
    assert {event.outcome for event in client.events if isinstance(event, StepEnded)} == {StepOutcome.DONE}
    assert client.times(StepStarted) == [0, 16, 21, 22, 24]
    assert client.times(SittingEnded) == [25]


def test_the_positions_of_a_sequence_follow_each_other_without_a_rest_and_the_whole_row_is_repeated() -> None:
    client = Obedient().obey(40)
    places = [event.place for event in client.events if isinstance(event, HoldEnded)]
    assert places == [Place(0, 0), Place(1, 0), Place(2, 0), Place(1, 1), Place(2, 1)]
    assert client.times(HoldStarted) == [2, 7, 8, 12, 13]
    assert client.times(HoldEnded) == [5, 8, 10, 13, 15]
    assert client.times(GetReadyStarted) == [1, 6, 8, 11, 13]


def test_a_check_in_waits_as_long_as_it_takes() -> None:
    client = Obedient(elsewhere_s=600.0).obey(500)
    assert isinstance(client.sitting.phase, Elsewhere)
    client.press(Command.COME_BACK)
    assert client.sitting.phase == GetReady(Place(0, 0), 1.0)


def test_coming_back_means_nothing_where_nobody_was_away() -> None:
    client = Obedient().until(Practising)
    before = client.sitting
    client.press(Command.COME_BACK)
    assert (type(client.sitting.phase), client.sitting.turn) == (Practising, before.turn)


@pytest.mark.parametrize("phase", PHASES)
def test_a_pause_stops_the_clock_of_every_phase(phase: type[object]) -> None:
    client = Obedient().until(phase).obey(0.5)
    interrupted = client.sitting.phase
    client.press(Command.PAUSE_OR_GO_ON).obey(33)
    assert isinstance(client.sitting.phase, Pausing)
    client.press(Command.PAUSE_OR_GO_ON)
    assert type(client.sitting.phase) is type(interrupted)
    client.obey(40)
    waited_s = 33 if phase is not Elsewhere else client.times(SittingEnded)[0] - 25
    assert client.times(SittingEnded) == [25 + waited_s]
    assert client.times(Resumed)[0] - client.times(Paused)[0] == pytest.approx(33)


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_can_be_skipped_also_from_a_pause(phase: type[object]) -> None:
    skipped = Obedient().until(phase)
    turn = skipped.sitting.turn
    skipped.press(Command.SKIP)
    paused = Obedient().until(phase).press(Command.PAUSE_OR_GO_ON).press(Command.SKIP)
    assert skipped.sitting.phase == paused.sitting.phase
    assert (skipped.sitting.turn > turn) is (phase is not Practising)
    if phase in (Elsewhere, Counting):
        assert [e.outcome for e in skipped.events if isinstance(e, StepEnded)][-1] is StepOutcome.SKIPPED


@pytest.mark.parametrize("phase", PHASES)
def test_a_sitting_stopped_in_any_phase_tells_how_its_step_ended(phase: type[object]) -> None:
    client = Obedient().until(phase).press(Command.STOP)
    assert client.sitting.phase == Finished(SittingOutcome.STOPPED)
    begun, ended = client.times(StepStarted), client.times(StepEnded)
    assert len(begun) == len(ended)
    assert len(client.times(HoldStarted)) == len(client.times(HoldEnded))


COMMANDS = st.none() | st.sampled_from(Command)
MOVES = st.lists(st.tuples(st.sampled_from([0.0, 0.05, 0.4, 1.0, 7.0, 70.0]), COMMANDS), max_size=60)


@given(MOVES)
def test_no_order_of_commands_breaks_a_sitting_and_all_time_of_a_hold_is_booked(
    moves: list[tuple[float, Command | None]],
) -> None:
    sitting, events = begin_sitting(EVERY_KIND, 0.0)
    time_s = 0.0
    for interval_s, command in moves:
        time_s += interval_s
        sitting, new = advance(sitting, looking(sitting, time_s), command)
        events = (*events, *new)
    events = (*events, *end_sitting(sitting, time_s, SittingOutcome.PICTURES_ENDED)[1])
    assert sum(isinstance(event, SittingEnded) for event in events) == 1
    begun = [event.number for event in events if isinstance(event, StepStarted)]
    assert begun == [event.number for event in events if isinstance(event, StepEnded)]
    times = [event.time_s for event in events if not isinstance(event, Booked)]
    assert times == sorted(times)
    for hold in sitting.ended:
        assert hold.accounts.elapsed_s == pytest.approx(hold.time_s - hold.start_s)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=st.dictionaries(st.integers(0, 700), st.sampled_from(Command), max_size=8))
def test_a_recording_with_all_kinds_is_judged_again_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, commands: dict[int, Command]
) -> None:
    path = tmp_path_factory.mktemp("steps") / "a.mcap"
    back = dict.fromkeys(range(10, 900, 60), Command.COME_BACK)
    record_sitting(path, human, commands=back | commands, plan=EVERY_KIND, until_s=40)
    recording = read_recording(path)
    assert rejudge(recording) == recording.events


def test_the_report_tells_of_every_step_beside_the_positions(tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    record_sitting(path, human, commands={30: Command.COME_BACK}, plan=EVERY_KIND, until_s=17)
    page = render_report(read_recording(path))
    for words in ("Beside the positions", "guided moment", "finding a position", "1 s, to its end", "not reached"):
        assert words in page


def test_a_plan_without_any_position_can_be_practised_and_reported(tmp_path: Path) -> None:
    moment = GuidedStep(kind="guided", text="Breathe.", duration_s=5)
    plan = Prescription(schema=1, title="Only a moment", steps=(moment,))
    record_sitting(tmp_path / "a.mcap", human, plan=plan)
    recording = read_recording(tmp_path / "a.mcap")
    assert [type(event) for event in recording.events][-2:] == [StepEnded, SittingEnded]
    assert rejudge(recording) == recording.events
    assert "asks for no position" in render_report(recording)
    assert eyes_asked_for(plan) == (Eyes.BOTH,)


def test_a_search_is_measured_with_the_eyes_it_asks_for() -> None:
    run = JudgedRun(EVERY_KIND)
    seen: dict[str, set[Eyes]] = {}
    for frame in range(round(40 * RATE_HZ)):
        is_away = isinstance(run.sitting.phase, Elsewhere) and frame % 20 == 0
        run.take(looking(run.sitting, frame / RATE_HZ), Command.COME_BACK if is_away else None)
        if run.sitting.beside is not None:
            seen.setdefault(run.sitting.beside.step.kind, set()).add(run.eyes)
    assert seen["find"] == {Eyes.LEFT}
    assert Eyes.LEFT in eyes_asked_for(EVERY_KIND)
    assert {"guided", "rest", "checkin", "find"} <= {judged.account for judged in run.judged()}
