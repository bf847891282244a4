"""Video of a sitting: who decides whether there is any, and what codes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from gazetrainer.adapters.video import CodedBeside, WhenFull
from gazetrainer.cli.own_settings import own_settings
from gazetrainer.cli.parts import Parts
from gazetrainer.cli.video_option import VideoAnswer
from gazetrainer.flows.agreeing_to_video import agree_to_video
from gazetrainer.loop import AnyFlow
from gazetrainer.recording import VideoConsent
from gazetrainer.recording.video import VideoEncoder
from gazetrainer.settings import AskVideo
from targets import Prescription

_MEANT: Final = {
    VideoAnswer.NONE: VideoConsent.NONE,
    VideoAnswer.EYES: VideoConsent.EYES_ONLY,
    VideoAnswer.FULL: VideoConsent.FULL_PICTURE,
}


def is_to_be_asked(plan: Prescription) -> bool:
    """Whether the plan and the settings let the client be asked for video."""
    wanted = own_settings().ask_video
    return wanted is AskVideo.ALWAYS or (wanted is AskVideo.AS_PLAN and plan.video == "asked")


def video_agreed(answer: VideoAnswer | None, plan: Prescription, *, patience_s: float) -> AnyFlow[VideoConsent]:
    """What was answered beforehand, or is answered now where the client is to be asked. Raises Stopped."""
    if answer is not None:
        return _MEANT[answer]
    return (yield from agree_to_video(patience_s=patience_s)) if is_to_be_asked(plan) else VideoConsent.NONE


@contextmanager
def coding(consent: VideoConsent, parts: Parts) -> Iterator[VideoEncoder | None]:
    """What codes the pictures that may be kept; None: none may. Raises OutputError where nothing can code."""
    if consent is VideoConsent.NONE:
        yield None
        return
    when_full = WhenFull.WAIT if parts.speed is None else WhenFull.LEAVE_OUT
    with CodedBeside(consent, parts.camera.info, when_full=when_full) as encoder:
        yield encoder
