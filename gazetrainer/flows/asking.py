"""Asking: a scene that waits for a key."""

from __future__ import annotations

from gazetrainer.loop import AnyFlow, Stopped
from gazetrainer.scene import Key, Scene


def first_key(scene: Scene, keys: tuple[Key, ...], patience_s: float) -> AnyFlow[Key | None]:
    """Show a scene until one of the keys; None when patience ran out first. Raises Stopped."""
    start_s: float | None = None
    while True:
        moment = yield scene
        start_s = moment.time_s if start_s is None else start_s
        if Key.STOP in moment.keys:
            raise Stopped
        pressed = next((key for key in moment.keys if key in keys), None)
        if pressed is not None or moment.time_s - start_s >= patience_s:
            return pressed
