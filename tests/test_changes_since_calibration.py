"""What is different from the calibration is noticed and said; what only looks different for a moment is not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from flow_helpers import PaperClient, ScriptedDisplay
from paper_face import paper_face, paper_population
from simulated_helpers import seen

from gazetrainer.adapters.simulated import Identity, Pose
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.flows.checking import check_camera
from gazetrainer.frame import CameraInfo
from gazetrainer.loop import run
from gazetrainer.measuring.changes import Change, ChangeWatch
from gazetrainer.scene import Mark
from gazetrainer.wording.change_words import cannot_tell_since, changed
from targets import calibration_points

SETTING = CalibrationSetting("somebody", CameraInfo("paper", 640, 480, 30.0), 62.0, "2026-01-01T08:00:00")
POINTS = calibration_points(9, half_width_deg=15, half_height_deg=10)
DIRECTIONS = tuple((p.azimuth_deg, p.elevation_deg) for p in POINTS)
OTHERWISE = (
    Pose(azimuth_deg=12, elevation_deg=-6, head_yaw_deg=9),
    Pose(azimuth_deg=-14, elevation_deg=7, head_yaw_deg=-9, head_pitch_deg=5),
    Pose(azimuth_deg=3, elevation_deg=9, openness_left=0.1, openness_right=0.1),
    Pose(light=0.85),
    Pose(light=1.1, head_roll_deg=5),
    Pose(azimuth_deg=18),
)
DIM = tuple(replace(pose, light=0.5) for pose in OTHERWISE)


@cache
def profile():
    faces = [paper_face(2 * i + k / 10, *d, noise_px=0.05) for i, d in enumerate(DIRECTIONS) for k in range(20)]
    lines = [LookedAt(2.0 * i, 2.0 * (i + 1), *direction) for i, direction in enumerate(DIRECTIONS)]
    return fit_profile(faces, lines, SETTING, paper_population())


def with_brightness(person, brightness):
    neutral = person.neutral.model_copy(update={"brightness": brightness})
    return person.model_copy(update={"sittings": (neutral,)})


def told(faces, person):
    watch = ChangeWatch(person)
    return [watch.push(face) for face in faces][-1]


def paper(seconds=3.0, **face):
    return [paper_face(i / 10, **face) for i in range(round(seconds * 10))]


def test_as_at_calibration_nothing_is_told():
    assert told(paper(), profile()) == ()


@pytest.mark.parametrize(
    ("different", "change"),
    [
        ({"brightness": 60.0}, Change.DARKER),
        ({"brightness": 220.0}, Change.BRIGHTER),
        ({"scale": 1.4}, Change.NEARER),
        ({"scale": 0.7}, Change.FURTHER),
    ],
)
def test_another_light_and_another_distance_are_told(different, change):
    assert change in told(paper(**different), profile())


def test_a_moment_of_shade_is_not_told():
    faces = paper(1.5) + [paper_face(1.5 + i / 10, brightness=50.0) for i in range(5)]
    assert told(faces, profile()) == ()


def test_what_has_been_put_right_is_no_longer_told():
    watch = ChangeWatch(profile())
    assert [watch.push(face) for face in paper(brightness=60.0)][-1] == (Change.DARKER,)
    assert [watch.push(paper_face(3.0 + i / 10)) for i in range(30)][-1] == ()


def test_closed_eyes_are_not_called_a_greater_distance():
    assert told(paper(openness=0.1), profile()) == ()


def test_a_profile_without_a_look_still_tells_light_and_distance():
    older = profile().model_copy(update={"look": None})
    assert told(paper(brightness=60.0), older) == (Change.DARKER,)


@pytest.mark.parametrize("seed", [472, 473])
def test_glasses_put_on_or_taken_off_are_told_in_other_light_too(seed):
    for wears, change in ((False, Change.GLASSES_ON), (True, Change.GLASSES_OFF)):
        own, otherwise = person(seed, wears), look_at(seed, not wears)
        assert change in told(otherwise[0], own)
        assert change in told(otherwise[1], own)


@pytest.mark.parametrize("seed", [472, 473])
@pytest.mark.parametrize("wears", [False, True])
def test_turning_blinking_and_looking_about_change_nothing_and_dim_light_only_the_light(seed, wears):
    usual, dim = look_at(seed, wears)
    assert told(usual, person(seed, wears)) == ()
    assert told(dim, person(seed, wears)) == (Change.DARKER,)


def test_the_camera_check_says_the_change_and_gives_time_to_put_it_right():
    darker = with_brightness(profile(), 250.0)
    calm, shown = ScriptedDisplay(), ScriptedDisplay()
    for display, watch in ((calm, ChangeWatch(profile())), (shown, ChangeWatch(darker))):
        client = PaperClient()
        run(check_camera(62.0, watch), client.frames(), client, display)
    assert len(shown.scenes) > 2 * len(calm.scenes)
    last = shown.scenes[-1].checks[-1]
    assert last.mark is Mark.ATTENTION
    assert "darker than at your calibration" in last.text
    assert last.advice


@pytest.mark.parametrize("change", list(Change))
def test_every_change_has_its_words(change):
    said = changed(change)
    assert said.sentence.endswith(".")
    assert said.helps.endswith(".")
    assert said.sentence in cannot_tell_since(change)[1]


def simulated(seed, wears):
    return Identity.from_seed(seed, glasses=wears)


@cache
def person(seed, wears):
    faces = seen(simulated(seed, wears), [Pose(azimuth_deg=a, elevation_deg=e) for a, e in DIRECTIONS])
    repeated = [replace(face, time_s=2.0 * i + k / 5) for i, face in enumerate(faces) for k in range(10)]
    lines = [LookedAt(2.0 * i, 2.0 * (i + 1), *direction) for i, direction in enumerate(DIRECTIONS)]
    return fit_profile(repeated, lines, SETTING)


@cache
def look_at(seed, wears):
    """Two seconds in usual light and two in dim light."""
    return tuple(
        [replace(face, time_s=k * 0.25 + 2 * turn) for turn in (0, 1) for k, face in enumerate(faces)]
        for faces in (seen(simulated(seed, wears), poses) for poses in (OTHERWISE, DIM))
    )
