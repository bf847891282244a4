"""Replaying: a recorded sitting under the hands of whoever looks at it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gazetrainer.flows.asking import first_key
from gazetrainer.loop import AnyFlow, Beat
from gazetrainer.replaying.player import Player, jumped_to_share, passed, pressed
from gazetrainer.replaying.replay import Replay
from gazetrainer.scene import Key, KeyHint, MessageScene, places_in
from gazetrainer.staging.replay import replay_scene
from targets.language import _

_AT_A_TIME: Final = 30
_IN_A_HURRY: Final = 400
"""So many moments are made ready with each picture: in passing, and while somebody waits for one."""


def replay_sitting(replay: Replay, player: Player, *, first: str = "") -> AnyFlow[None]:
    """Let a replay be played until it is closed; `first`: what is said before. Raises Stopped."""
    if first:
        yield from first_key(about_file_scene(first), (Key.MAIN,), float("inf"))
    before_s: float | None = None
    while True:
        is_ready = player.at_s <= replay.restaging.reached_s
        replay.restaging.go_on(_AT_A_TIME if is_ready else _IN_A_HURRY)
        if not is_ready and player.at_s > replay.restaging.reached_s:
            beat = yield MessageScene(_("One moment"), _("The sitting is judged again up to this place."))
        else:
            beat = yield replay_scene(replay, player)
            player = passed(player, beat.time_s - before_s) if before_s is not None else player
        before_s = beat.time_s
        if Key.STOP in beat.keys:
            return
        player = _led(player, beat, replay.line.stops_s)


def about_file_scene(sentence: str) -> MessageScene:
    """What is to be known of a file before it is shown."""
    hints = (KeyHint(Key.MAIN, _("replay it all the same")), KeyHint(Key.STOP, _("close")))
    return MessageScene(_("About this file"), sentence, hints)


def _led(player: Player, beat: Beat, stops_s: tuple[float, ...]) -> Player:
    for key in beat.keys:
        player = pressed(player, key, stops_s)
    for share in places_in(beat.typed):
        player = replace(jumped_to_share(player, share), is_playing=player.is_playing and share < 1.0)
    return player
