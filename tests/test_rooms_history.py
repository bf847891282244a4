"""History: what a folder of recordings tells, quickly, whatever lies in it; and forgetting it."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from rooms_helpers import NOW, finish, write_sitting

from gazetrainer.events import SittingOutcome
from gazetrainer.history import (
    Damaged,
    Entry,
    forget_everything,
    forget_sittings,
    note_path,
    read_history,
    read_note,
    sittings_of,
    write_note,
)
from gazetrainer.history.forgetting import Kept
from gazetrainer.history.index import FORMAT_VERSION, Index
from gazetrainer.history.record import SittingRecord
from gazetrainer.history.weeks import older_than, practised_on, weeks_until
from gazetrainer.recording import read_recording, read_story
from gazetrainer.recording.plain import encode


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "recordings").mkdir()
    return tmp_path / "recordings"


def history(folder):
    return finish(read_history(folder, folder.parent / "history.json"))


def test_a_sitting_is_told_by_its_header_and_events_alone(folder):
    path = write_sitting(folder / "a.mcap")
    (entry,), _ = history(folder)
    assert entry.what == SittingRecord(
        NOW.isoformat(), "me", "Three positions", 50.0, 40.0, 1.5, SittingOutcome.FINISHED
    )
    assert read_story(path).events == read_recording(path).events


def test_a_file_is_read_once_and_again_when_it_has_changed(folder):
    write_sitting(folder / "a.mcap")
    write_sitting(folder / "b.mcap")
    assert len(history(folder)[1]) == 2
    assert len(history(folder)[1]) == 0
    (folder / "a.mcap").unlink()
    write_sitting(folder / "a.mcap", held_s=7.0)
    entries, read = history(folder)
    assert (len(read), entries[0].what.held_s) == (1, 7.0)


def test_damaged_files_are_listed_as_such(folder):
    whole = write_sitting(folder / "whole.mcap").read_bytes()
    (folder / "cut.mcap").write_bytes(whole[:60])
    (folder / "empty.mcap").write_bytes(b"")
    (folder / "other.mcap").write_bytes(b"not a recording at all")
    (folder / "notes.txt").write_text("passed over")
    entries, _ = history(folder)
    assert {entry.file: type(entry.what) for entry in entries} == {
        "cut.mcap": Damaged,
        "empty.mcap": Damaged,
        "other.mcap": Damaged,
        "whole.mcap": SittingRecord,
    }


def test_an_index_that_cannot_be_read_is_made_anew(folder):
    write_sitting(folder / "a.mcap")
    expected = history(folder)[0]
    for content in (b"", b"{}", b'{"kind": "Index"}', b"\xff\x00", b"[1, 2]"):
        (folder.parent / "history.json").write_bytes(content)
        assert history(folder)[0] == expected


def test_without_a_folder_there_are_no_sittings(tmp_path):
    assert finish(read_history(tmp_path / "none", tmp_path / "history.json")) == ((), [])


def test_five_hundred_sittings_open_in_under_a_second(folder):
    entries = []
    for number in range(500):
        path = folder / f"sitting-{number:03}.mcap"
        path.write_bytes(b"x")
        when = NOW - timedelta(days=number)
        record = SittingRecord(when.isoformat(), "me", "Plan", 60.0, 50.0, 1.5, SittingOutcome.FINISHED)
        entries.append(Entry(path.name, 1, path.stat().st_mtime_ns, record))
    (folder.parent / "history.json").write_bytes(encode(Index(FORMAT_VERSION, tuple(entries))))
    before = perf_counter()
    found, read = history(folder)
    assert len(sittings_of(found, "me")) == 500
    assert perf_counter() - before < 1.0
    assert read == []


def test_each_person_sees_their_own_sittings_the_latest_first(folder):
    write_sitting(folder / "a.mcap", person="Ana")
    write_sitting(folder / "b.mcap", person="Ben")
    write_sitting(folder / "c.mcap", person="Ana", started_at=NOW + timedelta(days=1))
    entries, _ = history(folder)
    assert [file for file, _ in sittings_of(entries, "Ana")] == ["c.mcap", "a.mcap"]


def test_a_week_without_practice_is_there_like_any_other(folder):
    write_sitting(folder / "a.mcap", held_s=30.0, error_deg=1.0)
    write_sitting(folder / "b.mcap", held_s=20.0, error_deg=2.0, started_at=NOW - timedelta(weeks=2))
    records = [record for _, record in sittings_of(history(folder)[0], "me")]
    weeks = weeks_until(records, NOW.date(), 4)
    assert [(week.held_s, week.error_deg) for week in weeks] == [(0, None), (20.0, 2.0), (0, None), (30.0, 1.0)]
    assert practised_on(records, NOW.date()) == 40.0
    assert practised_on(records, date(2020, 1, 1)) == 0


def test_only_sittings_older_than_the_chosen_days_are_old(folder):
    for days in (0, 29, 31):
        write_sitting(folder / f"{days}.mcap", started_at=NOW - timedelta(days=days))
    assert older_than(sittings_of(history(folder)[0], "me"), 30, NOW) == ("31.mcap",)


def test_a_note_stands_beside_the_recording_which_stays_as_it_is(folder):
    path = write_sitting(folder / "a.mcap")
    content = path.read_bytes()
    write_note(path, "  Heute ging es leichter. 🙂 ")
    assert read_note(path) == "Heute ging es leichter. 🙂"
    write_note(path, " ")
    assert read_note(path) == ""
    assert not note_path(path).exists()
    assert path.read_bytes() == content


def test_forgetting_a_sitting_removes_recording_report_and_note_and_nothing_else(folder):
    path, other = write_sitting(folder / "a.mcap"), write_sitting(folder / "b.mcap")
    path.with_suffix(".html").write_text("report")
    write_note(path, "note")
    write_note(other, "note")
    forgotten = forget_sittings([path])
    assert dict(forgotten.removed) == {Kept.RECORDING: 1, Kept.REPORT: 1, Kept.NOTE: 1}
    assert sorted(each.name for each in folder.iterdir()) == ["b.mcap", "b.notes.txt"]
    assert forget_sittings([path]).removed == ()


def test_forgetting_everything_leaves_the_face_model_and_what_is_not_ours(folder):
    data = folder.parent
    write_note(write_sitting(folder / "a.mcap"), "note")
    history(folder)
    for name in ("profiles/me.json", "plans/plan.toml", "settings.json", "face_landmarker.task", "recordings/own.txt"):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text("{}")
    forgotten = forget_everything(data)
    left = sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    assert left == ["face_landmarker.task", "recordings/own.txt"]
    assert dict(forgotten.removed) == dict.fromkeys(
        (Kept.RECORDING, Kept.NOTE, Kept.PROFILE, Kept.PLAN, Kept.SETTINGS, Kept.INDEX), 1
    )
    assert forgotten.left == ()
