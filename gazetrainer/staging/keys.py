"""Keys that can be pressed at any time of a sitting, whatever it shows."""

from __future__ import annotations

from dataclasses import replace

from gazetrainer.scene import GetReadyScene, GuidedScene, HoldScene, Key, KeyHint, PausedScene, RestScene, Scene
from targets.language import _


def with_keys_of_any_time(scene: Scene, *, can_recentre: bool) -> Scene:
    """The scene with the keys for a dot and for not feeling well, where the sitting is under way."""
    if not isinstance(scene, GetReadyScene | HoldScene | PausedScene | RestScene | GuidedScene):
        return scene
    centring = (KeyHint(Key.RECENTRE, _("centre again")),) if can_recentre else ()
    return replace(scene, hints=(*scene.hints, *centring, KeyHint(Key.UNWELL, _("I don't feel well"))))
