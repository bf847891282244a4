"""SimulatedOptions: everything that can be chosen about a simulated client, checked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, Self

from gazetrainer.adapters.simulated.episode import Behaviour
from gazetrainer.errors import CameraError, CameraFault
from targets.language import _

RANGES: dict[str, tuple[float, float]] = {
    "width_px": (160, 3840),
    "height_px": (120, 2160),
    "rate_hz": (1, 240),
    "light": (0.02, 3),
    "distance_mm": (250, 2000),
    "neutral_yaw_deg": (-15, 15),
    "neutral_pitch_deg": (-15, 15),
    "neutral_roll_deg": (-15, 15),
    "noise_sd": (0, 40),
    "blur_px": (0, 10),
    "jpeg_quality": (10, 100),
    "exposed_share": (0, 1),
    "strabismus_deg": (-30, 30),
    "field_of_view_deg": (30, 120),
    "duration_s": (0, 86_400),
    "seed": (0, 2**32 - 1),
    "identity": (0, 2**32 - 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedOptions:
    """A simulated client and camera; a value out of range raises CameraError.

    seed: fixes behaviour and noise; identity: fixes the person (None: the same as seed).
    glasses: None leaves it to the identity. covered: the client's eye that wears a patch.
    strabismus_deg: how far the left eye points to the client's right of the right one's aim. still_eye: one of glass.
    duration_s: when the stream ends (None: never).
    exposed_share: share of the frame time that the shutter is open, for motion blur.
    """

    seed: int = 0
    identity: int | None = None
    behaviour: Behaviour = Behaviour.OBEDIENT
    width_px: int = 640
    height_px: int = 480
    rate_hz: float = 30.0
    glasses: bool | None = None
    covered: Literal["left", "right"] | None = None
    strabismus_deg: float = 0.0
    still_eye: Literal["left", "right"] | None = None
    light: float = 1.0
    distance_mm: float = 600.0
    neutral_yaw_deg: float = 0.0
    neutral_pitch_deg: float = 0.0
    neutral_roll_deg: float = 0.0
    noise_sd: float = 2.5
    blur_px: float = 0.6
    jpeg_quality: int | None = None
    exposed_share: float = 0.0
    field_of_view_deg: float = 62.0
    duration_s: float | None = None

    def __post_init__(self) -> None:
        for key, (least, most) in RANGES.items():
            value = getattr(self, key)
            if value is not None and not least <= value <= most:
                raise _fault(key, value)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "key=value,key=value"; raises CameraError that names the key and what is allowed.

        >>> SimulatedOptions.parse("seed=3,behaviour=drifting,glasses=yes").behaviour.value
        'drifting'
        """
        given: dict[str, Any] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            key, _equals, value = (side.strip() for side in part.partition("="))
            if key not in READERS:
                raise CameraError(
                    CameraFault.UNREADABLE,
                    _("The simulated camera has no setting {key}. Settings are: {settings}.").format(
                        key=repr(key), settings=", ".join(READERS)
                    ),
                )
            try:
                given[key] = READERS[key](value)
            except ValueError as error:
                raise _fault(key, value) from error
        return cls(**given)


def _fault(key: str, value: object) -> CameraError:
    message = _("The simulated camera's {key}={value} does not work. Give {allowed}.").format(
        key=key, value=value, allowed=_allowed(key)
    )
    return CameraError(CameraFault.UNREADABLE, message)


def _yes_or_no(text: str) -> bool:
    answers = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.lower() not in answers:
        raise ValueError(text)
    return answers[text.lower()]


def _side(text: str) -> str:
    if text not in ("left", "right"):
        raise ValueError(text)
    return text


def _reader(key: str, kind: str) -> Callable[[str], Any]:
    if key == "behaviour":
        return Behaviour
    if key == "glasses":
        return _yes_or_no
    if key in _SIDES:
        return _side
    return int if kind.startswith("int") else float


def _allowed(key: str) -> str:
    if key == "behaviour":
        return _("one of {names}").format(names=", ".join(Behaviour))
    if key == "glasses":
        return _("yes or no")
    if key in _SIDES:
        return _("left or right")
    least, most = RANGES[key]
    text = _("a whole number from {least} to {most}") if READERS[key] is int else _("a number from {least} to {most}")
    return text.format(least=f"{least:g}", most=f"{most:g}")


_SIDES: Final = ("covered", "still_eye")
READERS: dict[str, Callable[[str], Any]] = {
    field.name: _reader(field.name, str(field.type)) for field in fields(SimulatedOptions)
}
"""How each setting is read from text, and what is allowed."""
