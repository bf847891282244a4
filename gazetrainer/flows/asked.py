"""What a moment asks of a sitting: commands by its keys, and waiting while the camera is gone."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Final

from gazetrainer.events import CameraFound, CameraLost, Command
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.loop import CameraState, Moment
from gazetrainer.scene import Key

SILENCE_S: Final = 2.0
"""No slow camera is silent for so long: it was gone, or the machine slept."""
_AROUND_S: Final = 0.1
_COMMANDS: Final = {Key.SKIP: Command.SKIP, Key.MAIN: Command.PAUSE_OR_GO_ON}


def commands_by(keys: Sequence[Key], *, is_paused: bool) -> tuple[Command, ...]:
    """What keys ask for: Escape pauses, and stops what is paused; the window's own button stops at once."""
    if Key.CLOSE in keys:
        return (Command.STOP,)
    commands: list[Command] = []
    for key in keys:
        if key is Key.STOP:
            commands.append(Command.STOP if is_paused else Command.PAUSE_OR_GO_ON)
        elif key in _COMMANDS:
            commands.append(_COMMANDS[key])
        if commands and commands[-1] is Command.PAUSE_OR_GO_ON and key in (Key.STOP, Key.MAIN):
            is_paused = not is_paused
    return tuple(commands)


@dataclass(slots=True)
class CameraWatch:
    """Notices when the camera goes and comes back; what it paused it lets go on, what the client paused it does not."""

    lost_s: float | None = None
    has_paused: bool = False
    before_s: float = inf
    not_yet: deque[CameraLost | CameraFound] = field(default_factory=deque)

    def with_silence_told(self, moment: Moment) -> tuple[Moment, ...]:
        """A moment; after a long silence some without a camera come first, so that the sitting waits.

        Two of them stand at the end of the silence: gaze comes late, and so does what is asked for with it.
        """
        before_s, self.before_s = self.before_s, moment.time_s
        if moment.camera is CameraState.GONE or moment.time_s - before_s <= SILENCE_S:
            return (moment,)
        times_s = before_s + _AROUND_S, moment.time_s - 2 * _AROUND_S, moment.time_s - _AROUND_S
        unseen = (NoFace(time_s, NoFaceReason.NO_PICTURE) for time_s in times_s)
        return *(replace(moment, seen=each, keys=(), typed="", camera=CameraState.GONE) for each in unseen), moment

    def push(
        self, moment: Moment, *, is_paused: bool
    ) -> tuple[tuple[CameraLost | CameraFound, ...], tuple[Command, ...]]:
        """What is to be told, when it is due, and asked for because of this moment."""
        told, asked = self._noticed(moment, is_paused=is_paused)
        self.not_yet += told
        return told, asked

    def due(self, time_s: float) -> tuple[CameraLost | CameraFound, ...]:
        """What is to be told before the gaze of this time, which comes late: what is told keeps the order of times."""
        count = sum(each.time_s <= time_s for each in self.not_yet)
        return tuple(self.not_yet.popleft() for _ in range(count))

    def _noticed(
        self, moment: Moment, *, is_paused: bool
    ) -> tuple[tuple[CameraLost | CameraFound, ...], tuple[Command, ...]]:
        is_gone = moment.camera is CameraState.GONE
        if is_gone and self.lost_s is None:
            self.lost_s, self.has_paused = moment.time_s, not is_paused
            return (CameraLost(moment.time_s),), (Command.PAUSE_OR_GO_ON,) if self.has_paused else ()
        if is_gone or self.lost_s is None:
            return (), ()
        found = CameraFound(moment.time_s, moment.time_s - self.lost_s)
        self.lost_s = None
        return (found,), (Command.PAUSE_OR_GO_ON,) if self.has_paused and is_paused else ()
