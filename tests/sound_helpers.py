"""A client of paper who sees nothing and follows the sound, and the way a sitting is heard into a file."""

from __future__ import annotations

import math
import wave
from dataclasses import dataclass

import numpy as np
from flow_helpers import PaperClient, ScriptedDisplay
from paper_face import LARGE_IRIS_PX, paper_face

from benchmarks.listener import Ear, Listener
from gazetrainer.adapters.sound_file import SoundFile
from gazetrainer.adapters.sounding_display import SoundingDisplay
from gazetrainer.attention import Nobody
from gazetrainer.flows.practising import practise
from gazetrainer.loop import run
from gazetrainer.screen import Screen
from gazetrainer.settings import Settings, Sounds
from targets import Prescription, Step

LAPTOP = Screen(1280, 720, 294.0, 165.0)


class LedClient(PaperClient):
    """Camera and tracker in one: eyes that go where the listener's go, and back when the hold is over."""

    def __init__(self, listener, *, ends_s):
        super().__init__(ends_s=ends_s)
        self.time_s = 0.0
        self._listener = listener
        self.looked = []

    def observe(self, frame):
        self.time_s = frame.time_s
        self.looked.append((frame.time_s, *self._listener.look(frame.time_s)))
        return paper_face(frame.time_s, *self.looked[-1][1:], noise_px=0.05, iris_px=LARGE_IRIS_PX, seed=frame.index)


@dataclass
class Led:
    """What came of it: the run of the plan, the scenes that nobody saw, and where the eyes were."""

    run: object
    scenes: list
    looked: np.ndarray


def led_to(
    profile, azimuth_deg, elevation_deg, path, *, seed=0, loudspeakers=2, sounds=Sounds.ALL, hold_s=6.0, limit_s=40.0
):
    """Practise one position with the screen hidden."""
    step = Step(
        azimuth_deg=azimuth_deg,
        elevation_deg=elevation_deg,
        tolerance_deg=5,
        get_ready_s=1,
        hold_s=hold_s,
        time_limit_s=limit_s,
    )
    plan = Prescription(schema=1, title="One position", steps=(step,))
    listener = Listener(Ear(path), np.random.default_rng(seed), loudspeakers=loudspeakers)
    client, unseen = LedClient(listener, ends_s=60.0), ScriptedDisplay(screen=LAPTOP)
    with SoundFile(path, lambda: client.time_s) as sound:
        display = SoundingDisplay(CatchingUp(unseen, sound), sound, settings=Settings(sounds=sounds))
        done = run(practise(plan, profile, display, attention=Nobody()), client.frames(), client, display)
    return Led(done.run, unseen.scenes, np.array(client.looked))


class CatchingUp:
    """A display nobody looks at; what has sounded until a scene is drawn is in the file by then."""

    def __init__(self, display, sound):
        self._display, self._sound = display, sound
        self.screen, self.keys, self.typed = display.screen, display.keys, display.typed

    def draw(self, scene):
        self._display.draw(scene)
        self._sound.catch_up()


def samples_of(path):
    """The samples of a WAV file, (n, 2), 1 is full scale."""
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2) / 32768


def rms(samples):
    return math.sqrt(float((samples**2).mean()))
