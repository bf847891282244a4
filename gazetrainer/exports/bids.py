"""BIDS: a sitting as part of a dataset with eye tracking (Brain Imaging Data Structure 1.11.1).

Times in all files are seconds on the sitting's own clock; timestamps are the cameras' frames as they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from gazetrainer.errors import RecordingError
from gazetrainer.exports.bids_events import events_table
from gazetrainer.exports.bids_sidecars import physio_sidecar
from gazetrainer.exports.bids_texts import columns_of, dataset_description, readme, side_file
from gazetrainer.exports.files import MISSING, Cell, ExportFile, WhenThere, json_file, packed, tsv_table
from gazetrainer.exports.labels import Labels
from gazetrainer.exports.story import Story
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample
from targets.language import _

_CLOSURES: Final = (GapReason.BLINK, GapReason.EYES_CLOSED)


def bids_files(story: Story, labels: Labels, *, participants: str | None, version: str) -> tuple[ExportFile, ...]:
    """All files of one sitting and of the dataset it is in.

    participants: the text of the dataset's participants.tsv so far, None if there is none. version: of this program.
    Raises RecordingError when there is no gaze, or when that file is no table of participants.
    """
    if not story.recording.gazes:
        raise RecordingError(_("The recording holds no gaze; there is nothing to export."))
    return (
        *_dataset(labels, participants, version),
        *_recordings(story, labels),
        ExportFile(labels.path("events.tsv"), events_table(story)),
        ExportFile(labels.path("events.json"), json_file(side_file("events"))),
    )


def participants_table(label: str, before: str | None) -> bytes:
    """The table with a row for this participant; rows and columns of others stay as they are.

    Raises RecordingError when what is there is no such table.
    """
    lines = (before or "participant_id").rstrip("\n").split("\n")
    columns = lines[0].removeprefix("\ufeff").strip("\r").split("\t")
    if columns[0] != "participant_id":
        raise RecordingError(
            _("The folder has a participants.tsv that is no table of participants. Choose another one with --output.")
        )
    name = f"sub-{label}"
    if name not in (line.strip("\r").partition("\t")[0] for line in lines):
        lines.append("\t".join([name, *[MISSING] * (len(columns) - 1)]))
    return ("\n".join(lines) + "\n").encode()


def _dataset(labels: Labels, participants: str | None, version: str) -> Iterator[ExportFile]:
    kept = {
        "dataset_description.json": json_file(dataset_description(version)),
        "participants.json": json_file(side_file("participants")),
        "README": readme(),
    }
    for name, content in kept.items():
        yield ExportFile(PurePosixPath(name), content, WhenThere.KEEP)
    yield ExportFile(PurePosixPath("participants.tsv"), participants_table(labels.participant, participants))


def _recordings(story: Story, labels: Labels) -> Iterator[ExportFile]:
    """For each eye that was measured, its signal and what happened in it."""
    measured = [eyes for eyes in Eyes if eyes in story.eyes]
    for number, eyes in enumerate(measured, start=1):
        which = f"eye{number}"
        gazes = [gaze if each is eyes else None for gaze, each in zip(story.recording.gazes, story.eyes, strict=True)]
        rows = [_physio_row(gaze, seen.time_s) for gaze, seen in zip(gazes, story.recording.gazes, strict=True)]
        yield ExportFile(labels.path("physio.tsv.gz", recording=which), packed(tsv_table(rows)))
        yield ExportFile(labels.path("physio.json", recording=which), json_file(physio_sidecar(story.recording, eyes)))
        events = list(_eye_events(gazes))
        if events:  # a table without rows is none
            yield ExportFile(labels.path("physioevents.tsv.gz", recording=which), packed(tsv_table(events)))
            yield ExportFile(labels.path("physioevents.json", recording=which), json_file(side_file("physioevents")))


def _physio_row(gaze: Gaze | None, time_s: float) -> list[Cell]:
    if gaze is None:  # another eye was measured then
        return [time_s, *[None] * (len(columns_of("physio")) - 1)]
    told: list[Cell] = [None] * 3
    if isinstance(gaze, GazeSample):
        told = [gaze.azimuth_deg, gaze.elevation_deg, gaze.sigma_deg]
    head, eyes = gaze.head, gaze.eyes
    turned: list[Cell] = [head.yaw_deg, head.pitch_deg, head.roll_deg] if head else [None] * 3
    lids: list[Cell] = [eyes.openness_left, eyes.openness_right, eyes.distance_mm] if eyes else [None] * 3
    return [time_s, *told, *turned, *lids]


def _eye_events(gazes: Sequence[Gaze | None]) -> Iterator[list[Cell]]:
    """Stretches of frames without a direction, with the reason; a closure has a 1 under blink."""
    index = 0
    for reason, group in groupby(gazes, key=lambda gaze: gaze.reason if isinstance(gaze, GazeGap) else None):
        frames = list(group)
        index += len(frames)
        first, after = frames[0], gazes[index] if index < len(gazes) else frames[-1]
        if reason is None or first is None:
            continue
        end_s = (after or frames[-1] or first).time_s
        kind = reason.value if reason in _CLOSURES else "no_direction"
        yield [first.time_s, end_s - first.time_s, kind, int(reason in _CLOSURES), reason.value]
