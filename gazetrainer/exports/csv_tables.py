"""CSV: gaze, events, holds and accounts of a sitting, one table each, with the unit in every header."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from gazetrainer.events import Account, Booked, Event
from gazetrainer.exports.files import Cell, ExportFile, csv_table, plain_text
from gazetrainer.exports.story import Story, ToldHold
from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.gaze_table import GAZE_COLUMNS
from gazetrainer.judging.accounts import booked_at
from gazetrainer.quality import Quality, quality_of
from gazetrainer.recording.plain import KIND, to_plain

GAZE: Final = (
    *GAZE_COLUMNS,
    "raw_azimuth_deg",
    "raw_elevation_deg",
    "eyes",
    "position_number",
    "repetition",
    "account",
)
_SAID: Final = ("verdict", "account", "reason", "outcome", "command")
_MEASURED_S: Final = ("held_s", "longest_s")
EVENTS: Final = ("time_s", "end_s", "event", "position_number", "repetition", *_SAID, *_MEASURED_S, "details")
_QUALITY: Final = (
    "accuracy_deg",
    "offset_azimuth_deg",
    "offset_elevation_deg",
    "rms_s2s_deg",
    "std_deg",
    "bcea_deg2",
    "data_loss",
    "effective_rate_hz",
)
HOLDS: Final = (
    *("hold", "position_number", "name", "repetition", "azimuth_deg", "elevation_deg", "tolerance_deg"),
    *("judged_tolerance_deg", "prescribed_s", "start_s", "end_s", "outcome", "longest_s"),
    *(f"{account.value}_s" for account in Account),
    *_QUALITY,
)
ACCOUNTS: Final = ("start_s", "end_s", "position_number", "repetition", "account", "reason")
_TIMES: Final = ("time_s", "start_s", "end_s")
_NOT_FOR_TABLES: Final = frozenset({KIND, "place", "learned", *_TIMES, *_SAID, *_MEASURED_S})


def csv_files(story: Story) -> tuple[ExportFile, ...]:
    """The four tables."""
    recording = story.recording
    gazes = [_gaze_row(story, index) for index in range(len(recording.gazes))]
    tables = {
        "gaze.csv": csv_table(GAZE, gazes),
        "events.csv": csv_table(EVENTS, [_event_row(event) for event in recording.events]),
        "holds.csv": csv_table(HOLDS, [_hold_row(hold) for hold in story.holds]),
        "accounts.csv": csv_table(ACCOUNTS, [_booked_row(booked) for booked in story.bookings]),
    }
    return tuple(ExportFile(PurePosixPath(name), content) for name, content in tables.items())


def _gaze_row(story: Story, index: int) -> list[Cell]:
    gaze = story.recording.gazes[index]
    booked = booked_at(story.bookings, gaze.time_s)
    account = booked.account.value if booked is not None else None
    return [*_measured(gaze), story.eyes[index].value, *_place(booked), account]


def _measured(gaze: Gaze) -> list[Cell]:
    told: list[Cell]
    raw: tuple[Cell, Cell] = (None, None)
    if isinstance(gaze, GazeSample):
        told = [gaze.azimuth_deg, gaze.elevation_deg, gaze.sigma_deg, 1, None]
        raw = gaze.raw_deg or raw
    else:
        told = [None, None, None, 0, gaze.reason.value]
    head, eyes = gaze.head, gaze.eyes
    turned: list[Cell] = [head.yaw_deg, head.pitch_deg, head.roll_deg] if head else [None] * 3
    lids: list[Cell] = [eyes.openness_left, eyes.openness_right, eyes.distance_mm] if eyes else [None] * 3
    return [gaze.time_s, *told, *turned, *lids, *raw]


def _event_row(event: Event) -> list[Cell]:
    plain = to_plain(event)
    told: Mapping[str, object] = plain if isinstance(plain, Mapping) else {}
    details = {key: value for key, value in told.items() if key not in _NOT_FOR_TABLES}
    start_s, end_s = (event.start_s, event.end_s) if isinstance(event, Booked) else (event.time_s, None)
    said = [_word(told.get(key)) for key in _SAID]
    measured = [getattr(event, key, None) for key in _MEASURED_S]
    written = json.dumps(details, ensure_ascii=False) if details else None
    return [start_s, end_s, type(event).__name__, *_place(event), *said, *measured, written]


def _hold_row(told: ToldHold) -> list[Cell]:
    summary, hold, step = told.step, told.hold, told.step.step
    accounts = hold.accounts
    quality = quality_of(told.gazes, azimuth_deg=step.azimuth_deg, elevation_deg=step.elevation_deg)
    return [
        *(told.number, hold.place.step + 1, plain_text(step.name), hold.place.repetition + 1),
        *(step.azimuth_deg, step.elevation_deg, step.tolerance_deg, summary.judged_tolerance_deg, step.hold_s),
        *(hold.start_s, hold.end_s, hold.outcome.value if hold.outcome else None, hold.longest_s),
        *(accounts.of(account) for account in Account),
        *(getattr(quality, name) if isinstance(quality, Quality) else None for name in _QUALITY),
    ]


def _booked_row(booked: Booked) -> list[Cell]:
    return [booked.start_s, booked.end_s, *_place(booked), booked.account.value, _word(booked.reason)]


def _place(of: Event | None) -> tuple[Cell, Cell]:
    """Which position of the plan and which repetition, both counted from 1."""
    place = getattr(of, "place", None)
    return (place.step + 1, place.repetition + 1) if place is not None else (None, None)


def _word(value: object) -> str | None:
    return None if value is None else str(value)
