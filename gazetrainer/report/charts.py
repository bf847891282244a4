"""Charts: where the marks of a hold's pictures go, in the units of the drawing; the template only draws them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gazetrainer.events import Account
from gazetrainer.judging.accounts import Accounts
from gazetrainer.quality import Quality, TooFewSamples
from gazetrainer.report.summary import HoldSummary, StepSummary
from gazetrainer.report.traces import Floats, Traces, dots, path
from gazetrainer.report.words import duration
from targets.formats import number

WIDTH, LEFT, RIGHT = 640.0, 46.0, 8.0
ERROR_TOP, ERROR_HEIGHT = 40.0, 130.0
HEAD_TOP, HEAD_HEIGHT = 184.0, 84.0
HEIGHT = 336.0
COLUMNS = 500
TIME_STEPS_S = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 3600.0)
SCATTER_SIZE, SCATTER_DOTS = 300.0, 600


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a bar and its account."""

    x: float
    width: float
    account: Account


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what is written there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeChart:
    """A hold over time: accounts, error with its tolerance band, head, lids."""

    bars: tuple[Bar, ...]
    error_path: str
    tolerance_y: float
    error_ticks: tuple[Tick, ...]
    head_paths: tuple[str, str, str]
    head_ticks: tuple[Tick, ...]
    closures: tuple[tuple[float, float], ...]
    time_ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class EllipseMark:
    """The ellipse of a scatter in drawing units; angle in degrees, clockwise as SVG turns."""

    x: float
    y: float
    half_axis_a: float
    half_axis_b: float
    angle_deg: float


@dataclass(frozen=True, slots=True)
class Scatter:
    """Where the eyes were around the position, as seen from the client."""

    dots: str
    tolerance_radius: float
    ring_deg: float
    ring_radius: float
    ellipse: EllipseMark | None


def account_bars(accounts: Accounts, width: float = WIDTH) -> tuple[Bar, ...]:
    """Return every second of some holds in one bar, account by account."""
    bars, x = [], 0.0
    for account in Account:
        part = width * accounts.of(account) / accounts.elapsed_s if accounts.elapsed_s > 0 else 0.0
        if part > 0:
            bars.append(Bar(x, part, account))
            x += part
    return tuple(bars)


def time_chart(hold: HoldSummary, step: StepSummary, traces: Traces) -> TimeChart:
    """Lay out one hold over its time."""
    x_of = _axis(hold.start_s, max(hold.end_s, hold.start_s + 0.1), LEFT, WIDTH - RIGHT)
    top_deg = _error_top_deg(traces.error_deg, step.judged_tolerance_deg)
    error_y = _axis(0, top_deg, ERROR_TOP + ERROR_HEIGHT, ERROR_TOP)
    limits = step.step.head_limits
    head_deg = max(1.4 * max(limits.yaw_deg, limits.pitch_deg, limits.roll_deg), 5.0)
    head_y = _axis(-head_deg, head_deg, HEAD_TOP + HEAD_HEIGHT, HEAD_TOP)
    x = np.asarray(x_of(traces.time_s))
    heads = np.asarray(head_y(np.clip(traces.head_deg, -head_deg, head_deg)))
    yaw, pitch, roll = (path(x, heads[:, axis], columns=COLUMNS) for axis in range(3))
    return TimeChart(
        bars=tuple(
            Bar(float(x_of(span.start_s)), float(x_of(span.end_s) - x_of(span.start_s)), span.account)
            for span in hold.spans
        ),
        error_path=path(x, np.asarray(error_y(np.minimum(traces.error_deg, top_deg))), columns=COLUMNS),
        tolerance_y=float(error_y(step.judged_tolerance_deg)),
        error_ticks=tuple(Tick(float(error_y(deg)), f"{number(deg)}°") for deg in _round_steps(top_deg, 4)),
        head_paths=(yaw, pitch, roll),
        head_ticks=tuple(Tick(float(head_y(deg)), f"{number(deg)}°") for deg in (-limits.yaw_deg, 0.0, limits.yaw_deg)),
        closures=tuple((float(x_of(a)), max(1.5, float(x_of(b) - x_of(a)))) for a, b in traces.closures),
        time_ticks=tuple(
            Tick(float(x_of(hold.start_s + s)), duration(s)) for s in _time_steps(hold.end_s - hold.start_s, 6)
        ),
    )


def scatter(traces: Traces, step: StepSummary, quality: Quality | TooFewSamples) -> Scatter:
    """Lay out the gaze of a hold around its position; the scale shows at least 1.6 times the tolerance."""
    reach = np.hypot(traces.offset_right_deg, traces.offset_up_deg)
    usual_deg = float(np.nanpercentile(reach, 95)) if np.isfinite(reach).any() else 0.0
    span_deg = min(max(1.6 * step.judged_tolerance_deg, 1.1 * usual_deg), 4 * step.judged_tolerance_deg)
    scale, middle = SCATTER_SIZE / 2 / span_deg, SCATTER_SIZE / 2
    near = reach <= span_deg
    x = np.where(near, middle + scale * traces.offset_right_deg, np.nan)
    y = np.where(near, middle - scale * traces.offset_up_deg, np.nan)
    ellipse = None
    if isinstance(quality, Quality):
        ellipse = EllipseMark(
            x=middle + scale * quality.offset_azimuth_deg,
            y=middle - scale * quality.offset_elevation_deg,
            half_axis_a=scale * quality.ellipse.half_axis_a_deg,
            half_axis_b=scale * quality.ellipse.half_axis_b_deg,
            angle_deg=-quality.ellipse.orientation_deg,
        )
    ring_deg = _round_steps(span_deg, 3)[-1]
    return Scatter(
        dots=dots(x, y, most=SCATTER_DOTS),
        tolerance_radius=scale * step.judged_tolerance_deg,
        ring_deg=ring_deg,
        ring_radius=scale * ring_deg,
        ellipse=ellipse,
    )


def _error_top_deg(error_deg: Floats, tolerance_deg: float) -> float:
    highest = float(np.nanmax(error_deg)) if np.isfinite(error_deg).any() else 0.0
    return min(max(1.1 * highest, 2 * tolerance_deg), 5 * tolerance_deg)


def _axis(low: float, high: float, at_low: float, at_high: float) -> Callable[[Floats | float], Floats | float]:
    return lambda value: at_low + (value - low) / (high - low) * (at_high - at_low)


def _round_steps(top: float, most: int) -> list[float]:
    """Return 0 and multiples of a round step up to `top`, at most about `most` steps."""
    if top <= 0:
        return [0.0]
    power = 10.0 ** math.floor(math.log10(top / most))
    step = next(power * factor for factor in (1, 2, 5, 10) if top / (power * factor) <= most)
    return _multiples(step, top)


def _time_steps(top_s: float, most: int) -> list[float]:
    """Return 0 and multiples of a step that reads well in minutes and seconds."""
    step_s = next((step_s for step_s in TIME_STEPS_S if top_s / step_s <= most), TIME_STEPS_S[-1])
    return _multiples(step_s, top_s)


def _multiples(step: float, top: float) -> list[float]:
    return [index * step for index in range(int(top / step + 1e-9) + 1)]
