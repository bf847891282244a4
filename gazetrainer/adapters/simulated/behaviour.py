"""Client: what a simulated person does from moment to moment when told what there is to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from gazetrainer.adapters.simulated.episode import (
    EPISODES,
    Behaviour,
    Effect,
    Episode,
    draw_episode,
    effect_of,
)
from gazetrainer.adapters.simulated.motion import Angles, Blinking, EccentricDrift, Saccade, Wobble, ease
from gazetrainer.adapters.simulated.pose import Pose, direction, fick_deg, rotation

REACTION_S = (0.2, 0.3)
FIRST_EPISODE_S = (2.0, 4.0)
BETWEEN_EPISODES_S = (4.0, 6.5)
BLINK_EVERY_S = (3.0, 7.0)
BLINK_OFTEN_S = (1.0, 3.0)
NECK_BEHIND_MM = 90.0
"""The head turns about the neck: a turn also moves the eyes."""


class HeadTask(StrEnum):
    """What the head does while the eyes look: rest, move while the eyes stay in it, move while they stay on a dot."""

    STILL = "still"
    NOSE_DOT = "nose_dot"
    FIXATING = "fixating"


@dataclass(frozen=True, slots=True)
class Attention:
    """What there is to look at from `since_s` on; `aim` None: nothing, the eyes wander about the middle."""

    since_s: float
    aim: Angles | None
    head: HeadTask = HeadTask.STILL


class Client:
    """A person in front of the camera; ask for poses in order of time."""

    def __init__(self, rng: np.random.Generator, behaviour: Behaviour, resting: Pose) -> None:
        self._rng, self._behaviour, self._resting = rng, behaviour, resting
        self._sway = Wobble(rng, (0.6, 0.5, 0.35, 2.0, 1.5, 3.0), 1.6)
        self._unrest = Wobble(rng, (0.5, 0.5), 0.35)
        self._blinking, self._blinking_often = Blinking(rng, BLINK_EVERY_S), Blinking(rng, BLINK_OFTEN_S)
        self._slide = EccentricDrift()
        self._now_s = 0.0
        self._attention = self._coming = Attention(0.0, None)
        self._wandering: Angles = (0.0, 0.0)
        self._wander_s = 0.0
        self._saccade = Saccade(-1.0, (0.0, 0.0), (0.0, 0.0))
        self._practising = False
        self._episode: Episode | None = None
        self._next_episode_s = 0.0
        self._bag: list[Behaviour] = []

    def attend(self, aim: Angles | None, head: HeadTask = HeadTask.STILL) -> None:
        """Show something to look at; the client reacts after a fifth to a third of a second."""
        if (aim, head) != (self._coming.aim, self._coming.head):
            self._coming = Attention(self._now_s + float(self._rng.uniform(*REACTION_S)), aim, head)

    @property
    def asked(self) -> Angles | None:
        """What was last shown, whether or not the eyes are there yet."""
        return self._coming.aim

    def practise(self) -> None:
        """A hold begins: from now on the behaviour acts."""
        if not self._practising:
            self._practising = True
            self._next_episode_s = self._now_s + float(self._rng.uniform(*FIRST_EPISODE_S))

    def rest(self) -> None:
        """The hold is over: the client does as told and blinks naturally."""
        self._practising, self._episode = False, None

    def pose_at(self, time_s: float) -> Pose:
        """Pose at a time that is not before the last one."""
        step_s, self._now_s = time_s - self._now_s, time_s
        if time_s >= self._coming.since_s:
            self._attention = self._coming
        effect = effect_of(self._current_episode(), time_s, self._aim())
        azimuth_deg, elevation_deg = self._eyes(effect, step_s)
        yaw_deg, pitch_deg, roll_deg, x_mm, y_mm, nearer_mm = self._head(effect, step_s)
        if self._attention.head is HeadTask.FIXATING:
            turned = rotation(yaw_deg, pitch_deg, roll_deg)
            azimuth_deg, elevation_deg = fick_deg(turned.T @ direction(azimuth_deg, elevation_deg))
        openness = min(effect.openness, self._blinks(time_s))
        return Pose(
            azimuth_deg=azimuth_deg,
            elevation_deg=elevation_deg,
            head_yaw_deg=yaw_deg,
            head_pitch_deg=pitch_deg,
            head_roll_deg=roll_deg,
            openness_left=openness,
            openness_right=openness,
            x_mm=self._resting.x_mm + x_mm,
            y_mm=self._resting.y_mm + y_mm,
            distance_mm=self._resting.distance_mm - nearer_mm,
            light=self._resting.light,
            present=effect.present,
        )

    def _current_episode(self) -> Episode | None:
        if self._episode is not None and self._now_s >= self._episode.end_s:
            self._episode = None
            self._next_episode_s = self._now_s + float(self._rng.uniform(*BETWEEN_EPISODES_S))
        aim = self._attention.aim
        due = self._practising and self._episode is None and self._now_s >= self._next_episode_s
        if due and aim is not None and (kind := self._next_kind()) is not None:
            self._episode = draw_episode(kind, self._now_s, aim, self._rng)
        return self._episode

    def _next_kind(self) -> Behaviour | None:
        if self._behaviour in EPISODES:
            return self._behaviour
        if self._behaviour is not Behaviour.MIXED:
            return None
        if not self._bag:
            self._bag = [EPISODES[index] for index in self._rng.permutation(len(EPISODES))]
        return self._bag.pop()

    def _aim(self) -> Angles:
        if self._attention.aim is not None:
            return self._attention.aim
        if self._now_s >= self._wander_s:
            self._wandering = float(self._rng.uniform(-6, 6)), float(self._rng.uniform(-4, 4))
            self._wander_s = self._now_s + float(self._rng.uniform(0.8, 2.0))
        return self._wandering

    def _eyes(self, effect: Effect, step_s: float) -> Angles:
        if effect.aim != self._saccade.goal:
            self._saccade = Saccade(self._now_s - step_s, self._saccade.at(self._now_s - step_s), effect.aim)
        looking = self._saccade.at(self._now_s)
        calm = 1.0 if self._practising else 0.5
        unrest = self._unrest.step(step_s) * calm
        slide = self._slide.step(effect.aim, step_s) if self._practising else (0.0, 0.0)
        return (
            looking[0] + effect.drift[0] + float(unrest[0]) + slide[0],
            looking[1] + effect.drift[1] + float(unrest[1]) + slide[1],
        )

    def _head(self, effect: Effect, step_s: float) -> tuple[float, float, float, float, float, float]:
        yaw, pitch, roll, x, y, nearer = (float(value) for value in self._sway.step(step_s))
        yaw, pitch = yaw + effect.head[0], pitch + effect.head[1]
        if self._attention.head is not HeadTask.STILL:
            since_s = self._now_s - self._attention.since_s
            reach = ease(since_s / 0.8)
            yaw += 9 * reach * np.sin(2 * np.pi * since_s / 4.2)
            pitch += 5 * reach * np.sin(2 * np.pi * since_s / 3.1)
        x += NECK_BEHIND_MM * float(np.sin(np.radians(yaw)))
        y += NECK_BEHIND_MM * float(np.sin(np.radians(pitch)))
        return float(yaw), float(pitch), roll, x, y, nearer

    def _blinks(self, time_s: float) -> float:
        natural, often = self._blinking.openness(time_s), self._blinking_often.openness(time_s)
        often_now = self._practising and self._behaviour in (Behaviour.BLINKING, Behaviour.MIXED)
        return often if often_now else natural
