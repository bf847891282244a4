"""Labels: how a participant, a sitting and the files of a dataset are called, without a name of a person."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from gazetrainer.recording import RecordingHeader

TASK: Final = "eyepositions"
_LABEL: Final = re.compile(r"[A-Za-z0-9]{1,40}")
_HASH_LETTERS: Final = 10


@dataclass(frozen=True, slots=True)
class Labels:
    """What the files of one sitting are called: letters and digits only."""

    participant: str
    session: str

    @property
    def folder(self) -> PurePosixPath:
        """Where the files of the sitting lie in the dataset."""
        return PurePosixPath(f"sub-{self.participant}", f"ses-{self.session}", "beh")

    def path(self, ending: str, *, recording: str = "") -> PurePosixPath:
        """The path of one file; `ending` is suffix and extension."""
        which = f"_recording-{recording}" if recording else ""
        return self.folder / f"sub-{self.participant}_ses-{self.session}_task-{TASK}{which}_{ending}"


def is_label(text: str) -> bool:
    """Whether BIDS allows this as a label (and it is no longer than file systems like).

    >>> is_label("012"), is_label("sub-012"), is_label("")
    (True, False, False)
    """
    return _LABEL.fullmatch(text) is not None


def labels_of(header: RecordingHeader, participant: str | None) -> Labels:
    """The label that was given, else one from a hash; the sitting is called after its beginning."""
    return Labels(participant or _hashed(header), _session(header.started_at))


def _hashed(header: RecordingHeader) -> str:
    """The same for the sittings of one calibration.

    The face's measures go into it beside the name, so that nobody who has a list of names finds the name from it.
    """
    profile = header.profile or {}
    own = [header.client, profile.get("mesh", header.started_at)]
    return hashlib.sha256(json.dumps(own, default=str).encode()).hexdigest()[:_HASH_LETTERS]


def _session(started_at: str) -> str:
    try:
        return f"{datetime.fromisoformat(started_at):%Y%m%dT%H%M%S}"
    except ValueError:
        letters = re.sub("[^A-Za-z0-9]", "", started_at)[:40]
        return letters or "1"
