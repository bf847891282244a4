"""At the start of the window: offering to seal what a crash left."""

from __future__ import annotations

from functools import partial

from gazetrainer.cli.house import House
from gazetrainer.cli.past import recordings_folder
from gazetrainer.cli.sealing import left_open, seal_recording
from gazetrainer.flows.rooms import choose
from gazetrainer.rooms.sealing_pages import left_open_scene, sealed_scene
from gazetrainer.scene import Key


def offer_to_close(house: House) -> None:
    """Ask once whether to seal sittings that broke off; that one cannot be is told."""
    paths = left_open(recordings_folder())
    if not paths:
        return
    key, at = house.carry(choose(partial(left_open_scene, len(paths)), 2))
    if key is not Key.MAIN or at != 0:
        return
    sealed = [house.try_to(partial(seal_recording, path)) for path in paths]
    if any(sealed):
        house.read(partial(sealed_scene, sum(each is not None for each in sealed)))
