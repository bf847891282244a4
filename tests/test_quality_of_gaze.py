from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recording_helpers import sample

from gazetrainer.gaze import GapReason, Gaze, GazeGap
from gazetrainer.quality import Quality, TooFewSamples, quality_of


def test_the_offset_of_a_steady_gaze_is_its_accuracy() -> None:
    quality = quality_of([sample(index / 30, 12.0, 0.0) for index in range(30)], azimuth_deg=10, elevation_deg=0)
    assert isinstance(quality, Quality)
    assert quality.accuracy_deg == pytest.approx(2.0, abs=1e-6)
    assert quality.offset_azimuth_deg == pytest.approx(2.0, abs=1e-6)
    assert (quality.std_deg, quality.rms_s2s_deg, quality.bcea_deg2) == pytest.approx((0, 0, 0), abs=1e-9)
    assert quality.effective_rate_hz == pytest.approx(30.0)


def test_a_wobble_has_the_area_of_its_ellipse() -> None:
    wobble = np.random.default_rng(0).normal(0, (2.0, 0.5), (4000, 2))
    gazes = [sample(index / 30, *pair) for index, pair in enumerate(wobble.tolist())]
    quality = quality_of(gazes, azimuth_deg=0, elevation_deg=0)
    assert isinstance(quality, Quality)
    assert quality.bcea_deg2 == pytest.approx(2 * np.pi * np.log(1 / 0.32) * 2.0 * 0.5, rel=0.05)
    assert abs(np.sin(np.radians(quality.ellipse.orientation_deg))) < 0.05
    assert quality.ellipse.half_axis_a_deg == pytest.approx(3.02, rel=0.05)


def test_gaps_are_lost_data_and_no_jump() -> None:
    gazes: list[Gaze] = [sample(index / 10, float(index > 20), 0.0) for index in range(40)]
    gazes[15:25] = [GazeGap(index / 10, GapReason.BLINK) for index in range(15, 25)]
    quality = quality_of(gazes, azimuth_deg=0, elevation_deg=0)
    assert isinstance(quality, Quality)
    assert quality.data_loss == pytest.approx(0.25)
    assert quality.rms_s2s_deg == 0.0


def test_too_few_samples_have_no_quality() -> None:
    assert quality_of([], azimuth_deg=0, elevation_deg=0) == TooFewSamples(0)
    assert quality_of([sample(0.0)] * 4, azimuth_deg=0, elevation_deg=0) == TooFewSamples(4)


@given(st.lists(st.one_of(st.none(), st.tuples(st.floats(-60, 60), st.floats(-60, 60))), max_size=30))
def test_any_stretch_gives_finite_figures_or_too_few(pairs: list[tuple[float, float] | None]) -> None:
    gazes = [sample(i / 30, *p) if p else GazeGap(i / 30, GapReason.NO_FACE) for i, p in enumerate(pairs)]
    quality = quality_of(gazes, azimuth_deg=5, elevation_deg=5)
    if isinstance(quality, Quality):
        assert np.isfinite([quality.accuracy_deg, quality.std_deg, quality.bcea_deg2, quality.data_loss]).all()
