"""A slow machine: what is held is told rightly down to ten pictures a second, and not at all below."""

from dataclasses import replace

import pytest
from faults_sitting import Forgetful, LightClient, paper_profile

from gazetrainer.estimate import Estimator
from gazetrainer.events import Account, Booked, HoldStarted
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.flows.practising import practise
from gazetrainer.frame import Frame
from gazetrainer.gaze import GapReason, GazeGap
from gazetrainer.loop import run
from gazetrainer.unjudged import PictureSpoilt
from targets import Prescription, Step

ENDS_S = 26.0
AWAY_S = (10.0, 15.0)
PLAN = Prescription(schema=1, title="One hold", steps=(Step(azimuth_deg=8, elevation_deg=0, hold_s=60, get_ready_s=3),))


class SlowClient(LightClient):
    """Pictures come so many times a second; for five seconds the eyes are elsewhere."""

    def __init__(self, rate_hz):
        super().__init__()
        self._rate_hz, self._rgb = rate_hz, next(super().frames()).rgb

    def frames(self):
        return (Frame(index, index / self._rate_hz, self._rgb) for index in range(round(ENDS_S * self._rate_hz)))

    def observe(self, frame):
        asked = self._looks_at
        if AWAY_S[0] <= frame.time_s < AWAY_S[1]:
            self._looks_at = (-12.0, 0.0)
        seen = super().observe(frame)
        self._looks_at = asked
        return seen


class Events:
    def __init__(self):
        self.told = []

    def on_event(self, event):
        self.told.append(event)

    def on_gaze(self, gaze):
        pass

    def on_observation(self, seen):
        pass


@pytest.fixture(scope="module")
def profile():
    return paper_profile()


def practised(profile, rate_hz):
    """How long was held, how long it truly was, and what was told."""
    client, display, events = SlowClient(rate_hz), Forgetful(), Events()
    run(practise(PLAN, profile, display, listeners=(events,), attention=client), client.frames(), client, display)
    started_s = next(event.time_s for event in events.told if isinstance(event, HoldStarted))
    held_s = sum(e.end_s - e.start_s for e in events.told if isinstance(e, Booked) and e.account is Account.HELD)
    return held_s, ENDS_S - started_s - (AWAY_S[1] - AWAY_S[0]), events.told


@pytest.mark.parametrize("rate_hz", [30.0, 15.0, 10.0])
def test_time_held_is_true_at_thirty_fifteen_and_ten_pictures_a_second(profile, rate_hz):
    held_s, truly_s, told = practised(profile, rate_hz)
    assert held_s == pytest.approx(truly_s, abs=0.8)
    assert not any(isinstance(event, PictureSpoilt) for event in told)


def test_after_a_camera_has_come_back_its_pictures_are_not_said_to_be_too_few(profile):
    client, estimator = LightClient(), Estimator(profile)
    frame = next(client.frames())
    times_s = [index / 30 for index in range(150)]
    gone_s = [5.0 + index * 7 / 60 for index in range(20)]
    seen = [client.observe(replace(frame, index=index, time_s=time_s)) for index, time_s in enumerate(times_s)]
    seen += [NoFace(time_s, NoFaceReason.NO_PICTURE) for time_s in gone_s]
    seen += [client.observe(replace(frame, index=index, time_s=8.0 + time_s)) for index, time_s in enumerate(times_s)]
    gazes = [gaze for each in seen for gaze in estimator.push(each)]
    assert {gaze.reason for gaze in gazes if isinstance(gaze, GazeGap)} == {GapReason.NO_PICTURE}


def test_at_eight_pictures_a_second_nothing_is_told_and_the_reason_is_recorded(profile):
    held_s, _, told = practised(profile, 8.0)
    assert held_s < 0.5
    assert [event.reason for event in told if isinstance(event, PictureSpoilt)][:1] == [GapReason.TOO_SLOW]
