"""A plan with every kind of step, and a client who does what it asks for."""

from __future__ import annotations

from hold_helpers import OPEN, STILL

from gazetrainer.events import Command, Event
from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.sitting import advance, begin_sitting
from gazetrainer.sitting_state import Elsewhere, Sitting
from targets import Prescription

RATE_HZ = 20.0
EVERY_KIND = Prescription.model_validate(
    {
        "schema": 1,
        "title": "Every kind",
        "steps": [
            {"kind": "checkin"},
            {"azimuth_deg": -10, "elevation_deg": 8, "hold_s": 3, "get_ready_s": 1, "rest_s": 1},
            {
                "kind": "sequence",
                "get_ready_s": 1,
                "rest_s": 1,
                "repetitions": 2,
                "positions": [
                    {"azimuth_deg": -12, "elevation_deg": 0, "hold_s": 1},
                    {"azimuth_deg": 12, "elevation_deg": 0, "hold_s": 2},
                ],
            },
            {"kind": "guided", "text": "Feel where the chair carries you.", "duration_s": 5, "eyes": "closed"},
            {"kind": "find", "rows_deg": [0], "eyes": "left"},
            {"kind": "rest", "duration_s": 2},
            {"kind": "checkin"},
        ],
    }
)
"""Its holds begin at 2 s and end at 16 s when each visit elsewhere lasts a second."""


def looking(sitting: Sitting, time_s: float) -> Gaze:
    """A gaze where the plan asks for it, straight ahead where it asks for none."""
    step = sitting.step
    azimuth_deg, elevation_deg = (step.azimuth_deg, step.elevation_deg) if step else (0.0, 0.0)
    return GazeSample(time_s, azimuth_deg, elevation_deg, 0.5, STILL, OPEN)


class Obedient:
    """Looks where the plan asks; comes back from elsewhere after a second unless told otherwise."""

    def __init__(self, plan: Prescription = EVERY_KIND, *, elsewhere_s: float = 1.0) -> None:
        self.sitting, events = begin_sitting(plan, 0.0)
        self.events: list[Event] = list(events)
        self._frames, self._elsewhere_s, self._went_s = 0, elsewhere_s, 0.0

    @property
    def time_s(self) -> float:
        return self._frames / RATE_HZ

    def obey(self, seconds: float) -> Obedient:
        for _ in range(round(seconds * RATE_HZ)):
            self._frames += 1
            is_back = isinstance(self.sitting.phase, Elsewhere) and self.time_s - self._went_s >= self._elsewhere_s
            self._take(Command.COME_BACK if is_back else None)
        return self

    def until(self, phase: type[object]) -> Obedient:
        while not isinstance(self.sitting.phase, phase):
            self.obey(1 / RATE_HZ)
        return self

    def press(self, command: Command) -> Obedient:
        self._take(command)
        return self

    def times(self, kind: type[object]) -> list[float]:
        return [round(event.time_s, 6) for event in self.events if isinstance(event, kind)]  # type: ignore[union-attr]

    def _take(self, command: Command | None) -> None:
        was = self.sitting.turn
        self.sitting, new = advance(self.sitting, looking(self.sitting, self.time_s), command)
        self._went_s = self.time_s if self.sitting.turn != was else self._went_s
        self.events += new
