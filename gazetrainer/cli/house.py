"""House: the open window and the settings in use; all rooms carry their flows through it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from gazetrainer.adapters.catalogues import known_languages
from gazetrainer.adapters.machine import listed_cameras
from gazetrainer.adapters.pygame_display import look_by
from gazetrainer.cli.language import if_known, language_asked_for, spoken
from gazetrainer.cli.options import CameraWish, ScreenWish
from gazetrainer.cli.own_settings import keep_settings
from gazetrainer.cli.window import Window, carry_without_camera
from gazetrainer.errors import GazeTrainerError
from gazetrainer.flows.rooms import next_keys
from gazetrainer.loop import AnyFlow, Stopped
from gazetrainer.rooms.choices import Offers
from gazetrainer.scene import Key, Scene
from gazetrainer.settings import Settings
from gazetrainer.staging.setup import fault_scene
from targets import PrescriptionError
from targets.language import _

Result = TypeVar("Result")


class House:
    """What the rooms share.

    camera: the one that was named when the program was opened, instead of the settings'. speed: how many times as fast
    as real time a simulated client lives.
    """

    def __init__(self, window: Window, settings: Settings, *, camera: str | None = None, speed: float = 1.0) -> None:
        self.speed = speed
        self.window = window
        self.settings = settings
        self._camera = camera
        self._language = language_asked_for(sys.argv[1:]) or if_known(settings.language)
        self._wear()

    def carry(self, flow: AnyFlow[Result]) -> Result:
        """Carry a flow in the language in use; raises Stopped when the window closes, whatever the flow makes of it."""
        result = self.speaking(lambda: carry_without_camera(flow, self.window))
        if self.window.is_closed:
            raise Stopped
        return result

    def keys_on(self, scene: Callable[[], Scene]) -> tuple[Key, ...]:
        """Show a scene until something is pressed; raises Stopped when the window closes."""
        return self.carry(next_keys(scene))

    def read(self, scene: Callable[[], Scene], *keys: Key) -> Key:
        """Show a scene until it is left, with the main key or another; raises Stopped when the window closes."""
        while True:
            for key in self.keys_on(scene):
                if key in (Key.MAIN, Key.STOP, Key.BACK, *keys):
                    return key

    def speaking(self, work: Callable[[], Result]) -> Result:
        """Do something in the language in use."""
        with spoken(self._language):
            return work()

    def try_to(self, work: Callable[[], Result]) -> Result | None:
        """Do something; what a person can act on is told in the window, and None is given."""
        try:
            return self.speaking(work)
        except (GazeTrainerError, PrescriptionError) as fault:
            told = str(fault)
        if not self.window.is_closed:
            self.read(lambda: fault_scene(told))
        return None

    def use(self, settings: Settings) -> None:
        """Look, sound and speak as these settings say, from now on."""
        if settings.language != self.settings.language:
            self._language = if_known(settings.language)
        self.settings = settings
        self._wear()

    def keep(self) -> None:
        """Keep the settings for the next time; that they cannot be kept is told."""
        self.try_to(lambda: keep_settings(self.settings))

    @property
    def offers(self) -> Offers:
        """What can be chosen on this machine."""
        return Offers(known_languages(), self.window.pygame.displays(), _cameras(self.settings.camera))

    @property
    def camera(self) -> CameraWish:
        """The camera to use."""
        return CameraWish(self._camera or self.settings.camera)

    @property
    def screen(self) -> ScreenWish:
        """The screen as it is."""
        return ScreenWish(size_mm=self.settings.screen_mm)

    def _wear(self) -> None:
        self.window.pygame.wear(look_by(self.settings))
        self.window.sounding.change(self.settings)
        if self.settings.screen_mm is not None:
            self.window.pygame.take_size(self.settings.screen_mm)


def _cameras(chosen: str) -> tuple[tuple[str, str], ...]:
    """Cameras by number and name; where the system does not list them the first two, to be tried."""
    listed = listed_cameras()
    found = {str(camera.index): camera.name for camera in listed or ()}
    if not found:
        found = {"0": _("the first camera"), "1": _("the second camera")}
    return tuple(({} if chosen in found else {chosen: chosen}).items()) + tuple(found.items())
