"""Asking whose plan or answer it is, once; what is known, and what nobody signs, is not asked about."""

from __future__ import annotations

from functools import partial

from gazetrainer.flows.rooms import choose, next_keys
from gazetrainer.loop import AnyFlow
from gazetrainer.rooms.trust_pages import first_time_scene, warning_scene
from gazetrainer.scene import Key
from gazetrainer.trust.practitioners import Origin, Standing


def ask_whose(origin: Origin) -> AnyFlow[bool]:
    """Whether it is taken; a warning is only passed by choosing so, never by the main key alone."""
    if origin.standing in {Standing.KNOWN, Standing.UNSIGNED}:
        return True
    if origin.standing is Standing.NEW:
        keys = yield from next_keys(partial(first_time_scene, origin))
        return keys[0] is Key.MAIN
    key, at = yield from choose(partial(warning_scene, origin), 2)
    return key is Key.MAIN and at == 1
