"""Learn about this machine without opening a camera, a window or a sound device."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.webcam import camera_name
from gazetrainer.adapters.webcam_controls import lockable_controls
from gazetrainer.doctor import CameraDevice, Finding, FolderFact, MachineFacts, ModelFact, VoiceFact, findings_from
from gazetrainer.errors import FaceModelError

PACKAGES = ("gazetrainer", "mediapipe", "opencv-contrib-python", "numpy", "pygame", "av", "pydantic", "mcap")


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine that is looked at: its system's name, its environment variables and the root of its files."""

    system: str = sys.platform
    environment: Mapping[str, str] | None = None
    root: Path = Path("/")

    def variable(self, name: str) -> str:
        """Value of an environment variable, empty when it is not set."""
        return (os.environ if self.environment is None else self.environment).get(name, "")


def gather_findings(
    *, data_folder: Path, face_model: Path | None = None, machine: Machine | None = None
) -> tuple[Finding, ...]:
    """Say what works on this machine; takes well under a second and opens nothing."""
    return findings_from(gather_facts(data_folder=data_folder, face_model=face_model, machine=machine))


def gather_facts(*, data_folder: Path, face_model: Path | None = None, machine: Machine | None = None) -> MachineFacts:
    """Collect what the findings are made from."""
    machine = machine or Machine()
    return MachineFacts(
        python=sys.version_info[:3],
        versions=tuple((name, _version(name)) for name in PACKAGES),
        cameras=_cameras(machine),
        lockable=lockable_controls(machine.system),
        model=_model(face_model, data_folder),
        display=_display(machine),
        sound=_sound(machine),
        voice=_voice(machine),
        data_folder=_folder(data_folder),
    )


def listed_cameras() -> tuple[CameraDevice, ...] | None:
    """The cameras that the system lists; None: it lists none beforehand."""
    return _cameras(Machine())


def _cameras(machine: Machine) -> tuple[CameraDevice, ...] | None:
    if machine.system != "linux":
        return None
    system = machine.root / "sys/class/video4linux"
    numbers = sorted(
        int(entry.name.removeprefix("video"))
        for entry in (system.iterdir() if system.is_dir() else ())
        if entry.name.removeprefix("video").isdecimal() and _is_picture_node(entry)
    )
    return tuple(_camera(number, machine.root, system) for number in numbers)


def _is_picture_node(entry: Path) -> bool:
    # A webcam shows up several times; all but its first node carry only metadata.
    try:
        return (entry / "index").read_text(encoding="ascii").strip() in ("", "0")
    except (OSError, ValueError):
        return True


def _camera(number: int, root: Path, system: Path) -> CameraDevice:
    usable = os.access(root / f"dev/video{number}", os.R_OK | os.W_OK)
    return CameraDevice(number, camera_name(number, system=system), usable)


def _model(face_model: Path | None, data_folder: Path) -> ModelFact:
    try:
        model = find_face_model(face_model, data_folder=data_folder)
    except FaceModelError as error:
        return ModelFact(None, "", str(error))
    return ModelFact(None, "") if model is None else ModelFact(model.path, model.source.value)


def _display(machine: Machine) -> bool | None:
    if machine.system != "linux":
        return None
    return bool(machine.variable("DISPLAY") or machine.variable("WAYLAND_DISPLAY"))


def _sound(machine: Machine) -> bool | None:
    if machine.system != "linux":
        return None
    runtime = machine.variable("XDG_RUNTIME_DIR")
    servers = [Path(runtime) / "pulse/native", Path(runtime) / "pipewire-0"] if runtime else []
    cards = (machine.root / "dev/snd").glob("pcm*p")
    return bool(machine.variable("PULSE_SERVER")) or any(path.exists() for path in servers) or any(cards)


def _voice(machine: Machine) -> VoiceFact:
    if importlib.util.find_spec("pyttsx3") is None:
        return VoiceFact.NOT_INSTALLED
    # Elsewhere than on Linux speech is part of the system.
    is_there = machine.system != "linux" or bool(
        shutil.which("aplay") and any(ctypes.util.find_library(name) for name in ("espeak-ng", "espeak"))
    )
    return VoiceFact.READY if is_there else VoiceFact.NO_ENGINE


def _folder(path: Path) -> FolderFact:
    # Unlike a path's own `exists`, this one says no where nobody may look.
    existing = next((each for each in (path.absolute(), *path.absolute().parents) if os.path.exists(each)), None)
    if existing is None:  # a drive that is not there
        return FolderFact(path, writable=False, free_bytes=0)
    writable = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
    return FolderFact(path, writable, shutil.disk_usage(existing).free)


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
