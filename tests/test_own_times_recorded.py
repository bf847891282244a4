"""A recording says what was prescribed and how the client took more time, and is judged again to the same."""

from dataclasses import replace

import pytest
from recording_helpers import header
from recording_sittings import human, record_sitting

from gazetrainer.errors import RecordingError
from gazetrainer.judging.rejudge import prescribed, prescription_of
from gazetrainer.own_times import with_times
from gazetrainer.recording import read_recording


def test_the_plan_stands_as_prescribed_beside_the_times_of_the_client(tmp_path):
    record_sitting(tmp_path / "a.mcap", human)
    recording = read_recording(tmp_path / "a.mcap")
    slower = replace(recording, header=replace(recording.header, times_factor=2.0))
    assert prescribed(slower) == prescribed(recording)
    assert prescription_of(slower) == with_times(prescribed(recording), 2.0)
    assert prescription_of(slower).holds[0].hold_s == prescribed(slower).holds[0].hold_s


@pytest.mark.parametrize("factor", [0.0, -1.0, float("nan"), float("inf"), 1e9])
def test_times_that_nobody_can_choose_are_an_altered_recording(tmp_path, factor):
    record_sitting(tmp_path / "a.mcap", human)
    recording = read_recording(tmp_path / "a.mcap")
    with pytest.raises(RecordingError, match="altered"):
        prescription_of(replace(recording, header=replace(header(), plan=recording.header.plan, times_factor=factor)))
