from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.aims import ALL, NINE, aims_table
from benchmarks.hold_scores import score_holds
from benchmarks.kept_faces import keep, kept, stream_arrays, stream_from
from benchmarks.scores import pooled, score
from benchmarks.session_script import KINDS, RATE_HZ, TURNED_8, TURNED_RIGHT, Script, script_of
from benchmarks.tables import as_numbers, written_into
from gazetrainer.face import EyeCrop, FaceObservation, NoFace, NoFaceReason
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose

SCRIPT = script_of(7, "640x480", 1)


def _told(script: Script, *, off_deg: float = 0.0, sigma_deg: float = 0.3) -> list[Gaze]:
    return [
        GazeSample(
            index / RATE_HZ,
            pose.azimuth_deg + off_deg,
            pose.elevation_deg,
            sigma_deg,
            HeadPose(pose.head_yaw_deg, pose.head_pitch_deg, pose.head_roll_deg),
            EyeState(1.0, 1.0, 600.0),
        )
        for index, pose in enumerate(script.poses)
    ]


def test_a_method_that_tells_the_truth_has_no_error_and_no_wrong_verdict() -> None:
    figures = score(_told(SCRIPT), SCRIPT.truth_deg(), SCRIPT.fixations, 1).as_numbers()
    assert figures["mean_deg"] == pytest.approx(0, abs=1e-9)
    assert figures["within_2.45_sigma"] == 1.0
    assert figures["wrong_in"] == figures["cannot_tell"] == figures["not_told"] == 0


def test_an_offset_is_found_in_its_own_direction() -> None:
    figures = score(_told(SCRIPT, off_deg=2.0), SCRIPT.truth_deg(), SCRIPT.fixations, 1).as_numbers()
    assert figures["across_deg"] == pytest.approx(2.0)
    assert figures["upward_deg"] == pytest.approx(0.0)
    assert figures["within_2.45_sigma"] == 0.0


def test_frames_that_were_not_told_are_counted_and_not_scored() -> None:
    told = _told(SCRIPT)
    lost = SCRIPT.fixations[0].frames
    told[lost] = [GazeGap(gaze.time_s, GapReason.NO_FACE) for gaze in told[lost]]
    figures = score(told, SCRIPT.truth_deg(), SCRIPT.fixations[:2], 1).as_numbers()
    assert figures["not_told"] == 0.5
    assert figures["mean_deg"] == pytest.approx(0, abs=1e-9)


def test_a_method_without_sigma_is_judged_as_sure() -> None:
    figures = score(_told(SCRIPT, sigma_deg=np.nan), SCRIPT.truth_deg(), SCRIPT.fixations, 1).as_numbers()
    assert figures["within_1.18_sigma"] is None
    assert figures["cannot_tell"] == 0


def test_holds_told_truly_are_judged_right_where_only_the_eyes_decide() -> None:
    holds = score_holds(_told(SCRIPT), SCRIPT)
    for kind in KINDS:
        assert holds.kinds[kind, "wide"].as_numbers()["right"] == 1.0
    assert holds.comparison.precision == holds.comparison.recall == holds.comparison.out_caught == 1.0
    assert holds.comparison.held_difference == pytest.approx(0)


def test_eyes_kept_on_the_dot_leave_the_position_and_eyes_kept_in_the_head_do_not() -> None:
    truth = SCRIPT.truth_deg()
    for held in SCRIPT.holds:
        frames = dict(held.kinds)
        assert np.allclose(truth[frames[TURNED_RIGHT]].mean(axis=0), held.target_deg, atol=0.5)
        off = truth[frames[TURNED_8]].mean(axis=0) - held.target_deg
        assert np.hypot(*off) == pytest.approx(8, abs=0.8)


def test_five_points_are_the_centre_and_the_corners() -> None:
    shown = [(line.azimuth_deg, line.elevation_deg) for line in SCRIPT.looked_at(5)]
    assert shown == [(0, 0), (-15, 10), (15, 10), (15, -10), (-15, -10)]


def test_faces_come_back_from_the_folder_as_they_were(tmp_path: Path) -> None:
    face = FaceObservation(
        time_s=1.5,
        image_size_px=(64, 48),
        landmarks_px=np.ones((478, 3), np.float32),
        blendshapes=np.zeros(52, np.float32),
        head_matrix=np.eye(4, dtype=np.float32),
        brightness=90.0,
        sharpness=12.0,
        eyes=EyeCrop(np.arange(12, dtype=np.uint8).reshape(3, 4), 5.0, 6.0, 2.0),
    )
    later = replace(face, time_s=3.5, eyes=EyeCrop(np.zeros((2, 2), np.uint8), 1.0, 2.0))
    keep(tmp_path / "one" / "a.npz", stream_arrays([face, NoFace(2.5, NoFaceReason.TOO_DARK), later]))
    first, second, third = stream_from(kept(tmp_path / "one" / "a.npz"))
    assert isinstance(first, FaceObservation)
    assert first.eyes is not None
    assert face.eyes is not None
    assert np.array_equal(first.eyes.grey, face.eyes.grey)
    assert (first.eyes.left_px, first.eyes.step_px, first.brightness) == (5.0, 2.0, 90.0)
    assert second == NoFace(2.5, NoFaceReason.TOO_DARK)
    assert third.time_s == 3.5


def test_figures_go_between_the_markers_and_nowhere_else() -> None:
    told = _told(SCRIPT)
    fixations = {"still": score(told, SCRIPT.truth_deg(), SCRIPT.fixations, 1)}
    results = {"some method": as_numbers(fixations, score_holds(told, SCRIPT), people=1)}
    facts = {"date": "2000-01-01", "command": "this", "identities": [1], "seed": 2}
    text = written_into(
        "above\n<!-- figures: begin -->\nof last year\n<!-- figures: end -->\nbelow\n", facts, {"640x480": results}
    )
    assert text.startswith("above\n")
    assert text.endswith("below\n")
    assert "of last year" not in text
    assert "| some method | still | 0.00 |" in text
    assert "2000-01-01, `this`" in text


def test_an_aim_is_reached_or_not_by_its_bound() -> None:
    told = _told(SCRIPT, sigma_deg=3.0)
    kinds = {each.kind: [f for f in SCRIPT.fixations if f.kind == each.kind] for each in SCRIPT.fixations}
    fixations = {kind: score(told, SCRIPT.truth_deg(), chosen, 1) for kind, chosen in kinds.items()}
    fixations[ALL] = pooled(list(fixations.values()))
    table = aims_table({"640x480": {NINE: as_numbers(fixations, score_holds(told, SCRIPT), people=1)}})
    assert "| 640x480 | mean error, still | at most 0.9 deg | 0.00 deg, yes |  |" in table
    assert "| 640x480 | frames within 2.45 sigma | 93% to 97% | 100.0%, no |  |" in table
