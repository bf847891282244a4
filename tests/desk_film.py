"""A filmed sitting for the desk: one short hold, drawn pictures, all in one recording."""

from __future__ import annotations

from pathlib import Path

from desk_material import FIRST_DAY, PLAN
from recording_helpers import face, header, sample
from video_helpers import SMALL, frames

from gazetrainer.adapters.video import CodedBeside, WhenFull
from gazetrainer.recording import Recorder, VideoConsent
from gazetrainer.sitting import Finished, advance, begin_sitting

CONSENT = VideoConsent.FULL_PICTURE


def filmed_sitting(path: Path, *, seconds: int = 12) -> Path:
    """Record the first position of the known plan; the eyes are on it, or not, all the time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plan = PLAN.model_copy(update={"steps": PLAN.steps[:1]})
    head = header(
        started_at=FIRST_DAY.isoformat(), plan=plan.model_dump(mode="json"), camera=SMALL, video_consent=CONSENT
    )
    state, events = begin_sitting(plan, 0.0, head.smallest_tolerances_deg)
    with (
        CodedBeside(CONSENT, SMALL, when_full=WhenFull.WAIT) as encoder,
        Recorder(path, head, video=encoder) as recorder,
    ):
        for picture in frames(30 * seconds):
            look, gaze = face(picture.time_s), sample(picture.time_s)
            recorder.on_picture(picture, look)
            recorder.on_observation(look)
            recorder.on_gaze(gaze)
            for event in events:
                recorder.on_event(event)
            if isinstance(state.phase, Finished):
                break
            state, events = advance(state, gaze, None)
    return path
