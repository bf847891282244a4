"""events -> notes: when camera or machine interrupted a sitting, and for how long."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from gazetrainer.events import CameraFound, CameraLost, Event, PictureMended, PictureSpoilt, SittingStarted
from gazetrainer.recording import Recording
from gazetrainer.report.words import REASON_WORDS, duration
from targets.language import _


def interruptions(recording: Recording) -> list[str]:
    """A sentence for each."""
    start_s = next((event.time_s for event in recording.events if isinstance(event, SittingStarted)), 0.0)
    return [_sentence(lost, end, start_s) for lost, end in _pairs(recording.events)]


def _pairs(events: tuple[Event, ...]) -> Iterator[tuple[CameraLost | PictureSpoilt, Event | None]]:
    """Every beginning with what comes next of its kind."""
    for kinds in ((CameraLost, CameraFound), (PictureSpoilt, PictureMended)):
        told = [event for event in events if isinstance(event, kinds)]
        for event, following in itertools.pairwise([*told, None]):
            if isinstance(event, CameraLost | PictureSpoilt):
                yield event, following


def _sentence(lost: CameraLost | PictureSpoilt, end: Event | None, start_s: float) -> str:
    after = duration(max(0.0, lost.time_s - start_s))
    match lost, end:
        case CameraLost(), CameraFound(gone_s=gone_s):
            text = _("After {time} the camera was gone for {gone}; the sitting waited for it.")
            return text.format(time=after, gone=duration(gone_s))
        case PictureSpoilt(), PictureMended(reason=reason, lasted_s=lasted_s):
            text = _("After {time} nothing could be told for {gone}: {reason}.")
            return text.format(time=after, gone=duration(lasted_s), reason=_(REASON_WORDS[reason]))
        case PictureSpoilt(reason=reason), _:
            text = _("After {time} nothing could be told until the end: {reason}.")
            return text.format(time=after, reason=_(REASON_WORDS[reason]))
        case _:
            return _("After {time} the camera was gone and did not come back.").format(time=after)
