from dataclasses import replace

import numpy as np
import pytest
from paper_face import paper_face, paper_population

from calibration import CalibrationError
from gazetrainer import estimate as estimating
from gazetrainer.calibrating import calibrate
from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.calibrating.captured import fitted
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt, Purpose
from gazetrainer.calibrating.profile_file import load_profile, parse_profile, require_same_camera, save_profile
from gazetrainer.errors import ProfileError
from gazetrainer.eyes import Eyes
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.frame import VIDEO_FILE, CameraInfo
from gazetrainer.gaze import GapReason, GazeGap, GazeSample
from gazetrainer.measuring.landmarks import LEFT_EYE, LEFT_EYE_SHAPES
from targets import parse_prescription
from targets.layouts import calibration_points, validation_points

CAMERA = CameraInfo("webcam 0", 640, 480, 30.0)
SETTING = CalibrationSetting(person="somebody", camera=CAMERA, field_of_view_deg=62.0, created_at="2026-01-01T08:00:00")
RATE_HZ = 30
CALIBRATION_RATE_HZ = 10


def fit_profile(faces, lines, setting):
    return calibrate.fit_profile(faces, lines, setting, paper_population())


def estimate(faces, profile, eyes=Eyes.BOTH):
    return estimating.estimate(faces, profile, eyes, population=paper_population())


def shown_points(*, validation=True):
    points = [(p, Purpose.CALIBRATION) for p in calibration_points(9, half_width_deg=15, half_height_deg=10)]
    if validation:
        points += [(p, Purpose.VALIDATION) for p in validation_points(half_width_deg=15, half_height_deg=10)]
    return [
        LookedAt(2.0 * i, 2.0 * (i + 1), p.azimuth_deg, p.elevation_deg, HeadTask.STILL, purpose)
        for i, (p, purpose) in enumerate(points)
    ]


def watched(lines, **face):
    end_s = lines[-1].end_s
    times = np.arange(0, end_s, 1 / CALIBRATION_RATE_HZ)
    at = [max((line for line in lines if line.start_s <= t + 1e-9), key=lambda line: line.start_s) for t in times]
    return [
        paper_face(t, line.azimuth_deg, line.elevation_deg, noise_px=0.05, seed=i, **face)
        for i, (t, line) in enumerate(zip(times, at, strict=True))
    ]


@pytest.fixture(scope="module")
def profile():
    return fit_profile(watched(shown_points()), shown_points(), SETTING)


def one(gazes):
    (gaze,) = gazes
    return gaze


def still(seconds, azimuth_deg=0.0, elevation_deg=0.0, start_s=0.0, **face):
    return [
        paper_face(start_s + i / RATE_HZ, azimuth_deg, elevation_deg, **face) for i in range(round(seconds * RATE_HZ))
    ]


def test_a_direction_between_the_points_is_told_with_the_clients_own_signs(profile):
    up_left = one(estimate([paper_face(0.0, -8.0, 6.0)], profile))
    assert isinstance(up_left, GazeSample)
    assert up_left.azimuth_deg == pytest.approx(-8.0, abs=1.0)
    assert up_left.elevation_deg == pytest.approx(6.0, abs=1.0)


@pytest.mark.parametrize("eyes", list(Eyes))
def test_one_eye_alone_can_be_measured(profile, eyes):
    gaze = one(estimate([paper_face(0.0, 10.0, -5.0)], profile, eyes))
    assert isinstance(gaze, GazeSample)
    assert (gaze.azimuth_deg, gaze.elevation_deg) == pytest.approx((10.0, -5.0), abs=1.5)


def test_a_face_elsewhere_and_larger_in_the_picture_is_told_the_same(profile):
    here = one(estimate([paper_face(0.0, 7.0, 3.0)], profile))
    there = one(estimate([paper_face(0.0, 7.0, 3.0, shift_px=(250.0, 220.0), scale=1.3)], profile))
    assert isinstance(here, GazeSample)
    assert isinstance(there, GazeSample)
    assert there.azimuth_deg == pytest.approx(here.azimuth_deg, abs=0.01)
    assert there.elevation_deg == pytest.approx(here.elevation_deg, abs=0.01)


@pytest.mark.parametrize("head", [(10.0, 0.0, 0.0), (0.0, 10.0, 0.0), (0.0, 0.0, 10.0), (-6.0, 4.0, 3.0)])
def test_the_head_is_told_against_neutral_with_its_signs_and_raises_the_doubt(profile, head):
    straight, turned = estimate([paper_face(0.0), paper_face(0.2, head=head)], profile)
    assert turned.head is not None
    assert (turned.head.yaw_deg, turned.head.pitch_deg, turned.head.roll_deg) == pytest.approx(head, abs=0.5)
    assert isinstance(straight, GazeSample)
    assert isinstance(turned, GazeSample)
    assert turned.sigma_deg > straight.sigma_deg


def test_a_neutral_head_that_is_not_straight_is_zero_all_the_same():
    tilted = (6.0, -9.0, 8.0)
    own = fit_profile(watched(shown_points(), head=tilted), shown_points(), SETTING)
    gaze = one(estimate([paper_face(0.0, 5.0, 5.0, head=tilted)], own))
    assert isinstance(gaze, GazeSample)
    assert (gaze.head.yaw_deg, gaze.head.pitch_deg, gaze.head.roll_deg) == pytest.approx((0, 0, 0), abs=0.5)
    assert (gaze.azimuth_deg, gaze.elevation_deg) == pytest.approx((5, 5), abs=1.0)


def test_a_blink_takes_the_frames_around_it(profile):
    faces = still(1.0) + still(0.2, openness=0.1, start_s=1.0) + still(1.0, start_s=1.2)
    gazes = list(estimate(faces, profile))
    assert [g.time_s for g in gazes] == [f.time_s for f in faces]
    spoilt = [g.time_s for g in gazes if isinstance(g, GazeGap)]
    assert {g.reason for g in gazes if isinstance(g, GazeGap)} == {GapReason.BLINK}
    assert spoilt[0] == pytest.approx(1.0 - 1 / RATE_HZ)
    assert spoilt[-1] == pytest.approx(1.2)


def test_a_long_closure_is_closed_eyes(profile):
    faces = still(1.0) + still(4.0, openness=0.1, start_s=1.0) + still(1.0, start_s=5.0)
    gazes = list(estimate(faces, profile))
    assert not [g for g in gazes if 1.0 <= g.time_s < 5.0 and isinstance(g, GazeSample)]
    assert all(g.reason is GapReason.EYES_CLOSED for g in gazes if 1.6 < g.time_s < 5.0 and isinstance(g, GazeGap))


def test_half_open_lids_that_are_the_persons_own_are_open_eyes():
    drooping = fit_profile(watched(shown_points(), openness=0.55), shown_points(), SETTING)
    gaze = one(estimate([paper_face(0.0, 4.0, 2.0, openness=0.55)], drooping))
    assert isinstance(gaze, GazeSample)
    assert gaze.eyes.openness_left == pytest.approx(1.0, abs=0.1)


def test_lids_that_squint_for_a_while_are_doubted_but_not_closed(profile):
    faces = still(4.0) + still(12.0, openness=0.7, start_s=4.0)
    gazes = [gaze for gaze in estimate(faces, profile) if gaze.time_s > 10.0]
    assert all(isinstance(gaze, GazeSample) for gaze in gazes)
    wide = one(estimate([paper_face(0.0)], profile))
    assert isinstance(wide, GazeSample)
    assert all(gaze.sigma_deg > wide.sigma_deg for gaze in gazes if isinstance(gaze, GazeSample))


def test_a_blink_of_squinting_lids_is_a_blink(profile):
    faces = still(10.0, openness=0.7) + still(0.2, openness=0.1, start_s=10.0) + still(1.0, openness=0.7, start_s=10.2)
    reasons = {g.reason for g in estimate(faces, profile) if g.time_s > 9.0 and isinstance(g, GazeGap)}
    assert reasons == {GapReason.BLINK}


@pytest.mark.parametrize(
    ("face", "reason"),
    [
        (paper_face(second_face_ratio=0.9), GapReason.SEVERAL_FACES),
        (paper_face(head=(35.0, 0.0, 0.0)), GapReason.HEAD_TURNED),
        (paper_face(shift_px=(60.0, 240.0)), GapReason.FACE_CUT_OFF),
        (NoFace(0.0, NoFaceReason.NO_FACE), GapReason.NO_FACE),
        (NoFace(0.0, NoFaceReason.TOO_SMALL), GapReason.TOO_SMALL),
        (NoFace(0.0, NoFaceReason.TOO_DARK), GapReason.TOO_DARK),
    ],
)
def test_what_cannot_be_measured_is_a_reason_and_never_a_direction(profile, face, reason):
    gap = one(estimate([face], profile))
    assert isinstance(gap, GazeGap)
    assert gap.reason is reason


def test_a_small_face_in_the_background_does_not_stop_the_practice(profile):
    assert isinstance(one(estimate([paper_face(second_face_ratio=0.3)], profile)), GazeSample)


def test_validation_points_have_no_part_in_the_fit(profile):
    lines = shown_points()
    faces = watched(lines)
    spoilt = [paper_face(f.time_s, 30, 30) if f.time_s >= 18.0 else f for f in faces]
    assert fitted(fit_profile(spoilt, lines, SETTING).points) == fitted(profile.points)
    assert fit_profile(spoilt, lines, SETTING).validation.mean_error_deg > 10 > profile.validation.mean_error_deg
    assert profile.validation.method == "held_out_points"
    assert len(profile.validation.points) == 4


def test_without_validation_points_each_point_is_told_by_a_fit_without_it():
    lines = shown_points(validation=False)
    own = fit_profile(watched(lines), lines, SETTING)
    assert own.validation.method == "left_out_in_turn"
    assert len(own.validation.points) == 9
    assert 0 < own.validation.mean_error_deg < 3


def test_how_restless_and_how_often_unseen_the_eyes_were_at_a_left_out_point_is_measured_there():
    lines = shown_points(validation=False)
    restless, unseen = lines[3], lines[6]
    rng = np.random.default_rng(4)

    def as_it_was(face):
        if restless.start_s <= face.time_s < restless.end_s:
            off = rng.normal(scale=1.5, size=2)
            return paper_face(face.time_s, restless.azimuth_deg + off[0], restless.elevation_deg + off[1])
        is_lost = unseen.end_s - 0.45 < face.time_s < unseen.end_s - 1e-6
        return NoFace(face.time_s, NoFaceReason.NO_FACE) if is_lost else face

    own = fit_profile([as_it_was(face) for face in watched(lines)], lines, SETTING)
    found = {(point.azimuth_deg, point.elevation_deg): point for point in own.validation.points}
    wobbling = found.pop((restless.azimuth_deg, restless.elevation_deg))
    away = found.pop((unseen.azimuth_deg, unseen.elevation_deg))
    assert wobbling.std_deg > 0.5 > 3 * max(point.std_deg for point in found.values())
    assert away.data_loss > 0.3 > 3 * max(point.data_loss for point in found.values())


def test_fixating_phases_do_not_disturb_the_fit(profile):
    lines = [*shown_points(), LookedAt(26.0, 30.0, 10.0, 0.0, HeadTask.FIXATING)]
    faces = watched(shown_points()) + still(4.0, -20.0, 15.0, start_s=26.0)
    assert fit_profile(faces, lines, SETTING).points == profile.points


def test_a_tolerance_is_never_smaller_than_what_can_be_verified_there(profile):
    near, far = profile.expected_error_deg(0.0, 0.0), profile.expected_error_deg(40.0, 0.0)
    assert near >= profile.usual_sigma_deg
    assert far > near + 1.0
    plan = parse_prescription('schema = 1\ntitle = "T"\n[[steps]]\nazimuth_deg = 40\nelevation_deg = 0\n', "t.toml")
    assert profile.smallest_tolerances_deg(plan) == pytest.approx((2 * far,))


def test_two_eyes_that_do_not_see_the_same_give_no_direction(profile):
    both = paper_face(0.0, 12.0, 8.0)
    other = paper_face(0.0, -12.0, -8.0)
    assert both.eyes is not None
    assert other.eyes is not None
    half = both.eyes.grey.shape[1] // 2
    landmarks, shapes, grey = both.landmarks_px.copy(), both.blendshapes.copy(), both.eyes.grey.copy()
    landmarks[[LEFT_EYE.iris_centre, *LEFT_EYE.iris_ring]] = other.landmarks_px[
        [LEFT_EYE.iris_centre, *LEFT_EYE.iris_ring]
    ]
    left = LEFT_EYE_SHAPES
    sides = [left.up, left.down, left.toward_left, left.toward_right]
    shapes[sides] = other.blendshapes[sides]
    grey[:, half:] = other.eyes.grey[:, half:]
    squinting = replace(both, landmarks_px=landmarks, blendshapes=shapes, eyes=replace(both.eyes, grey=grey))
    gap = one(estimate([squinting], profile))
    assert isinstance(gap, GazeGap)
    assert gap.reason is GapReason.EYE_HIDDEN
    alone = one(estimate([squinting], profile, Eyes.RIGHT))
    assert isinstance(alone, GazeSample)
    assert alone.azimuth_deg == pytest.approx(12.0, abs=2.0)


def test_a_calibration_without_a_face_says_what_to_do():
    nobody = [NoFace(i / RATE_HZ, NoFaceReason.NO_FACE) for i in range(900)]
    with pytest.raises(CalibrationError, match="light on your face"):
        fit_profile(nobody, shown_points(), SETTING)


def test_a_saved_profile_is_the_same_profile(profile, tmp_path):
    save_profile(profile, tmp_path / "deep" / "profile.json")
    assert load_profile(tmp_path / "deep" / "profile.json") == profile


def test_a_profile_of_another_camera_or_resolution_is_refused(profile):
    require_same_camera(profile, CAMERA)
    require_same_camera(profile, CameraInfo(VIDEO_FILE, 640, 480, 30.0))
    with pytest.raises(ProfileError, match="another camera"):
        require_same_camera(profile, CameraInfo("webcam 1", 640, 480, 30.0))
    with pytest.raises(ProfileError, match="1280x720"):
        require_same_camera(profile, CameraInfo("webcam 0", 1280, 720, 30.0))


def test_a_profile_of_another_population_is_refused(profile):
    with pytest.raises(ProfileError, match="another population"):
        list(estimating.estimate([paper_face()], profile))


def test_points_that_do_not_belong_together_are_refused(profile):
    first, *rest = profile.points
    broken = profile.model_copy(update={"points": (first.model_copy(update={"features": (1.0, 2.0)}), *rest)})
    with pytest.raises(ProfileError, match="damaged"):
        broken.model_for(Eyes.BOTH, paper_population())


def test_a_face_whose_eye_picture_was_not_kept_gives_no_direction(profile):
    gap = one(estimate([replace(paper_face(), eyes=None)], profile))
    assert isinstance(gap, GazeGap)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: "not json", "is not a gazetrainer profile"),
        (lambda _: "{}", "damaged|not a gazetrainer profile"),
        (lambda text: text.replace('"version": 2,', '"version": 99,', 1), "does not know"),
        (lambda text: text.replace('"feature_version": ', '"feature_version": 9', 1), "another version"),
        (lambda text: text.replace('"points": [', '"points": [7,'), "damaged"),
    ],
)
def test_a_profile_that_is_something_else_is_refused_in_words(profile, change, said):
    text = profile.model_dump_json(indent=1)
    assert change(text) != text
    with pytest.raises(ProfileError, match=said):
        parse_profile(change(text), "profile.json")
