"""Identity: how a simulated client is built; every field shows in the rendered picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Colour = tuple[float, float, float]
"""Red, green, blue in 0..255."""

SKIN_TONES: tuple[Colour, ...] = (
    (246, 214, 194),
    (232, 192, 164),
    (208, 160, 126),
    (172, 122, 90),
    (128, 86, 62),
    (94, 62, 46),
)
IRIS_COLOURS: tuple[Colour, ...] = ((70, 45, 30), (92, 62, 36), (96, 102, 62), (88, 118, 140), (112, 124, 130))
HAIR_COLOURS: tuple[Colour, ...] = (
    (30, 26, 24),
    (58, 42, 32),
    (104, 74, 48),
    (160, 126, 84),
    (74, 40, 26),
    (128, 124, 120),
)
CLOTHES_COLOURS: tuple[Colour, ...] = ((88, 108, 118), (126, 96, 88), (90, 104, 84), (150, 142, 128), (72, 78, 96))
ROOM_COLOURS: tuple[Colour, ...] = ((206, 200, 188), (190, 198, 200), (214, 204, 196), (184, 186, 176))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Face shape; the factors are 1 for an average face.

    brow_height_mm above the eyes, cheek_below_mm below them; mouth_corners_mm: above the middle of the lips.
    """

    face_width: float = 1.0
    face_depth: float = 1.0
    jaw_width: float = 1.0
    nose_length: float = 1.0
    nose_width: float = 1.0
    nose_height: float = 1.0
    brow_height_mm: float = 21.0
    brow_thickness_mm: float = 4.0
    cheek_fullness: float = 1.0
    cheek_below_mm: float = 36.0
    mouth_width_mm: float = 50.0
    mouth_corners_mm: float = 3.0
    long_hair: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """Eyes and lids.

    kappa_deg: how far the optical axis lies temporally of the line of sight, (left, right).
    kappa_up_deg: the same upward. corner_hollow_mm: how deep the face goes in at the inner corners.
    lid_follow, lower_lid_follow: share of the eye's elevation that the margin follows.
    iris_radius_mm, limbus_mm: of the visible iris, and how soft its edge is.
    """

    inter_ocular_mm: float = 63.0
    lid_opening_left_mm: float = 10.0
    lid_opening_right_mm: float = 10.0
    fissure_width_mm: float = 29.0
    tilt_mm: float = 1.0
    depth_mm: float = 0.0
    corner_hollow_mm: float = 3.5
    sclera: float = 0.9
    kappa_deg: tuple[float, float] = (4.0, 4.0)
    kappa_up_deg: tuple[float, float] = (0.0, 0.0)
    lid_follow: float = 0.75
    lower_lid_follow: float = 0.28
    pupil_radius_mm: float = 1.9
    iris_radius_mm: float = 5.85
    limbus_mm: float = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Colours of the person and the room."""

    skin: Colour = SKIN_TONES[1]
    iris: Colour = IRIS_COLOURS[1]
    hair: Colour = HAIR_COLOURS[1]
    clothes: Colour = CLOTHES_COLOURS[0]
    room: Colour = ROOM_COLOURS[0]
    beard: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One simulated person; `seed` also fixes freckles, hair strands and iris fibres.

    glare: strength 0..1 of the reflection on glasses. covered: the client's eye that wears a patch.
    strabismus_deg: how far the left eye points to the client's right of where the right eye looks. still_eye: the
    client's eye that never moves, as one of glass.
    """

    seed: int = 0
    shape: Shape = Shape()
    eyes: Eyes = Eyes()
    colours: Colours = Colours()
    glasses: bool = False
    glare: float = 0.3
    covered: Literal["left", "right"] | None = None
    strabismus_deg: float = 0.0
    still_eye: Literal["left", "right"] | None = None

    @classmethod
    def from_seed(cls, seed: int, *, glasses: bool | None = None) -> Identity:
        """Draw a person; `glasses` None leaves it to the seed (about one in four wears them)."""
        rng = np.random.default_rng(seed)
        shape, eyes, colours = _draw_shape(rng), _draw_eyes(rng), _draw_colours(rng)
        wears, glare = bool(rng.random() < 0.25), float(rng.uniform(0.1, 0.5))
        return cls(
            seed=seed,
            shape=shape,
            eyes=eyes,
            colours=colours,
            glasses=wears if glasses is None else glasses,
            glare=glare,
        )


def _draw_shape(rng: np.random.Generator) -> Shape:
    return Shape(
        face_width=rng.uniform(0.94, 1.07),
        face_depth=rng.uniform(0.88, 1.12),
        jaw_width=rng.uniform(0.9, 1.12),
        nose_length=rng.uniform(0.92, 1.1),
        nose_width=rng.uniform(0.85, 1.2),
        nose_height=rng.uniform(0.8, 1.2),
        brow_height_mm=rng.uniform(18.5, 23.0),
        brow_thickness_mm=rng.uniform(2.8, 5.0),
        cheek_fullness=rng.uniform(0.6, 1.4),
        mouth_width_mm=rng.uniform(45, 54),
        long_hair=bool(rng.random() < 0.5),
    )


def _draw_eyes(rng: np.random.Generator) -> Eyes:
    opening_mm = rng.uniform(8.8, 11.0)
    left_mm, right_mm = opening_mm + rng.uniform(-0.4, 0.4, 2)
    kappa_left, kappa_right = rng.uniform(2.0, 6.0, 2)
    up_left, up_right = rng.uniform(-1.0, 1.0, 2)
    return Eyes(
        inter_ocular_mm=rng.uniform(58, 68),
        lid_opening_left_mm=left_mm,
        lid_opening_right_mm=right_mm,
        fissure_width_mm=rng.uniform(27.5, 30.5),
        tilt_mm=rng.uniform(0.0, 2.0),
        depth_mm=rng.uniform(-1.0, 1.5),
        sclera=rng.uniform(0.82, 0.95),
        kappa_deg=(kappa_left, kappa_right),
        kappa_up_deg=(up_left, up_right),
        lid_follow=rng.uniform(0.68, 0.82),
        lower_lid_follow=rng.uniform(0.2, 0.35),
        pupil_radius_mm=rng.uniform(1.5, 2.4),
    )


def _draw_colours(rng: np.random.Generator) -> Colours:
    tone = rng.uniform(0, len(SKIN_TONES) - 1.001)
    low = int(tone)
    skin = np.asarray(SKIN_TONES[low]) * (low + 1 - tone) + np.asarray(SKIN_TONES[low + 1]) * (tone - low)
    darkest_first = len(IRIS_COLOURS) if tone < 2.5 else 2
    return Colours(
        skin=(float(skin[0]), float(skin[1]), float(skin[2])),
        iris=IRIS_COLOURS[rng.integers(darkest_first)],
        hair=HAIR_COLOURS[rng.integers(len(HAIR_COLOURS))],
        clothes=CLOTHES_COLOURS[rng.integers(len(CLOTHES_COLOURS))],
        room=ROOM_COLOURS[rng.integers(len(ROOM_COLOURS))],
        beard=float(rng.uniform(0.2, 0.6)) if rng.random() < 0.25 else 0.0,
    )
