"""The doctor: says what works on a machine and what to do about the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gazetrainer.adapters.machine import Machine, gather_facts, gather_findings
from gazetrainer.doctor import CameraDevice, Finding, FindingState, FolderFact, ModelFact, VoiceFact, findings_from


def finding(findings: tuple[Finding, ...], topic: str) -> Finding:
    return next(item for item in findings if item.topic == topic)


def linux_with(root: Path, *, cameras: dict[int, str], **environment: str) -> Machine:
    (root / "dev").mkdir(parents=True)
    for number, name in cameras.items():
        for node, index in ((number, "0"), (number + 1, "1")):
            folder = root / f"sys/class/video4linux/video{node}"
            folder.mkdir(parents=True)
            (folder / "name").write_text(name + "\n", encoding="utf-8")
            (folder / "index").write_text(index + "\n", encoding="ascii")
            (root / f"dev/video{node}").touch()
    return Machine("linux", environment, root)


def test_a_machine_without_camera_screen_and_sound_is_told_what_to_do(tmp_path: Path) -> None:
    machine = linux_with(tmp_path / "root", cameras={})
    findings = gather_findings(data_folder=tmp_path / "new" / "data", machine=machine)
    for topic in ("camera", "display", "sound"):
        assert finding(findings, topic).state is not FindingState.OK
        assert finding(findings, topic).advice
    assert finding(findings, "data_folder").state is FindingState.OK
    assert not (tmp_path / "new").exists()


def test_each_camera_is_listed_once_by_its_name(tmp_path: Path) -> None:
    machine = linux_with(tmp_path / "root", cameras={0: "Built-in", 10: "On a cable"}, DISPLAY=":0")
    facts = gather_facts(data_folder=tmp_path, machine=machine)
    assert facts.cameras == (CameraDevice(0, "Built-in", usable=True), CameraDevice(10, "On a cable", usable=True))
    assert finding(findings_from(facts), "display").state is FindingState.OK


def test_a_camera_this_account_may_not_use_is_told(tmp_path: Path) -> None:
    facts = gather_facts(data_folder=tmp_path, machine=linux_with(tmp_path / "root", cameras={}))
    found = findings_from(replace(facts, cameras=(CameraDevice(2, "Built-in", usable=False),)))
    assert finding(found, "camera").state is FindingState.ATTENTION
    assert "group video" in finding(found, "camera").advice


def test_an_altered_model_is_a_finding_and_not_a_crash(tmp_path: Path) -> None:
    model = tmp_path / "altered.task"
    model.write_bytes(b"altered")
    found = finding(gather_findings(data_folder=tmp_path, face_model=model), "face_model")
    assert found.state is FindingState.ATTENTION
    assert str(model) in found.sentence


def test_the_model_the_program_would_use_is_shown(tmp_path: Path) -> None:
    found = finding(gather_findings(data_folder=tmp_path), "face_model")
    assert found.state is FindingState.OK
    assert "face_landmarker.task" in found.sentence


@pytest.mark.parametrize(
    ("folder", "state"),
    [
        (FolderFact(Path("data"), writable=True, free_bytes=10**11), FindingState.OK),
        (FolderFact(Path("data"), writable=True, free_bytes=10**8), FindingState.ATTENTION),
        (FolderFact(Path("data"), writable=False, free_bytes=10**11), FindingState.MISSING),
    ],
)
def test_the_data_folder_must_be_writable_and_have_room(
    tmp_path: Path, folder: FolderFact, state: FindingState
) -> None:
    facts = replace(gather_facts(data_folder=tmp_path), data_folder=folder)
    assert finding(findings_from(facts), "data_folder").state is state


def test_whatever_is_not_ok_comes_with_advice(tmp_path: Path) -> None:
    facts = gather_facts(data_folder=tmp_path)
    poor = replace(
        facts,
        python=(3, 10, 2),
        versions=(("mediapipe", ""),),
        cameras=(),
        model=ModelFact(None, ""),
        display=False,
        sound=False,
        data_folder=FolderFact(Path("data"), writable=False, free_bytes=0),
    )
    findings = [item for item in findings_from(poor) if item.topic != "voice"]  # nobody needs one
    assert all(item.state is not FindingState.OK and item.advice for item in findings)
    assert len(findings) == 7


def test_other_systems_are_not_guessed_at(tmp_path: Path) -> None:
    findings = gather_findings(data_folder=tmp_path, machine=Machine("darwin", {}, tmp_path))
    for topic in ("camera", "display", "sound"):
        assert finding(findings, topic).state is FindingState.OK


@pytest.mark.parametrize("voice", VoiceFact)
def test_a_machine_without_a_voice_is_in_order(voice: VoiceFact, tmp_path: Path) -> None:
    found = finding(findings_from(replace(gather_facts(data_folder=tmp_path), voice=voice)), "voice")
    assert found.state is FindingState.OK
    assert bool(found.advice) is (voice is not VoiceFact.READY)
