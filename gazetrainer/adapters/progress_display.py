"""ProgressDisplay: a display without a window, for runs that nobody watches: the scenes become a progress bar."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from gazetrainer.scene import (
    CalibrationResultScene,
    DotScene,
    GuidedScene,
    HoldScene,
    HomeScene,
    Key,
    Scene,
)
from gazetrainer.screen import Screen
from targets.language import _

IMAGINED = Screen(1920, 1080, 531.0, 299.0)
"""A 24-inch screen: what the calibration points of a run without a window are laid out on."""


class ProgressDisplay:
    """Shows what is going on as one line with a bar; gives no keys."""

    def __init__(self, console: Console, screen: Screen = IMAGINED) -> None:
        self._screen = screen
        columns = (TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console)
        self._task = self._progress.add_task("Starting", total=1.0)
        self._shown = ""
        self._is_guided = False

    @property
    def screen(self) -> Screen:
        """The imagined screen."""
        return self._screen

    def __enter__(self) -> Self:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the last line standing."""
        self._progress.update(self._task, completed=1.0)
        self._progress.stop()

    def draw(self, scene: Scene) -> None:
        """Show where the run stands."""
        self._is_guided = isinstance(scene, GuidedScene)
        text, share = _where(scene)
        if text != self._shown:
            self._shown = text
            self._progress.reset(self._task, description=text, total=1.0)
        self._progress.update(self._task, completed=share)

    def draw_between(self, scene: Scene) -> None:
        """Show a scene that only the clock has changed."""
        self.draw(scene)

    def keys(self) -> tuple[Key, ...]:
        """Nobody presses keys; a text that somebody would follow is left out."""
        return (Key.SKIP,) if self._is_guided else ()

    def typed(self) -> str:
        """Nobody types."""
        return ""


def _where(scene: Scene) -> tuple[str, float]:
    match scene:
        case DotScene(step=step, progress=progress):
            return _("Calibration {step}").format(step=step).strip(), progress
        case CalibrationResultScene(title=title):
            return title, 1.0
        case HoldScene(title=title, subtitle=subtitle, held_s=held_s, hold_s=hold_s):
            return f"{title}, {subtitle}", held_s / hold_s
        case HomeScene(plan=plan):
            return plan, 0.0
        case _:
            return scene.title, 0.0
