"""Forgetting in words: what is asked before, and what was removed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gazetrainer.history.forgetting import Forgotten, Kept
from gazetrainer.scene import Key, KeyHint, ListScene, MessageScene, Row
from targets.formats import listed
from targets.language import _, ngettext

_UNTOLD: Final = (Kept.INDEX, Kept.SEAL)
"""What belongs to something else that is told."""


def ask_scene(what: str, at: int) -> ListScene:
    """Asks once; the first row keeps everything as it is."""
    return ListScene(
        title=_("Remove this?"),
        rows=(Row(_("Keep it")), Row(_("Remove it"))),
        chosen=at,
        sentence=what,
        hints=(KeyHint(Key.MAIN, _("choose")), KeyHint(Key.STOP, _("keep it"))),
    )


def one_sitting_asked() -> str:
    """What removing a sitting means."""
    return _("Its recording, its report and your note are removed from this computer. This cannot be undone.")


def everything_asked() -> str:
    """What removing everything means."""
    return _(
        "All sittings, reports, notes, calibrations, plans, settings and keys of everybody who practises here are "
        "removed. This cannot be undone."
    )


def removed_scene(forgotten: Forgotten) -> MessageScene:
    """What was removed."""
    return MessageScene(_("Removed"), forgotten_in_words(forgotten), hints=(KeyHint(Key.MAIN, _("go on")),))


def forgotten_in_words(forgotten: Forgotten) -> str:
    """What was removed, and what could not be.

    >>> forgotten_in_words(Forgotten(((Kept.RECORDING, 2), (Kept.NOTE, 1))))
    'Removed: 2 recordings and one note.'
    """
    parts = [_counted(kind, count) for kind, count in forgotten.removed if kind not in _UNTOLD]
    said = _("Removed: {things}.").format(things=listed(parts)) if parts else _("There was nothing to remove.")
    return f"{said} {_left(forgotten.left)}" if forgotten.left else said


def retired_scene(count: int, days: int) -> MessageScene:
    """What the program removed at its start, to be read before anything else."""
    return MessageScene(_("Removed"), retired_in_words(count, days), hints=(KeyHint(Key.MAIN, _("go on")),))


def retired_in_words(count: int, days: int) -> str:
    """What the program removed at its start because the client chose so."""
    return ngettext(
        "One sitting older than {days} days was removed, as you chose in the settings.",
        "{count} sittings older than {days} days were removed, as you chose in the settings.",
        count,
    ).format(count=count, days=days)


def _left(paths: tuple[Path, ...]) -> str:
    return _("These could not be removed: {files}. Close what uses them and try again.").format(
        files=listed([str(path) for path in paths])
    )


def _counted(kind: Kept, count: int) -> str:
    said = {
        Kept.RECORDING: ngettext("one recording", "{count} recordings", count),
        Kept.REPORT: ngettext("one report", "{count} reports", count),
        Kept.NOTE: ngettext("one note", "{count} notes", count),
        Kept.PROFILE: ngettext("one calibration", "{count} calibrations", count),
        Kept.PLAN: ngettext("one plan", "{count} plans", count),
        Kept.SETTINGS: _("the settings"),
        Kept.KEY: _("the key that seals recordings"),
        Kept.ANSWER: ngettext("one answer", "{count} answers", count),
        Kept.PRACTITIONERS: _("the keys of those who sign"),
        Kept.OPENING_KEY: _("the keys that open what is sent to you"),
    }
    return said[kind].format(count=count)
