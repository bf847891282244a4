"""Past sittings on this computer: reading them, removing those that are too old, and the history room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from gazetrainer.adapters.desk.forgetting import forget_at_desk, forget_desk
from gazetrainer.cli.house import House
from gazetrainer.cli.places import cache_folder, data_folder, now
from gazetrainer.flows.rooms import choose, leaf_through, tell_progress, write_line
from gazetrainer.history import (
    Damaged,
    Entry,
    SittingRecord,
    forget_everything,
    forget_sittings,
    read_history,
    read_note,
    sittings_of,
    write_note,
)
from gazetrainer.history.forgetting import Kept
from gazetrainer.history.notes import LONGEST_NOTE
from gazetrainer.history.weeks import older_than
from gazetrainer.rooms.forgetting_pages import (
    ask_scene,
    everything_asked,
    one_sitting_asked,
    removed_scene,
)
from gazetrainer.rooms.history_pages import charts_scene, note_asked, sitting_scene, sittings_scene
from gazetrainer.scene import Key
from gazetrainer.settings import Settings


def recordings_folder() -> Path:
    """Where sittings lie unless another place was named."""
    return data_folder() / "recordings"


def entries_in(house: House) -> tuple[Entry, ...]:
    """What the folder of recordings holds; files that have to be read are counted in the window."""
    return house.carry(tell_progress(read_history(recordings_folder(), data_folder() / "history.json")))


def retire_old_sittings(settings: Settings, entries: Sequence[Entry]) -> int:
    """Remove sittings older than the client chose; gives how many were."""
    if settings.retention_days is None:
        return 0
    records = [(entry.file, entry.what) for entry in entries if isinstance(entry.what, SittingRecord)]
    old = older_than(records, settings.retention_days, now())
    return forget_sittings(recordings_folder() / file for file in old).count(Kept.RECORDING)


def history_room(house: House) -> None:
    """The calendar, the weeks, then every sitting."""
    entries = entries_in(house)
    records = records_of(entries, house.settings.person)
    if house.carry(leaf_through(records, now().date())) is Key.STOP:
        return
    if house.read(partial(charts_scene, records, now().date())) is Key.STOP:
        return
    at = 0
    while True:
        shown = _shown(entries, house.settings.person)
        count = len(shown) + 2
        key, at = house.carry(choose(partial(sittings_scene, shown), count, min(at, count - 1)))
        if key is not Key.MAIN or at == count - 1:
            return
        if at < len(shown):
            _one_sitting(house, shown[at])
        elif _forget_everything(house):
            return
        entries = entries_in(house)


def _one_sitting(house: House, entry: Entry) -> None:
    recording, at = recordings_folder() / entry.file, 0
    while True:
        key, at = house.carry(choose(partial(sitting_scene, entry, read_note(recording)), 3, at))
        if key is not Key.MAIN or at == 0:
            return
        if at == 1:
            add_note(house, recording)
        elif _is_sure(house, house.speaking(one_sitting_asked)):
            forgotten = forget_sittings([recording])
            forget_at_desk(cache_folder(), recording)
            house.read(partial(removed_scene, forgotten))
            return


def add_note(house: House, recording: Path) -> None:
    """Let the client write about a sitting."""
    title, sentence = house.speaking(note_asked)
    text = house.carry(write_line(title, sentence, read_note(recording), longest=LONGEST_NOTE))
    if text is not None:
        house.try_to(lambda: write_note(recording, text))


def _forget_everything(house: House) -> bool:
    if not _is_sure(house, house.speaking(everything_asked)):
        return False
    forgotten = forget_everything(data_folder())
    forget_desk(cache_folder())
    house.read(partial(removed_scene, forgotten))
    house.use(Settings())
    return True


def _is_sure(house: House, what: str) -> bool:
    key, at = house.carry(choose(partial(ask_scene, what), 2))
    return key is Key.MAIN and at == 1


def _shown(entries: Sequence[Entry], person: str) -> tuple[Entry, ...]:
    """The person's sittings, the latest first, then what cannot be read."""
    by_file = {entry.file: entry for entry in entries}
    own = [by_file[file] for file, _record in sittings_of(entries, person)]
    return (*own, *(entry for entry in entries if isinstance(entry.what, Damaged)))


def records_of(entries: Sequence[Entry], person: str) -> tuple[SittingRecord, ...]:
    """A person's sittings, the latest first."""
    return tuple(record for _file, record in sittings_of(entries, person))
