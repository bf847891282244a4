"""SittingFacts: what the desk knows of one sitting without opening its recording again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gazetrainer.events import SittingOutcome, StopRuleMet
from gazetrainer.history.record import record_of
from gazetrainer.recording import Recording, Subject
from gazetrainer.report.answer import explanations, headline
from gazetrainer.report.calibration import calibration_of
from gazetrainer.report.summary import StepSummary, summarise


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """One position of a plan: seconds asked for, held, that can't be told, and of all holds without pauses."""

    name: str
    prescribed_s: float
    held_s: float
    untold_s: float
    active_s: float
    is_reached: bool
    is_held: bool


@dataclass(frozen=True, slots=True)
class SittingFacts:
    """A sitting as the desk lists it; headline and explanations are in the language that it was read in.

    started_at: ISO 8601 with offset. profile_person: whose calibration was used, empty if not known. error_deg: the
    calibration's mean error, None where none was measured. cut_short_at_s: None for a whole recording.
    """

    started_at: str
    client: str
    plan: str
    headline: str
    explanations: tuple[str, ...]
    positions: tuple[PositionFacts, ...]
    practised_s: float
    error_deg: float | None
    outcome: SittingOutcome | None
    cut_short_at_s: float | None
    is_simulated: bool
    stop_rule_met: bool
    profile_person: str

    @property
    def moment(self) -> datetime:
        """When it began, in the time of the place where it was."""
        return datetime.fromisoformat(self.started_at)

    @property
    def prescribed_s(self) -> float:
        """Seconds that the plan asks to be held."""
        return sum(position.prescribed_s for position in self.positions)

    @property
    def held_s(self) -> float:
        """Seconds that were held."""
        return sum(position.held_s for position in self.positions)


def facts_of(story: Recording) -> SittingFacts:
    """Sum up header and events; raises RecordingError for a plan that cannot be read, ValueError without a time."""
    summary, record, header = summarise(story), record_of(story), story.header
    return SittingFacts(
        started_at=record.started_at,
        client=record.person,
        plan=record.plan,
        headline=headline(summary),
        explanations=explanations(summary),
        positions=tuple(_position(step) for step in summary.steps),
        practised_s=record.practised_s,
        error_deg=calibration_of(header).mean_error_deg,
        outcome=summary.outcome,
        cut_short_at_s=story.cut_short_at_s,
        is_simulated=header.subject is Subject.SIMULATED,
        stop_rule_met=any(isinstance(event, StopRuleMet) for event in story.events),
        profile_person=_profile_person(story),
    )


def _position(step: StepSummary) -> PositionFacts:
    accounts = step.accounts
    return PositionFacts(
        name=step.step.name,
        prescribed_s=step.prescribed_s,
        held_s=accounts.held_s,
        untold_s=accounts.cannot_tell_s,
        active_s=accounts.elapsed_s - accounts.paused_s,
        is_reached=bool(step.holds),
        is_held=step.held_as_prescribed,
    )


def _profile_person(story: Recording) -> str:
    person = (story.header.profile or {}).get("person", "")
    return person if isinstance(person, str) else ""
