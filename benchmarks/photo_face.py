"""A face made of a real photograph with drawn eyes: a second kind of simulated person beside the simulated client.

The photograph is scikit-image's astronaut, which is in the public domain.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

import cv2
import numpy as np
import skimage.data
from numpy.typing import NDArray

from benchmarks.photo_eyes import DrawnEye, EyeLooks
from benchmarks.photo_relief import Floats, Lens, Relief, Shape, View, relief_of, sampled
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker, RunningMode
from gazetrainer.adapters.simulated import Pose
from gazetrainer.cli.places import data_folder
from gazetrainer.face import NoFace
from gazetrainer.frame import Frame

IRIS_COLOURS: Final = (
    (70.0, 46.0, 32.0),
    (104.0, 72.0, 44.0),
    (118.0, 104.0, 66.0),
    (108.0, 122.0, 96.0),
    (90.0, 108.0, 126.0),
    (92.0, 98.0, 104.0),
)


@dataclass(frozen=True, slots=True)
class Sensor:
    """What a camera does to a picture: blur (px), noise (grey levels), compression, and its tone curve's exponent."""

    blur_px: float = 0.6
    noise_sd: float = 2.5
    jpeg_quality: int = 90
    gamma: float = 1.0


@dataclass(frozen=True, slots=True)
class PhotoPerson:
    """One person; tint multiplies red, green and blue, side_light is light from the picture's right."""

    eyes: EyeLooks = field(default_factory=EyeLooks)
    shape: Shape = field(default_factory=Shape)
    sensor: Sensor = field(default_factory=Sensor)
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    side_light: float = 0.0
    neutral_deg: tuple[float, float, float] = (0.0, 0.0, 0.0)
    distance_mm: float = 600.0
    field_of_view_deg: float = 52.0
    seed: int = 0


def photo_person(number: int) -> PhotoPerson:
    """The same person for the same number; the first six have six colours of the iris."""
    rng = np.random.default_rng((number, 41))
    return PhotoPerson(
        eyes=_eyes(number, rng),
        shape=Shape(*(float(rng.uniform(low, high)) for low, high in ((0.93, 1.07), (0.94, 1.06), (0.8, 1.2)))),
        sensor=Sensor(
            blur_px=float(rng.uniform(0.5, 1.1)),
            noise_sd=float(rng.uniform(1.5, 4.0)),
            jpeg_quality=int(rng.integers(75, 96)),
            gamma=float(np.exp(rng.normal(scale=0.2))),
        ),
        tint=(1.0, float(rng.uniform(0.88, 1.02)), float(rng.uniform(0.8, 1.02))),
        side_light=float(rng.uniform(-0.35, 0.35)),
        neutral_deg=(float(rng.normal(scale=3)), float(rng.normal(scale=3)), float(rng.normal(scale=2))),
        distance_mm=float(rng.uniform(500, 700)),
        field_of_view_deg=float(rng.uniform(48, 56)),
        seed=number,
    )


def _eyes(number: int, rng: np.random.Generator) -> EyeLooks:
    kappa, vergence = rng.uniform(3.5, 6.5), 3.0
    return EyeLooks(
        ball_radius_mm=float(rng.uniform(11.5, 12.5)),
        ball_deeper_mm=float(rng.uniform(-0.8, 0.8)),
        iris_radius_mm=float(rng.uniform(5.5, 6.2)),
        pupil_radius_mm=float(rng.uniform(1.4, 2.4)),
        limbus_mm=float(rng.uniform(0.15, 0.4)),
        iris_colour=IRIS_COLOURS[number % len(IRIS_COLOURS)],
        sclera=float(rng.uniform(0.72, 0.92)),
        axis_out_deg=float(kappa - vergence),
        axis_up_deg=float(rng.normal(-1.0, 1.0)),
        lid_follow=(float(rng.uniform(0.65, 0.9)), float(rng.uniform(0.2, 0.36))),
        lids_wider=float(rng.uniform(0.9, 1.25)),
        fibres_seed=number,
    )


def photograph() -> NDArray[np.uint8]:
    """The untouched photograph (512, 512, 3)."""
    return np.asarray(skimage.data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]


@cache
def astronaut() -> Relief:
    """The photograph as a relief."""
    photo = photograph()
    model = resolve_face_model(data_folder=data_folder())
    with MediaPipeTracker(model.path, running_mode=RunningMode.IMAGE) as tracker:
        seen = tracker.observe(Frame(0, 0.0, photo))
    if isinstance(seen, NoFace):
        raise RuntimeError("the photograph holds no face that can be measured")
    return relief_of(photo, seen.landmarks_px)


class PhotoFace:
    """Draws one person in any pose; the noise of a picture depends on its number alone."""

    def __init__(self, person: PhotoPerson, *, width_px: int = 640, height_px: int = 480) -> None:
        self._person = person
        self._lens = Lens(width_px, height_px, person.field_of_view_deg)
        self._relief = replace(astronaut(), photo=_lit(astronaut(), person))
        self._eyes = [DrawnEye(self._relief, person.shape, person.eyes, side) for side in (0, 1)]
        self._drawn = 0

    def render(self, pose: Pose) -> NDArray[np.uint8]:
        """The camera's picture (height, width, 3) of a pose."""
        view = View(self._relief, self._person.shape, self._lens, pose, self._person.neutral_deg)
        picture = sampled(self._relief.photo, view.whole_map())
        for eye in self._eyes:
            self._draw(eye, picture, view, pose)
        self._drawn += 1
        return self._taken(picture * pose.light)

    def _draw(self, eye: DrawnEye, picture: Floats, view: View, pose: Pose) -> None:
        left, top, right, bottom = eye.box_px(view)
        x, y = np.arange(left, right), np.arange(top, bottom)
        fine = eye.draw(np.stack(np.meshgrid(x, y), axis=-1).astype(np.float32), view, pose)
        picture[top:bottom, left:right] = cv2.resize(fine, (right - left, bottom - top), interpolation=cv2.INTER_AREA)

    def _taken(self, picture: Floats) -> NDArray[np.uint8]:
        sensor = self._person.sensor
        rng = np.random.default_rng((self._person.seed, self._drawn))
        blurred = cv2.GaussianBlur(picture, (0, 0), sensor.blur_px * self._lens.width_px / 640)
        noisy = blurred + sensor.noise_sd * rng.standard_normal(blurred.shape, np.float32)
        levels = np.clip(noisy, 0, 255).astype(np.uint8)
        wish = (cv2.IMWRITE_JPEG_QUALITY, sensor.jpeg_quality)
        packed = cv2.imencode(".jpg", levels[..., ::-1], wish)[1]
        decoded = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
        return np.ascontiguousarray(decoded[..., ::-1])


def _lit(relief: Relief, person: PhotoPerson) -> NDArray[np.uint8]:
    gain = 1 + person.side_light * relief.normals()[..., None]
    toned = 255 * (relief.photo / np.float32(255)) ** np.float32(person.sensor.gamma)
    return np.clip(toned * gain * np.array(person.tint, np.float32), 0, 255).astype(np.uint8)
