import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.calibrating.looked_at import (
    HeadTask,
    LookedAtError,
    Purpose,
    load_looked_at,
    parse_looked_at,
    write_looked_at,
)

HEADER = "time_s,azimuth_deg,elevation_deg,head\n"


def test_a_line_lasts_until_the_next_and_the_last_to_the_end():
    first, second = parse_looked_at(HEADER + "0,0,0,still\n2.5,-15,10,still\n", "t.csv")
    assert (first.start_s, first.end_s, second.end_s) == (0, 2.5, math.inf)
    assert first.is_neutral
    assert not second.is_neutral
    assert second.purpose is Purpose.CALIBRATION


def test_a_moving_head_at_0_0_is_not_neutral():
    (line,) = parse_looked_at(HEADER + "0,0,0,nose_dot\n", "t.csv")
    assert line.head is HeadTask.NOSE_DOT
    assert not line.is_neutral


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("time_s,azimuth_deg,elevation_deg\n0,0,0\n", "no column head"),
        ("", "no column time_s"),
        (HEADER, "has no lines"),
        (HEADER + "0,left,0,still\n", "line 2: azimuth_deg is 'left'"),
        (HEADER + "0,0,0,still\n1,0,nan,still\n", "line 3: elevation_deg is 'nan'"),
        (HEADER + "0,120,0,still\n", "from -90 to 90"),
        (HEADER + "0,0,0,wobbling\n", "allowed are still, fixating, nose_dot"),
        (HEADER + "3,0,0,still\n1,5,5,still\n", "goes back from 3 to 1"),
        (HEADER + "0\n", "azimuth_deg is ''"),
    ],
)
def test_a_wrong_file_is_named_with_its_line_and_what_is_allowed(text, said):
    with pytest.raises(LookedAtError, match=said):
        parse_looked_at(text, "t.csv")


@given(st.text())
def test_no_text_raises_anything_else(text):
    try:
        lines = parse_looked_at(text, "t.csv")
    except LookedAtError:
        return
    assert lines


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(LookedAtError, match="cannot be read"):
        load_looked_at(tmp_path / "none.csv")


def test_what_was_written_is_read_back(tmp_path):
    text = "time_s,azimuth_deg,elevation_deg,head,purpose\n0,0,0,still,calibration\n2,5,-3.5,nose_dot,validation\n"
    lines = parse_looked_at(text, "t.csv")
    write_looked_at(tmp_path / "again.csv", lines)
    assert load_looked_at(tmp_path / "again.csv") == lines
