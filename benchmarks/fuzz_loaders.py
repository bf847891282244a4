"""What reads files from elsewhere: a valid file of each kind, how to spoil it, and the faults that may come."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import av
import cv2
import numpy as np
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.fuzz_mutations import Spoil, other_value, spoilt_json, spoilt_words
from benchmarks.fuzz_recordings import container_of, short_messages, spoilt_messages
from gazetrainer.adapters.age_key import AgeKeys
from gazetrainer.adapters.age_package import decrypt
from gazetrainer.adapters.picture_folder import PictureFolder
from gazetrainer.adapters.signing_key import SigningKey
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.answers import Answer, AnswerDraft, AnsweredSitting, Decision, NewPlan, TimeMark, sign_answer
from gazetrainer.answers.kept import KeptAnswers
from gazetrainer.answers.reading import parse_answer
from gazetrainer.calibrating.looked_at import load_looked_at
from gazetrainer.calibrating.population import SHIPPED, GazePopulation
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.errors import GazeTrainerError, OutputError, ProfileError, RecordingError, SharingError
from gazetrainer.estimate import estimate
from gazetrainer.history import Entry, read_history, read_note, sittings_of
from gazetrainer.history.index import FORMAT_VERSION, Index
from gazetrainer.history.record import SittingRecord, record_of
from gazetrainer.history.weeks import weeks_until
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.recording import read_recording
from gazetrainer.recording.plain import encode
from gazetrainer.recording.video_reader import parse_video
from gazetrainer.report import render_report
from gazetrainer.seal import check_seal, parse_seal, seal
from gazetrainer.settings import Settings
from gazetrainer.settings_file import load_settings, save_settings
from gazetrainer.sharing import read_package, unpack
from gazetrainer.trust.plan_signature import plan_signature, sign_plan
from gazetrainer.trust.practitioners import KnownPractitioners, Practitioner
from gazetrainer.trust.practitioners_file import load_practitioners
from gazetrainer.trust.signature import SignedKind, signature_over
from gazetrainer.verify import verify
from targets import PrescriptionError
from targets.reading import load_plan, plan_text

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLES: Final = ROOT / "samples"
KEY: Final = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
_MOMENT: Final = datetime(2026, 11, 22, 7, 45, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Loader:
    """How one kind of file is read to the end: `use` gets a file in a folder of its own; `declared` may be raised."""

    name: str
    file: str
    valid: Callable[[], bytes]
    use: Callable[[Path], object]
    declared: tuple[type[Exception], ...]
    structured: Spoil | None = None


def _use_plan(path: Path) -> None:
    plan = load_plan(path)
    plan_signature(plan_text(path), path.name)
    plan.for_person()


def _use_profile(path: Path) -> None:
    profile = load_profile(path)
    for _gaze in estimate(_faces(), profile):
        pass


@cache
def _faces() -> tuple[Any, ...]:
    return tuple(islice(read_recording(SAMPLES / "recording.mcap").observations(), 3))


def _use_recording(path: Path) -> None:
    recording = read_recording(path)
    for _seen in recording.observations():
        pass
    parse_video(path.read_bytes(), path.name)
    rejudge(recording)
    render_report(recording)


def _use_seal(path: Path) -> None:
    check_seal(parse_seal(path.read_bytes(), path.name), b"recording")


def _use_verify(path: Path) -> None:
    verify(path.read_bytes(), None, path.name)


def _use_package(path: Path) -> None:
    target = path.parent / "one" / "two"
    target.mkdir(parents=True, exist_ok=True)
    before = set(path.parent.rglob("*"))
    try:
        with path.open("rb") as file:
            for each in unpack(read_package(file), target):
                each.unlink()
    finally:
        outside = set(path.parent.rglob("*")) - before
        if outside:
            raise AssertionError(f"left behind: {sorted(outside)}")


def _use_encrypted(path: Path) -> None:
    plain = io.BytesIO()
    with path.open("rb") as file:
        decrypt(file, plain, keys=_keys(path.parent / "keys"))
    read_package(plain)


def _keys(folder: Path) -> AgeKeys:
    keys = AgeKeys(folder)
    if not keys.are_there:
        keys.take(_secret(), "fuzz")
    return keys


@cache
def _secret() -> str:
    return str(pyrage.x25519.Identity.generate())


def _use_history(path: Path) -> None:
    folder = path.parent / "recordings"
    folder.mkdir(exist_ok=True)
    for name in ("a.mcap", "b.mcap"):  # as large and as old as the valid index says
        (folder / name).write_bytes(b"1")
        os.utime(folder / name, ns=(2, 2))
    entries = _finished(read_history(folder, path))
    weeks_until([record for _file, record in sittings_of(entries, "me")], date(2026, 11, 22), 8)


def _finished(reading: Generator[object, None, tuple[Entry, ...]]) -> tuple[Entry, ...]:
    while True:
        try:
            next(reading)
        except StopIteration as end:
            return tuple(end.value)


def _use_kept(path: Path) -> None:
    answers = KeptAnswers(path.parent)
    path.replace(answers.place(_answer()).with_suffix(".decided"))
    answers.decision(_answer())


def _use_video(path: Path) -> None:
    with VideoFile(path) as camera:
        for index, _frame in enumerate(camera.frames()):
            if index > 20:
                break


def _use_pictures(path: Path) -> None:
    with PictureFolder(path.parent) as camera:
        for _frame in camera.frames():
            pass


@cache
def _answer() -> Any:
    plan = NewPlan(name="morning.toml", text=sign_plan(_plan().decode(), KEY, signed_at=_MOMENT))
    sitting = AnsweredSitting(sha256="ab" * 32, started_at=_MOMENT.isoformat(), client="me", client_key=None)
    marks = (TimeMark(time_s=12.5, text="the head went along"),)
    draft = AnswerDraft(
        sitting=sitting, practitioner="One", decision=Decision.ACCEPTED, comment="Slower.", marks=marks, plan=plan
    )
    return sign_answer(draft, KEY, answered_at=_MOMENT)


def _spoilt_answer(random: Random, data: bytes) -> bytes:
    """A changed answer, half of the time signed anew by its own key."""
    changed = other_value(random, json.loads(data))
    try:
        answer = Answer.model_validate_json(json.dumps(changed))
        plan = answer.plan
        if plan is not None:
            text = spoilt_words(random, plan.text.encode()).decode(errors="replace")
            signed = sign_plan(text, KEY, signed_at=_MOMENT) if random.random() < 0.7 else text
            answer = answer.model_copy(update={"plan": plan.model_copy(update={"text": signed})})
        signature = signature_over(answer.signed_bytes(), SignedKind.ANSWER, KEY).hex()
        return bytes(answer.model_copy(update={"signature": signature}).to_bytes())
    except (ValueError, RecursionError):
        return json.dumps(changed).encode("utf-8", errors="surrogatepass")


def _plan() -> bytes:
    plans = sorted((SAMPLES / "plans").glob("*.toml")) or sorted((ROOT / "targets" / "library").glob("*.toml"))
    return plans[0].read_bytes()


def _signed_plan() -> bytes:
    return sign_plan(_plan().decode(), KEY, signed_at=_MOMENT).encode()


def _spoilt_plan(random: Random, data: bytes) -> bytes:
    return spoilt_words(random, random.choice((_plan(), data, *_library())))


@cache
def _library() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted((ROOT / "targets" / "library").glob("*.toml")))


def _package() -> bytes:
    output = io.BytesIO()
    with ZipFile(output, "w") as archive:
        archive.comment = b"gazetrainer package 1"
        for name, content in (("a.mcap", b"recording" * 20), ("a.mcap.seal", b"{}"), ("a.notes.txt", b"note")):
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return output.getvalue()


def _encrypted() -> bytes:
    identity = pyrage.x25519.Identity.from_str(_secret())
    return bytes(pyrage.encrypt(_package(), [identity.to_public()]))


def _spoilt_encrypted(random: Random, _data: bytes) -> bytes:
    inner = _spoilt_zip(random, _package())
    identity = pyrage.x25519.Identity.from_str(_secret())
    return bytes(pyrage.encrypt(inner, [identity.to_public()]))


def _spoilt_zip(random: Random, data: bytes) -> bytes:
    """Odd figures where the archive's own records stand."""
    changed = bytearray(data)
    marks = [at for at in range(len(data) - 4) if data[at : at + 2] == b"PK"]
    for _time in range(random.choice((1, 2, 4))):
        at = random.choice(marks) + random.randrange(4, 46)
        odd = random.choice(
            (b"\xff\xff", b"\0\0", b"\xff\xff\xff\x7f", b"\x08\0", b"\x0c\0", b"\x0e\0", random.randbytes(2))
        )
        if at + len(odd) < len(changed):
            changed[at : at + len(odd)] = odd
    return bytes(changed)


def _population() -> bytes:
    return (ROOT / "gazetrainer" / "data" / SHIPPED).read_bytes()


def _spoilt_population(random: Random, data: bytes) -> bytes:
    if random.random() < 0.4:
        return _spoilt_zip(random, data)
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        arrays = {name: np.asarray(stored[name]) for name in stored.files}
    name = random.choice(sorted(arrays))
    output = io.BytesIO()
    with ZipFile(output, "w") as archive:
        for each, values in arrays.items():
            raw = io.BytesIO()
            np.lib.format.write_array(
                raw, _spoilt_array(random, values) if each == name else values, allow_pickle=False
            )
            content = raw.getvalue()
            if each == name and random.random() < 0.4:
                head = content[:128]
                content = spoilt_words(random, head)[:128].ljust(128) + content[128:]
            archive.writestr(f"{each}.npy", content)
    return output.getvalue()


def _spoilt_array(random: Random, values: Any) -> Any:
    changed = np.array(values)
    odd = (np.nan, np.inf, -1, 0, 1e30)
    match random.randrange(6):
        case 0 if changed.dtype.kind == "f" and changed.size:
            changed.reshape(-1)[random.randrange(changed.size)] = random.choice(odd)
        case 1 if changed.dtype.kind == "f":
            changed[...] = random.choice(odd)
        case 2:
            return changed[..., None]
        case 3:
            return changed.reshape(-1)[: changed.size // 2]
        case 4:
            return (
                changed.astype(random.choice(("U8", "S4", "i8", "c16", "?"))) if changed.dtype.kind == "f" else changed
            )
        case _:
            return np.zeros(random.choice(((), (0,), (1, 0, 3), (2, 2))))
    return changed


@cache
def _recording() -> bytes:
    return container_of(short_messages())


def _spoilt_recording(random: Random, _data: bytes) -> bytes:
    return spoilt_messages(random, _messages())


@cache
def _messages() -> Any:
    return short_messages()


def _seal() -> bytes:
    return seal(b"recording", KEY, sealed_at=_MOMENT.isoformat(), cut_short_at_s=None).to_bytes()


def _settings() -> bytes:
    path = Path(_scratch()) / "settings.json"
    save_settings(Settings(), path)
    return path.read_bytes()


@cache
def _scratch() -> str:
    return tempfile.mkdtemp()


def _history() -> bytes:
    record = record_of(read_recording(SAMPLES / "recording.mcap"))
    other = SittingRecord(_MOMENT.isoformat(), "me", "Plan", 100.0, 50.0, None, None)
    return encode(Index(FORMAT_VERSION, (Entry("a.mcap", 1, 2, record), Entry("b.mcap", 1, 2, other))))


def _practitioners() -> bytes:
    one = Practitioner(name="One", public_key=KEY.public_key.hex(), since=_MOMENT.isoformat())
    return KnownPractitioners(known=(one,)).model_dump_json().encode()


def _picture() -> bytes:
    return bytes(cv2.imencode(".png", np.arange(64 * 48 * 3, dtype=np.uint8).reshape(48, 64, 3))[1])


def _sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def _short_video() -> bytes:
    path = Path(_scratch()) / "short.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for index in range(12):
            picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), index * 20, np.uint8), format="rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path.read_bytes()


_JSON = spoilt_json
LOADERS: Final = {
    each.name: each
    for each in (
        Loader("plan", "plan.toml", _plan, _use_plan, (PrescriptionError, SharingError), _spoilt_plan),
        Loader("signed plan", "plan.toml", _signed_plan, _use_plan, (PrescriptionError, SharingError), spoilt_words),
        Loader("profile", "me.json", partial(_sample, "profile.json"), _use_profile, (ProfileError,), _JSON),
        Loader("population", "population.npz", _population, GazePopulation.load, (ProfileError,), _spoilt_population),
        Loader("recording", "a.mcap", _recording, _use_recording, (RecordingError,), _spoilt_recording),
        Loader("verify", "a.mcap", _recording, _use_verify, (), _spoilt_recording),
        Loader("seal", "a.mcap.seal", _seal, _use_seal, (RecordingError,), _JSON),
        Loader("package", "a.gazetrainer", _package, _use_package, (SharingError, OutputError), _spoilt_zip),
        Loader("encrypted", "a.age", _encrypted, _use_encrypted, (SharingError,), _spoilt_encrypted),
        Loader(
            "answer",
            "a.answer",
            lambda: _answer().to_bytes(),
            lambda path: parse_answer(path.read_bytes(), path.name),
            (SharingError,),
            _spoilt_answer,
        ),
        Loader(
            "looked-at",
            "a.csv",
            partial(_sample, "calibration_looked_at.csv"),
            load_looked_at,
            (GazeTrainerError,),
            spoilt_words,
        ),
        Loader("settings", "settings.json", _settings, load_settings, (), _JSON),
        Loader("history", "history.json", _history, _use_history, (), _JSON),
        Loader("note", "a.notes.txt", lambda: b"A note.\n", lambda path: read_note(path.with_name("a.mcap")), (), None),
        Loader("practitioners", "practitioners.json", _practitioners, load_practitioners, (SharingError,), _JSON),
        Loader("kept", "kept", lambda: b'{"plan": "taken", "at": "2026"}\n', _use_kept, (), _JSON),
        Loader("video", "a.mp4", _short_video, _use_video, (GazeTrainerError,), None),
        Loader("pictures", "a.png", _picture, _use_pictures, (GazeTrainerError,), None),
    )
}
