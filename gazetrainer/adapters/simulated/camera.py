"""SimulatedCamera: a simulated client as a first-class camera, with the exact truth beside every frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Literal, Self

import numpy as np

from gazetrainer.adapters.simulated.behaviour import Client, HeadTask
from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.options import SimulatedOptions
from gazetrainer.adapters.simulated.pose import Pose, Truth, truth_of
from gazetrainer.adapters.simulated.renderer import Neutral, Optics, Renderer
from gazetrainer.frame import CameraInfo, Frame

FARTHEST_DEG = (35.0, 30.0)
"""Eyes turn no further than this, sideways and up or down."""


def renderer_for(options: SimulatedOptions) -> Renderer:
    """The renderer of the person and camera that the options describe."""
    person = options.seed if options.identity is None else options.identity
    return Renderer(
        replace(
            Identity.from_seed(person, glasses=options.glasses),
            covered=options.covered,
            strabismus_deg=options.strabismus_deg,
            still_eye=options.still_eye,
        ),
        width_px=options.width_px,
        height_px=options.height_px,
        seed=options.seed,
        neutral=Neutral(options.neutral_yaw_deg, options.neutral_pitch_deg, options.neutral_roll_deg),
        optics=Optics(
            field_of_view_deg=options.field_of_view_deg,
            blur_px=options.blur_px,
            noise_sd=options.noise_sd,
            jpeg_quality=options.jpeg_quality,
            exposed_share=options.exposed_share,
        ),
    )


class SimulatedCamera:
    """Yields pictures of a client who looks where `attend` says; `truth` grows by one line per frame.

    Time is the frame's index over the rate, never read from a clock. `pace` is called with each frame's time before it
    is yielded; a live program may wait in it. `frames` may be called again: time goes on.
    """

    def __init__(self, options: SimulatedOptions, *, pace: Callable[[float], None] | None = None) -> None:
        self._options, self._pace = options, pace
        self.truth: list[Truth] = []
        resting = Pose(distance_mm=options.distance_mm, light=options.light)
        self._client = Client(np.random.default_rng((options.seed, 1)), options.behaviour, resting)
        self._renderer: Renderer | None = None
        self._index = 0

    @property
    def info(self) -> CameraInfo:
        """Name, resolution and rate."""
        options = self._options
        person = options.seed if options.identity is None else options.identity
        return CameraInfo(f"simulated-{person}", options.width_px, options.height_px, options.rate_hz)

    def attend(
        self, azimuth_deg: float, elevation_deg: float, head: Literal["still", "nose_dot", "fixating"] = "still"
    ) -> None:
        """Show a target; the client looks there after a human reaction time."""
        side, height = FARTHEST_DEG
        aim = min(max(azimuth_deg, -side), side), min(max(elevation_deg, -height), height)
        self._client.attend(aim, HeadTask(head))

    def attend_nothing(self) -> None:
        """Show nothing; the eyes wander about the middle."""
        self._client.attend(None)

    def begin_practice(self) -> None:
        """A hold begins: the client's behaviour acts."""
        self._client.practise()

    def end_practice(self) -> None:
        """The hold is over: the client does as told."""
        self._client.rest()

    def frames(self) -> Iterator[Frame]:
        """Yield frames until `duration_s`, or without end."""
        options = self._options
        renderer = self._opened()
        while options.duration_s is None or self._index < options.duration_s * options.rate_hz:
            truth = self.next_pose()
            picture = renderer.render(truth)
            if self._pace is not None:
                self._pace(truth.time_s)
            yield Frame(truth.index, truth.time_s, picture)

    def next_pose(self) -> Truth:
        """Let one frame time pass without a picture: the pose that the next frame would show."""
        index, time_s = self._index, self._index / self._options.rate_hz
        truth = truth_of(self._client.pose_at(time_s), index=index, time_s=time_s, attended=self._client.asked)
        self.truth.append(truth)
        self._index += 1
        return truth

    def _opened(self) -> Renderer:
        if self._renderer is None:
            self._renderer = renderer_for(self._options)
        return self._renderer

    def __enter__(self) -> Self:
        """Build the person."""
        self._opened()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open."""
