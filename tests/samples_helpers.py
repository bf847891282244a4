"""The samples and their truth as tests read them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av

from gazetrainer.gaze import angle_between_deg
from targets import Step, load_prescription

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PLAN = load_prescription(SAMPLES / "plans" / "sample.toml")
CLEAR_BY_DEG = 2.0


@dataclass(frozen=True, slots=True)
class Told:
    """One frame of a hold: what was said of it, and how it truly was."""

    time_s: float
    verdict: str
    account: str
    off_deg: float
    head_off_deg: float
    present: bool
    openness: float
    step: Step

    @property
    def clearly_in(self) -> bool:
        return (
            self.eyes_open
            and self.off_deg < self.step.tolerance_deg - CLEAR_BY_DEG
            and self.head_off_deg < self.step.head_limits.yaw_deg - CLEAR_BY_DEG
        )

    @property
    def clearly_out(self) -> bool:
        far = self.off_deg > self.step.tolerance_deg + CLEAR_BY_DEG
        return self.eyes_open and (far or self.head_clearly_turned)

    @property
    def head_clearly_turned(self) -> bool:
        return self.present and self.head_off_deg > self.step.head_limits.yaw_deg + CLEAR_BY_DEG

    @property
    def eyes_open(self) -> bool:
        return self.present and self.openness > 0.95


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_seconds(clip: Path, until_s: float, path: Path) -> Path:
    """Copy the beginning of a clip, without coding it again."""
    with av.open(str(clip)) as whole, av.open(str(path), "w") as part:
        stream = part.add_stream_from_template(whole.streams.video[0])
        for packet in whole.demux(video=0):
            if packet.dts is not None and packet.dts * packet.time_base < until_s:
                packet.stream = stream
                part.mux(packet)
    return path


def told_in_holds(tracked: list[dict[str, str]], truth: list[dict[str, str]]) -> list[Told]:
    """The frames in which a position was asked for, as told and as they were; a change of the eyes is left out."""
    steps = {step.name: step for step in PLAN.steps}
    settled = _settled(truth)
    return [
        _told(told, true, steps[told["step"]])
        for told, true, calm in zip(tracked, truth, settled, strict=True)
        if told["verdict"] and calm
    ]


def holds_asked_for_s() -> list[tuple[float, float]]:
    """When the sample client was asked to hold a position, from and until."""
    lines = [(float(line["time_s"]), line["azimuth_deg"], line["elevation_deg"]) for line in _looked_at()]
    return [(start[0], end[0]) for start, end in pairwise(lines) if start[1:] != ("0", "0")]


def _looked_at() -> list[dict[str, str]]:
    return rows(SAMPLES / "sitting_looked_at.csv")


def _settled(truth: list[dict[str, str]]) -> list[bool]:
    """Whether the eyes moved less than 2 deg and the lids little within the frames that one measurement is made of."""
    calm = [abs(_step_deg(a, b)) < 0.7 and a["present"] == b["present"] for a, b in pairwise(truth)]
    return [all(calm[max(0, index - 3) : index + 3]) for index in range(len(truth))]


def _step_deg(a: dict[str, str], b: dict[str, str]) -> float:
    return angle_between_deg(*(float(each[key]) for each in (a, b) for key in ("azimuth_deg", "elevation_deg")))


def _told(told: dict[str, str], true: dict[str, str], step: Step) -> Told:
    azimuth, elevation = float(true["azimuth_deg"]), float(true["elevation_deg"])
    return Told(
        time_s=float(told["time_s"]),
        verdict=told["verdict"],
        account=told["account"],
        off_deg=angle_between_deg(azimuth, elevation, step.azimuth_deg, step.elevation_deg),
        head_off_deg=max(abs(float(true[f"head_{angle}_deg"])) for angle in ("yaw", "pitch", "roll")),
        present=true["present"] == "1",
        openness=min(float(true["openness_left"]), float(true["openness_right"])),
        step=step,
    )
