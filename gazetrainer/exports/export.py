"""export_files: a recording in one of the formats that other programs read."""

from __future__ import annotations

from enum import StrEnum

from gazetrainer.exports.bids import bids_files
from gazetrainer.exports.csv_tables import csv_files
from gazetrainer.exports.etdq import etdq_files
from gazetrainer.exports.files import ExportFile
from gazetrainer.exports.labels import labels_of
from gazetrainer.exports.story import story_of
from gazetrainer.recording import Recording


class ExportFormat(StrEnum):
    """Who is to read it: tools for BIDS datasets, spreadsheets and scripts, or ETDQualitizer."""

    BIDS = "bids"
    CSV = "csv"
    ETDQ = "etdq"


def export_files(
    recording: Recording,
    wanted: ExportFormat,
    *,
    version: str,
    participant: str | None = None,
    participants: str | None = None,
) -> tuple[ExportFile, ...]:
    """Return the files of an export.

    version: of this program. Of BIDS alone: participant is a label (see is_label), participants the text of the
    participants.tsv that is there already. Raises RecordingError when the recording has nothing to export.
    """
    story = story_of(recording)
    match wanted:
        case ExportFormat.CSV:
            return csv_files(story)
        case ExportFormat.ETDQ:
            return etdq_files(story)
        case ExportFormat.BIDS:
            labels = labels_of(recording.header, participant)
            return bids_files(story, labels, participants=participants, version=version)
