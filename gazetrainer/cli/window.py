"""The window with its sound, and the scenes that need no camera."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from gazetrainer.adapters.clock import Clock, MonotonicClock
from gazetrainer.adapters.pygame_display import PygameDisplay, look_by
from gazetrainer.adapters.pygame_sound import PygameSound
from gazetrainer.adapters.sounding_display import SoundingDisplay
from gazetrainer.cli.hearing import heard_as, settle, voice_for_settings
from gazetrainer.cli.options import ScreenWish
from gazetrainer.cli.own_settings import own_settings
from gazetrainer.flows.asking import first_key
from gazetrainer.loop import AnyFlow, Display, QuietFlow, Result, Stopped, Tick
from gazetrainer.scene import Guide, Key, Scene

_PICTURE_S = 1 / 30


@dataclass(frozen=True, slots=True)
class Window:
    """An open window: a display whose scenes are also heard; `sounding` changes what of them is."""

    pygame: PygameDisplay
    display: Display
    sounding: SoundingDisplay

    @property
    def guide(self) -> Guide:
        """What leads the eyes beyond the edge, now; the display itself shows it when that changes."""
        return self.sounding.guide

    @property
    def is_closed(self) -> bool:
        """The person closed it: nothing more is to be shown."""
        return self.pygame.close_asked


@contextmanager
def opened_window(wish: ScreenWish) -> Iterator[Window]:
    """Open the window and the sound; raises DisplayError."""
    settings = heard_as(wish, own_settings())
    display = PygameDisplay(
        full_screen=wish.full_screen,
        screen_mm=wish.size_mm or settings.screen_mm,
        look=look_by(settings),
        number=settings.display,
    )
    with display, PygameSound(volume=settings.volume) as sound, voice_for_settings(settings) as voice:
        sounding = SoundingDisplay(display, sound, voice=voice, settings=settings, on_change=partial(settle, voice))
        yield Window(display, sounding, sounding)


def carry_without_camera(
    flow: QuietFlow[Result] | AnyFlow[Result], window: Window, clock: Clock | None = None
) -> Result:
    """Carry a flow that needs no camera, 30 times a second, until it returns; raises Stopped when the window closes.

    What was pressed before the first scene was there was not meant for it. Stopped is thrown into the flow.
    """
    clock = clock or MonotonicClock()
    start_s = clock.now_s()
    window.display.keys()
    try:
        scene = next(flow)
        while not window.is_closed:
            window.display.draw(scene)
            clock.sleep_s(_PICTURE_S)
            keys = window.display.keys()
            scene = flow.send(Tick(clock.now_s() - start_s, keys, window.display.typed()))
        flow.throw(Stopped())
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        flow.close()
    raise Stopped


def show_until_key(window: Window, scene: Scene, *, patience_s: float = float("inf")) -> bool:
    """Show a scene without a camera until the main key or the end of patience (True), or stop (False)."""
    try:
        carry_without_camera(first_key(scene, (Key.MAIN,), patience_s), window)
    except Stopped:
        return False
    return True
