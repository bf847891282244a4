"""A desk's folder with a known truth: 3 clients, 12 simulated sittings, each with one known fault, and packages."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from recording_helpers import header
from samples_helpers import SAMPLES

from gazetrainer.adapters.age_key import AgeKeys
from gazetrainer.adapters.signing_key import SigningKey
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.check_in import CheckedIn, CheckIn, Rating, StopCause, StopReason, StopRuleMet, When
from gazetrainer.events import Command, Event
from gazetrainer.frame import CameraInfo
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.recording import Recorder, RecordingHeader, Subject
from gazetrainer.recording.reader import parse_recording
from gazetrainer.seal import seal, seal_path
from gazetrainer.sharing import write_package
from gazetrainer.sitting import Finished, advance, begin_sitting
from targets import Prescription, Step

RATE_HZ: Final = 30.0
CLIENTS: Final = ("Client 1", "Client 2", "Client 3")
FIRST_DAY: Final = datetime.fromisoformat("2026-11-16T07:40:00+01:00")
ALL_HELD: Final = "All three positions were held as prescribed."
TWO_HELD: Final = "Two of three positions were held as prescribed."
_HIDDEN = "Down, right can't be told"
_TIMES = {"get_ready_s": 1.0, "rest_s": 1.0, "time_limit_s": 12.0}
PLAN: Final = Prescription.model_validate(
    {
        "schema": 1,
        "title": "Three positions",
        "demonstration": True,
        "steps": [
            {**_TIMES, "name": "Up, left", "azimuth_deg": -10.0, "elevation_deg": 8.0, "hold_s": 8.0},
            {**_TIMES, "name": "Far right", "azimuth_deg": 18.0, "elevation_deg": 0.0, "hold_s": 6.0},
            {**_TIMES, "name": "Down, right", "azimuth_deg": 10.0, "elevation_deg": -12.0, "hold_s": 8.0},
        ],
    }
)
KEY_WORDS: Final = {"Client 1": 1, "Client 2": 2, "Client 3": 3}
Happening = Callable[[GazeSample, Step], Gaze]


@dataclass(frozen=True, slots=True)
class Known:
    """A sitting of the folder and the right answer for it.

    line: how its first line begins; why: what its first line says of the reason, empty for none; look: a part of what
    the desk says of why it needs a look first, empty when it must say nothing.
    """

    file: str
    client: str
    line: str
    why: str = ""
    look: str = ""


KNOWN: Final = (
    Known("client-1/good.mcap", "Client 1", ALL_HELD),
    Known("client-1/good-again.mcap", "Client 1", ALL_HELD),
    Known(
        "client-1/drifting.mcap", "Client 1", TWO_HELD, "the eyes were elsewhere", "Not held as prescribed: Down, right"
    ),
    Known("client-1/head-instead-of-eyes.mcap", "Client 1", TWO_HELD, "the head was turned", "Not held as prescribed"),
    Known("client-2/eyes-closed.mcap", "Client 2", TWO_HELD, "the eyes were closed", "Not held as prescribed"),
    Known("client-2/poor-light.mcap", "Client 2", TWO_HELD, _HIDDEN + ": it was too dark", _HIDDEN),
    Known("client-2/altered.mcap", "Client 2", ALL_HELD, "", "The recording was changed after it was sealed"),
    Known("client-2/cut-short.mcap", "Client 2", "One of three positions", "", "Cut short: the recording ends after"),
    Known("client-3/glare.mcap", "Client 3", TWO_HELD, _HIDDEN + ": glare or a shadow hid an iris", _HIDDEN),
    Known("client-3/stop-rule.mcap", "Client 3", "One of three positions", "was not reached", "The stop rule was met."),
    Known("client-3/poor-calibration.mcap", "Client 3", ALL_HELD, "", "Poor calibration"),
    Known(
        "client-3/wrong-client.mcap",
        "Client 3",
        ALL_HELD,
        "",
        "Perhaps another client: the calibration is that of Client 1",
    ),
)
TO_ANOTHER_KEY: Final = "to-another-key.zip.age"
TO_THIS_KEY: Final = "to-this-key.zip.age"
NOT_ENCRYPTED: Final = "not-encrypted.zip"


def make_desk(folder: Path, keys: AgeKeys | None = None) -> tuple[Known, ...]:
    """Fill a folder with the 12 known sittings; with keys also packages: to another key, to this one, not encrypted.

    What is in TO_THIS_KEY and NOT_ENCRYPTED is a good sitting of Client 1.
    """
    for number, known in enumerate(KNOWN):
        _make(folder / known.file, known, number)
    if keys is not None:
        _make_packages(folder, keys)
    return KNOWN


def sitting(
    path: Path,
    *,
    client: str = "Client 1",
    person: str | None = None,
    moment: datetime = FIRST_DAY,
    seed: int = 0,
    happening: Happening | None = None,
    stops_after_s: float | None = None,
    error_factor: float = 1.0,
    plan: Prescription = PLAN,
) -> Path:
    """Record and seal a sitting; happening: what becomes of the gaze while the last position is asked for.

    person: whose calibration it is, the client's otherwise. error_factor: by how much it is worse than the sample's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = _profile(person or client, error_factor)
    head = _header(profile, client, moment, plan)
    random = np.random.default_rng(seed)
    state, events = begin_sitting(plan, 0.0, head.smallest_tolerances_deg)
    with Recorder(path, head, flush_every_s=4.0) as recorder:
        _tell(recorder, events)
        for index in range(int(200 * RATE_HZ)):
            time_s = index / RATE_HZ
            step = state.step or plan.holds[0]
            gaze: Gaze = _steady(time_s, step, random)
            if happening is not None and step.name == plan.holds[-1].name and isinstance(gaze, GazeSample):
                gaze = happening(gaze, step)
            recorder.on_gaze(gaze)
            stops = stops_after_s is not None and time_s >= stops_after_s
            if stops:
                _tell(recorder, _unwell(time_s))
            state, events = advance(state, gaze, Command.STOP if stops else None)
            _tell(recorder, events)
            if isinstance(state.phase, Finished):
                break
    seal_recording(path, client)
    return path


def seal_recording(path: Path, client: str) -> None:
    """Seal a recording with a client's own key."""
    data = path.read_bytes()
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([KEY_WORDS.get(client, 9)] * 32)))
    cut_short_at_s = parse_recording(data, path.name).cut_short_at_s
    made = seal(data, key, sealed_at="2026-11-22T07:45:00+01:00", cut_short_at_s=cut_short_at_s)
    seal_path(path).write_bytes(made.to_bytes())


def drifting(gaze: GazeSample, step: Step) -> Gaze:
    """The eyes drift back towards the middle, 3 degrees a second, over and over."""
    return replace(gaze, azimuth_deg=gaze.azimuth_deg - 3.0 * (gaze.time_s % 6.0))


def head_instead_of_eyes(gaze: GazeSample, step: Step) -> Gaze:
    """The eyes stay in the middle and the head goes where they should."""
    turned = HeadPose(step.azimuth_deg, step.elevation_deg, 0.0)
    return replace(gaze, azimuth_deg=gaze.azimuth_deg - step.azimuth_deg, elevation_deg=0.0, head=turned)


def eyes_closed(gaze: GazeSample, step: Step) -> Gaze:
    """The eyes close for four of every six seconds."""
    if gaze.time_s % 6 > 2:
        return GazeGap(gaze.time_s, GapReason.EYES_CLOSED, gaze.head, EyeState(0.0, 0.02, 600.0))
    return gaze


def gone_for(reason: GapReason) -> Happening:
    """Nothing can be told, for a reason, for four of every six seconds."""

    def gone(gaze: GazeSample, step: Step) -> Gaze:
        return GazeGap(gaze.time_s, reason) if gaze.time_s % 6 > 2 else gaze

    return gone


_HAPPENINGS: Final[Mapping[str, Happening]] = {
    "drifting": drifting,
    "head-instead-of-eyes": head_instead_of_eyes,
    "eyes-closed": eyes_closed,
    "poor-light": gone_for(GapReason.TOO_DARK),
    "glare": gone_for(GapReason.EYE_HIDDEN),
}


def _make(path: Path, known: Known, number: int) -> None:
    kind = path.stem
    sitting(
        path,
        client=known.client,
        person="Client 1" if kind == "wrong-client" else None,
        moment=FIRST_DAY + timedelta(hours=13 * number),
        seed=number,
        happening=_HAPPENINGS.get(kind),
        stops_after_s=14.0 if kind == "stop-rule" else None,
        error_factor=8.0 if kind == "poor-calibration" else 1.0,
    )
    if kind == "altered":
        alter(path)
    if kind == "cut-short":
        cut(path)
        seal_recording(path, known.client)


def alter(path: Path) -> None:
    """Put another whole recording in place of the one that was sealed."""
    later = sitting(path.with_name("later.mcap"), client="Client 2", moment=FIRST_DAY + timedelta(hours=79), seed=99)
    path.write_bytes(later.read_bytes())
    later.unlink()
    seal_path(later).unlink()


def cut(path: Path) -> None:
    """Leave the first part, as a crash would."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 60 // 100])


def _tell(recorder: Recorder, events: tuple[Event, ...]) -> None:
    for event in events:
        recorder.on_event(event)


def _unwell(time_s: float) -> tuple[Event, ...]:
    reason = StopReason(StopCause.HIGH, Rating.DIZZINESS, 8, None)
    return CheckedIn(time_s, When.DURING, CheckIn(dizziness=8)), StopRuleMet(time_s, (reason,))


def _steady(time_s: float, step: Step, random: np.random.Generator) -> GazeSample:
    wobble = random.normal(0, 0.5, 5)
    head = HeadPose(wobble[2], np.sin(time_s) + wobble[3] / 3, wobble[4] / 3)
    eyes = EyeState(1.0, 0.97, 600.0)
    return GazeSample(time_s, step.azimuth_deg + wobble[0], step.elevation_deg + wobble[1], 1.0, head, eyes)


def _header(profile: Profile, client: str, moment: datetime, plan: Prescription) -> RecordingHeader:
    return header(
        started_at=moment.isoformat(),
        plan=plan.model_dump(mode="json"),
        camera=CameraInfo(profile.camera, profile.width_px, profile.height_px, RATE_HZ),
        profile=profile.model_dump(mode="json"),
        validation={
            "method": profile.validation.method,
            "mean_error_deg": profile.validation.mean_error_deg,
            "points": [point.model_dump(mode="json") for point in profile.validation.points],
        },
        smallest_tolerances_deg=profile.smallest_tolerances_deg(plan),
        subject=Subject.SIMULATED,
        measured_rate_hz=RATE_HZ,
        client=client,
    )


@cache
def _sample_profile() -> Profile:
    return load_profile(SAMPLES / "profile.json")


def _profile(person: str, error_factor: float) -> Profile:
    sample = _sample_profile()
    worse = [
        point.model_copy(update={"error_deg": None if point.error_deg is None else point.error_deg * error_factor})
        for point in sample.validation.points
    ]
    mean_deg = None if sample.validation.mean_error_deg is None else sample.validation.mean_error_deg * error_factor
    validation = sample.validation.model_copy(update={"points": type(sample.validation.points)(worse)})
    if "mean_error_deg" in type(validation).model_fields:
        validation = validation.model_copy(update={"mean_error_deg": mean_deg})
    return sample.model_copy(update={"person": person, "validation": validation})


def _make_packages(folder: Path, keys: AgeKeys) -> None:
    recording = sitting(folder / "packed.mcap", moment=FIRST_DAY + timedelta(days=8), seed=50)
    files = [recording, seal_path(recording)]
    plain = io.BytesIO()
    write_package(files, plain)
    other = pyrage.x25519.Identity.generate().to_public()
    own = pyrage.x25519.Recipient.from_str(keys.public)
    (folder / TO_ANOTHER_KEY).write_bytes(pyrage.encrypt(plain.getvalue(), [other]))
    (folder / TO_THIS_KEY).write_bytes(pyrage.encrypt(plain.getvalue(), [own]))
    (folder / NOT_ENCRYPTED).write_bytes(plain.getvalue())
    for file in files:
        file.unlink()
