"""Tracking again, with gaze that is put beside the recorded one as another tracking would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from recording_helpers import record, sample
from simulated_helpers import face_model, renderer_of
from video_helpers import filmed, frames

from gazetrainer.adapters.ahead import ahead
from gazetrainer.adapters.simulated import Identity, Pose
from gazetrainer.cli.tracking_again import tracked_ahead
from gazetrainer.face import FaceObservation
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.gaze import GapReason, Gaze, GazeGap
from gazetrainer.recording import Recording, Video, VideoConsent, read_recording, read_video
from gazetrainer.verify import Check, State
from gazetrainer.verify.retracked import (
    TOLERANCE_DEG,
    compare_gaze,
    first_second_that_differs,
    nothing_to_track_with,
    tracked_again,
)

GAZES = [sample(index / 30, azimuth_deg=-10.0 + 0.1 * (index % 3)) for index in range(150)]


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path = tmp_path_factory.mktemp("recordings") / "a.mcap"
    record(path, GAZES, [])
    return read_recording(path)


def off(index: int, by_deg: float) -> Gaze:
    return replace(GAZES[index], azimuth_deg=GAZES[index].azimuth_deg + by_deg)


def differs_s(recording: Recording, again: list[Gaze]) -> float | None:
    return first_second_that_differs(list(compare_gaze(recording, ((gaze,) for gaze in again))))


def test_what_coding_takes_from_a_picture_is_no_difference(recording: Recording) -> None:
    assert differs_s(recording, [off(index, TOLERANCE_DEG) for index in range(150)]) is None


def test_a_second_that_was_put_elsewhere_is_named(recording: Recording) -> None:
    assert differs_s(recording, [off(index, 6.0 if 90 <= index < 120 else 0.2) for index in range(150)]) == 3.0


def test_gaze_where_the_pictures_show_none_is_named(recording: Recording) -> None:
    blind = [GazeGap(gaze.time_s, GapReason.NO_FACE) if 60 <= index < 90 else gaze for index, gaze in enumerate(GAZES)]
    assert differs_s(recording, blind) == 2.0


def test_a_blink_more_or_less_is_no_difference(recording: Recording) -> None:
    blinks = [GazeGap(gaze.time_s, GapReason.BLINK) if index % 30 < 8 else gaze for index, gaze in enumerate(GAZES)]
    assert differs_s(recording, blinks) is None


def test_of_several_eyes_the_one_that_the_plan_asked_for_counts(recording: Recording) -> None:
    both = ((off(index, 9.0), gaze) for index, gaze in enumerate(GAZES))
    assert first_second_that_differs(list(compare_gaze(recording, both))) is None


@pytest.mark.parametrize(
    ("consent", "said"),
    [(VideoConsent.EYES_ONLY, "only the eyes were kept"), (VideoConsent.FULL_PICTURE, "Without a calibration")],
)
def test_what_cannot_be_tracked_again_is_said(recording: Recording, tmp_path: Path, consent: str, said: str) -> None:
    video = replace(read_video(filmed(tmp_path / "a.mcap", frames(3))), consent=VideoConsent(consent))
    finding = tracked_again(recording, video, nothing_to_track_with)
    assert (finding.check, finding.state) == (Check.TRACKED_AGAIN, State.NOTED)
    assert said in finding.sentence


def test_a_video_that_was_left_out_is_said(recording: Recording) -> None:
    finding = tracked_again(recording, Video(VideoConsent.FULL_PICTURE, ()), nothing_to_track_with)
    assert finding.state is State.NOTED
    assert "left out" in finding.sentence


def test_the_face_in_recorded_pictures_is_where_it_was(tmp_path: Path) -> None:
    renderer = renderer_of(Identity.from_seed(42), 640)
    poses = [Pose(azimuth_deg=-2.0 * index) for index in range(5)]
    shown = [Frame(index, index / 30, renderer.render(pose)) for index, pose in enumerate(poses)]
    video = read_video(filmed(tmp_path / "a.mcap", shown, camera=CameraInfo("simulated", 640, 480, 30.0)))
    seen = list(tracked_ahead(video, face_model()))
    assert [type(each) for each in seen] == [FaceObservation] * 5
    assert [each.time_s for each in seen] == pytest.approx([frame.time_s for frame in shown], abs=1e-8)


def test_what_goes_wrong_ahead_is_raised_where_it_is_wanted() -> None:
    def broken():
        yield 1
        raise ValueError("no more")

    items = ahead(broken())
    assert next(items) == 1
    with pytest.raises(ValueError, match="no more"):
        next(items)


def test_nobody_need_take_everything() -> None:
    items = ahead(iter(range(1000)))
    assert next(items) == 0
    items.close()
