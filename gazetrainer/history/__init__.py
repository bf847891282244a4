"""Past sittings: folder of recordings -> index -> records -> calendar and weeks; notes beside them, and forgetting."""

from gazetrainer.history.forgetting import Forgotten, forget_everything, forget_profile, forget_sittings
from gazetrainer.history.index import Progress, read_history
from gazetrainer.history.notes import note_path, read_note, write_note
from gazetrainer.history.record import Damaged, Entry, SittingRecord, sittings_of

__all__ = [
    "Damaged",
    "Entry",
    "Forgotten",
    "Progress",
    "SittingRecord",
    "forget_everything",
    "forget_profile",
    "forget_sittings",
    "note_path",
    "read_history",
    "read_note",
    "sittings_of",
    "write_note",
]
