"""The page that asks which pictures of a sitting may be kept, with what each answer means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gazetrainer.recording.header import VideoConsent
from gazetrainer.scene import ChoosingScene, Key, KeyHint
from targets.language import N_, _

ANSWERS: Final = (VideoConsent.NONE, VideoConsent.EYES_ONLY, VideoConsent.FULL_PICTURE)
_NAMES: Final[Mapping[VideoConsent, str]] = {
    VideoConsent.NONE: N_("no pictures"),
    VideoConsent.EYES_ONLY: N_("eyes only"),
    VideoConsent.FULL_PICTURE: N_("full picture"),
}
_MEANS: Final[Mapping[VideoConsent, str]] = {
    VideoConsent.NONE: N_("No picture is kept. The recording holds figures: how your eyes and your head moved."),
    VideoConsent.EYES_ONLY: N_(
        "A narrow strip with both eyes is kept; everything else is cut away first. Somebody who knows you well may "
        "recognise your eyes. What was measured cannot be checked again from it."
    ),
    VideoConsent.FULL_PICTURE: N_(
        "All that the camera sees is kept: your face and the room behind you. What was measured can be checked again "
        "from it."
    ),
}
_STAYS: Final = N_("It stays on this computer until you send it, and it can be left out then.")
_TAKES: Final[Mapping[VideoConsent, str]] = {
    VideoConsent.NONE: N_("keep no pictures"),
    VideoConsent.EYES_ONLY: N_("keep the eyes"),
    VideoConsent.FULL_PICTURE: N_("keep full pictures"),
}


def video_scene(chosen: int) -> ChoosingScene:
    """The question with one of `ANSWERS` chosen, counted from 0."""
    answer = ANSWERS[chosen]
    means = _(_MEANS[answer])
    return ChoosingScene(
        title=_("Before you begin"),
        step="",
        question=_("Which pictures of this sitting may be kept?"),
        options=tuple(_(_NAMES[each]) for each in ANSWERS),
        chosen=chosen,
        sentence=means if answer is VideoConsent.NONE else f"{means} {_(_STAYS)}",
        hints=(KeyHint(Key.MAIN, _(_TAKES[answer])), KeyHint(Key.RIGHT, _("another answer"))),
    )
