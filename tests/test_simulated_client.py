"""What the simulated client does, and that its truth is exact."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from gazetrainer.adapters.simulated import (
    Arrival,
    Behaviour,
    Identity,
    Keyframe,
    Optics,
    Pose,
    Renderer,
    ScriptedCamera,
    SimulatedCamera,
    SimulatedOptions,
    Truth,
    alive,
    scripted,
    write_truth_csv,
)
from gazetrainer.adapters.simulated.pose import TRUTH_COLUMNS, direction, rotation
from gazetrainer.errors import CameraError, OutputError

TARGET_DEG = (14.0, 8.0)


def practice(behaviour: Behaviour, *, seed: int = 1, seconds: int = 60) -> list[Truth]:
    """Truth of a long hold, after the eyes have arrived."""
    camera = SimulatedCamera(SimulatedOptions(seed=seed, behaviour=behaviour))
    camera.attend(*TARGET_DEG)
    for _ in range(30):
        camera.next_pose()
    camera.begin_practice()
    return [camera.next_pose() for _ in range(seconds * 30)]


def off_deg(truths: list[Truth]) -> np.ndarray:
    return np.array([np.hypot(t.azimuth_deg - TARGET_DEG[0], t.elevation_deg - TARGET_DEG[1]) for t in truths])


def head_deg(truths: list[Truth]) -> np.ndarray:
    return np.array([np.hypot(t.head_yaw_deg, t.head_pitch_deg) for t in truths])


def test_an_obedient_client_stays_within_three_degrees() -> None:
    truths = practice(Behaviour.OBEDIENT)
    assert off_deg(truths).max() < 3
    assert head_deg(truths).max() < 4


@pytest.mark.parametrize("behaviour", [Behaviour.DRIFTING, Behaviour.LOOKING_AWAY, Behaviour.HEAD_TURNING])
def test_an_error_is_clearly_off_or_clearly_on_the_target(behaviour: Behaviour) -> None:
    off = off_deg(practice(behaviour))
    assert 0.15 < (off > 8).mean() < 0.6
    assert ((off > 3.5) & (off < 7.5)).mean() < 0.06


def test_a_drift_starts_slowly_and_ends_quickly() -> None:
    off = off_deg(practice(Behaviour.DRIFTING))
    steps = np.diff(off)
    assert steps.max() < 2.5
    assert steps.min() < -4


def test_a_head_turns_toward_the_target_while_the_eyes_are_left_behind() -> None:
    truths = practice(Behaviour.HEAD_TURNING)
    turned = [t for t in truths if np.hypot(t.head_yaw_deg, t.head_pitch_deg) > 9]
    assert len(turned) > 100
    assert np.mean([t.head_yaw_deg for t in turned]) > 6
    assert abs(np.mean([t.azimuth_deg for t in turned])) < 3


def test_a_client_who_leaves_comes_back() -> None:
    present = [t.present for t in practice(Behaviour.LEAVING)]
    assert 0.2 < np.mean(present) < 0.9
    assert any(not before and after for before, after in itertools.pairwise(present))


def test_closures_last_for_seconds_and_blinks_do_not() -> None:
    assert 1.5 < longest_closed_s(practice(Behaviour.CLOSING)) < 6.5
    assert longest_closed_s(practice(Behaviour.BLINKING)) < 0.3
    assert np.mean([t.openness_left < 0.3 for t in practice(Behaviour.BLINKING)]) > 0.03


def longest_closed_s(truths: list[Truth]) -> float:
    longest = run = 0
    for truth in truths:
        run = run + 1 if truth.openness_left < 0.2 else 0
        longest = max(longest, run)
    return longest / 30


def test_a_mixed_sitting_has_a_bit_of_everything() -> None:
    truths = practice(Behaviour.MIXED, seconds=180)
    assert (off_deg(truths) > 8).any()
    assert (head_deg(truths) > 9).any()
    assert not all(t.present for t in truths)
    assert longest_closed_s(truths) > 1.5


def test_outside_a_hold_every_client_does_as_told() -> None:
    camera = SimulatedCamera(SimulatedOptions(behaviour=Behaviour.MIXED))
    camera.attend(*TARGET_DEG)
    truths = [camera.next_pose() for _ in range(900)][30:]
    assert off_deg(truths).max() < 2
    assert all(t.present for t in truths)


def test_the_end_of_a_hold_ends_the_episode() -> None:
    camera = SimulatedCamera(SimulatedOptions(behaviour=Behaviour.LEAVING))
    camera.attend(*TARGET_DEG)
    camera.begin_practice()
    while camera.next_pose().present:
        pass
    camera.end_practice()
    assert camera.next_pose().present


def test_eyes_arrive_after_a_human_reaction_time() -> None:
    camera = SimulatedCamera(SimulatedOptions())
    camera.attend(0, 0)
    for _ in range(30):
        camera.next_pose()
    camera.attend(*TARGET_DEG)
    off = off_deg([camera.next_pose() for _ in range(15)])
    assert (off[:5] > 10).all()
    assert (off[11:] < 2).all()


def test_on_a_nose_dot_the_head_moves_and_the_eyes_stay() -> None:
    camera = SimulatedCamera(SimulatedOptions())
    camera.attend(0, 0, "nose_dot")
    truths = [camera.next_pose() for _ in range(300)][60:]
    assert np.ptp([t.head_yaw_deg for t in truths]) > 12
    assert max(abs(t.azimuth_deg) for t in truths) < 2


def test_fixating_keeps_the_direction_of_the_neutral_head() -> None:
    camera = SimulatedCamera(SimulatedOptions())
    camera.attend(5, 0, "fixating")
    for truth in [camera.next_pose() for _ in range(300)][60:]:
        in_room = rotation(truth.head_yaw_deg, truth.head_pitch_deg, truth.head_roll_deg) @ direction(
            truth.azimuth_deg, truth.elevation_deg
        )
        assert np.degrees(np.arccos(in_room @ direction(5, 0))) < 2


def test_truth_and_pictures_go_in_step_and_repeat_with_the_seed() -> None:
    def run() -> tuple[list[Truth], list[np.ndarray]]:
        with SimulatedCamera(SimulatedOptions(seed=3, duration_s=0.2)) as camera:
            camera.attend(10, 0)
            pictures = [frame.rgb for frame in camera.frames()]
            return camera.truth, pictures

    first, second = run(), run()
    assert first[0] == second[0]
    assert [t.index for t in first[0]] == list(range(6))
    assert all(np.array_equal(a, b) for a, b in zip(first[1], second[1], strict=True))


def test_frames_asked_for_again_go_on_in_time() -> None:
    waited: list[float] = []
    camera = SimulatedCamera(SimulatedOptions(rate_hz=20), pace=waited.append)
    first: Iterator = camera.frames()
    times_s = [next(first).time_s, next(first).time_s, next(camera.frames()).time_s]
    assert times_s == waited == [0, 0.05, 0.1]


def test_a_script_shows_what_it_says() -> None:
    script = scripted([Keyframe(0, Pose()), Keyframe(1, Pose(azimuth_deg=10)), Keyframe(3, Pose(), Arrival.RAMP)])
    assert script(0.99).azimuth_deg == 0
    assert 0 < script(1.02).azimuth_deg < 10
    assert script(1.2).azimuth_deg > 9.5
    assert script(2).azimuth_deg == pytest.approx(5)
    assert script(99) == Pose()


def test_a_living_script_may_be_asked_in_any_order() -> None:
    script = alive(scripted([Keyframe(0, Pose(azimuth_deg=5))]), seed=1, duration_s=10)
    late = script(9)
    assert script(2) != late
    assert script(9) == late


def test_a_scripted_camera_can_be_played_again() -> None:
    camera = ScriptedCamera(scripted([Keyframe(0, Pose())]), SimulatedOptions(duration_s=0.1))
    first, second = ([frame.rgb for frame in camera.frames()] for _ in range(2))
    assert len(camera.truth) == 3
    assert np.array_equal(first[-1], second[-1])


def test_people_differ_and_a_seed_is_always_the_same_person() -> None:
    people = [Identity.from_seed(seed) for seed in range(40)]
    assert len({person.colours.skin for person in people}) == 40
    assert 2 < sum(person.glasses for person in people) < 25
    assert Identity.from_seed(7) == Identity.from_seed(7)
    assert Identity.from_seed(7, glasses=True).eyes == Identity.from_seed(7, glasses=False).eyes


def test_a_sub_pixel_eye_movement_changes_the_picture_smoothly() -> None:
    renderer = Renderer(Identity.from_seed(1), optics=Optics(noise_sd=0, blur_px=0))
    pictures = [renderer.render(Pose(azimuth_deg=angle)).astype(float) for angle in np.arange(0, 6, 0.5)]
    changes = [np.abs(b - a).sum() for a, b in itertools.pairwise(pictures)]
    assert min(changes) > 0.6 * max(changes) > 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour=red", "colour"),
        ("seed=x", "seed"),
        ("behaviour=asleep", "drifting"),
        ("light=900", "light"),
        ("light=nan", "light"),
        ("glasses=perhaps", "yes or no"),
        ("covered=both", "left or right"),
        ("rate_hz", "rate_hz"),
    ],
)
def test_a_faulty_setting_is_named_with_what_is_allowed(text: str, named: str) -> None:
    with pytest.raises(CameraError, match=named):
        SimulatedOptions.parse(text)


def test_settings_are_read_from_text() -> None:
    options = SimulatedOptions.parse(" seed=3, behaviour=head_turning ,light=0.5,glasses=no,duration_s=2.5")
    assert options == SimulatedOptions(
        seed=3, behaviour=Behaviour.HEAD_TURNING, light=0.5, glasses=False, duration_s=2.5
    )
    assert SimulatedOptions.parse("") == SimulatedOptions()


def test_the_truth_file_has_a_line_per_frame(tmp_path: Path) -> None:
    path = tmp_path / "truth.csv"
    write_truth_csv(path, practice(Behaviour.LEAVING, seconds=10))
    lines = path.read_text().splitlines()
    assert lines[0] == ",".join(TRUTH_COLUMNS)
    assert len(lines) == 301
    assert {line.rsplit(",", 1)[1] for line in lines[1:]} <= {"0", "1"}


def test_a_truth_file_that_cannot_be_written_is_a_plain_fault(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nowhere"):
        write_truth_csv(tmp_path / "nowhere" / "truth.csv", [])


def test_a_truth_is_a_pose_and_can_be_drawn_again() -> None:
    truth = practice(Behaviour.OBEDIENT, seconds=1)[0]
    assert {field.name for field in fields(Pose)} <= {field.name for field in fields(truth)}
    assert Renderer(Identity.from_seed(0)).render(truth).shape == (480, 640, 3)
