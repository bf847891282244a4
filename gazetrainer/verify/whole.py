"""Wholeness: whether the file is all there and as its container wrote it."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from mcap.opcode import Opcode
from mcap.writer import MCAP0_MAGIC

from gazetrainer.recording import Recording
from gazetrainer.seal import Seal
from gazetrainer.verify.findings import Check, Finding, State
from targets.formats import number
from targets.language import _

_FOOTER: Final = struct.Struct("<BQQQI")
"""Opcode, length, where the summary begins, where its offsets do, and the summary's CRC (MCAP specification)."""


def whole(data: bytes, recording: Recording, seal: Seal | None) -> Finding:
    """Say whether a recording that could be read, its chunks' CRCs checked, is also there to its end."""
    if not recording.complete:
        return _cut(recording, seal)
    if not _index_is_sound(data):
        return Finding(Check.WHOLE, State.DIFFERS, _("The index at the end of the file was altered."))
    if seal is not None and seal.cut_short_at_s is not None:
        return Finding(Check.WHOLE, State.DIFFERS, _("The seal says that it was cut short, but it is whole."))
    return Finding(Check.WHOLE, State.AGREES, _("The sitting is there from beginning to end."))


def _cut(recording: Recording, seal: Seal | None) -> Finding:
    last_s = recording.cut_short_at_s or 0.0
    if seal is None or seal.cut_short_at_s is None:
        said = _("Cut short: it ends {seconds} s after its beginning.").format(seconds=number(last_s, ".1f"))
        return Finding(Check.WHOLE, State.DIFFERS, said)
    if seal.cut_short_at_s != last_s:
        said = _("Cut short after {seconds} s, but sealed as cut short after {sealed} s.").format(
            seconds=number(last_s, ".1f"), sealed=number(seal.cut_short_at_s, ".1f")
        )
        return Finding(Check.WHOLE, State.DIFFERS, said)
    said = _("Cut short after {seconds} s, and sealed so.").format(seconds=number(last_s, ".1f"))
    return Finding(Check.WHOLE, State.NOTED, said)


def _index_is_sound(data: bytes) -> bool:
    """The end is where it should be, and the summary has the CRC that its footer says; the reader uses neither."""
    footer_at = len(data) - len(MCAP0_MAGIC) - _FOOTER.size
    if footer_at < 0 or not data.endswith(MCAP0_MAGIC):
        return False
    opcode, length, summary_at, _offsets_at, crc = _FOOTER.unpack_from(data, footer_at)
    if (opcode, length) != (Opcode.FOOTER, _FOOTER.size - 9) or not 0 < summary_at <= footer_at:
        return False
    return bool(zlib.crc32(data[summary_at : len(data) - len(MCAP0_MAGIC) - 4]) == crc)
