"""Attention: where the program asks the eyes to go; a simulated client follows it, a person follows the screen."""

from __future__ import annotations

from typing import Literal, Protocol

HeadTask = Literal["still", "nose_dot", "fixating"]


class Attention(Protocol):
    """Whoever wants to know what is being shown."""

    def attend(self, azimuth_deg: float, elevation_deg: float, head: HeadTask = "still") -> None:
        """Something to look at stands in this eye-in-head direction; a nose dot goes along with the head."""
        ...

    def attend_nothing(self) -> None:
        """Nothing is asked of the eyes."""
        ...

    def begin_practice(self) -> None:
        """A hold begins."""
        ...

    def end_practice(self) -> None:
        """A hold is over."""
        ...


class Nobody:
    """The attention of a real person: the screen is enough."""

    def attend(self, azimuth_deg: float, elevation_deg: float, head: HeadTask = "still") -> None:
        """Need no telling."""

    def attend_nothing(self) -> None:
        """Need no telling."""

    def begin_practice(self) -> None:
        """Need no telling."""

    def end_practice(self) -> None:
        """Need no telling."""
