"""Choices: every setting with a plain explanation and the values it may take, each as the settings it would lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from gazetrainer.scene import Row
from gazetrainer.settings import AskVideo, GazeDot, Hand, Keys, Motion, Settings, Sounds, Theme
from targets.formats import number
from targets.language import _, ngettext

LANGUAGE_NAMES: Final[Mapping[str, str]] = {"en": "English", "es": "Español", "de": "Deutsch"}
"""Each in its own language, so that everybody finds theirs."""
_TEXT_SIZES: Final = (1.0, 1.25, 1.5, 1.75, 2.0)
_VOLUMES: Final = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)
_TIMES: Final = (0.5, 1.0, 1.5, 2.0, 3.0)
_SPEAKING_S: Final = (3.0, 6.0, 12.0, 30.0)
_DAYS: Final = (30, 90, 180, 365, None)


@dataclass(frozen=True, slots=True)
class Offers:
    """What this machine offers: languages by code, screens and cameras by what is said of them."""

    languages: tuple[str, ...] = ("en",)
    displays: tuple[str, ...] = ("",)
    cameras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting in words, and for each of its values the words for it and the settings that have it."""

    text: str
    explanation: str
    options: tuple[tuple[str, Settings], ...]
    at: int

    @property
    def row(self) -> Row:
        """The choice as a row of a list."""
        return Row(self.text, self.options[self.at][0], self.explanation, adjustable=True)

    def moved(self, by: int) -> Settings:
        """The settings some values further on, or at the end."""
        return self.options[max(0, min(self.at + by, len(self.options) - 1))][1]

    def next_in_turn(self) -> Settings:
        """The settings with the next value, after the last one the first."""
        return self.options[(self.at + 1) % len(self.options)][1]


def language_choice(settings: Settings, offers: Offers) -> Choice:
    """Which language is spoken."""
    names = {code: LANGUAGE_NAMES.get(code, code) for code in offers.languages}
    values = {**names, "": _("as the system")}
    return _choice(
        settings, "language", _("Language"), _("The language of the program. Plans may have their own."), values
    )


def text_size_choice(settings: Settings) -> Choice:
    """How large text is."""
    values = {size: number(size, ".0%") for size in _TEXT_SIZES}
    return _choice(settings, "text_size", _("Text size"), _("Larger text can be read from further away."), values)


def camera_choice(settings: Settings, offers: Offers) -> Choice:
    """Which camera is used."""
    values = dict(offers.cameras) or {"0": _("the first camera")}
    explanation = _("The one near the top of the screen is best. It is on only while it is needed.")
    return _choice(settings, "camera", _("Camera"), explanation, values)


def volume_choice(settings: Settings) -> Choice:
    """How loud tones may be."""
    values = {volume: number(volume, ".0%") for volume in _VOLUMES}
    return _choice(settings, "volume", _("Volume"), _("The loudest that any tone may be."), values)


def all_choices(settings: Settings, offers: Offers) -> tuple[Choice, ...]:
    """Every setting that is one of several values, in the order of the room."""
    looks = (_theme(settings), text_size_choice(settings), _motion(settings), language_choice(settings, offers))
    sounds = (_sounds(settings), volume_choice(settings), _speaking(settings))
    ways = (_times(settings), _gaze_dot(settings), _hand(settings), _keys(settings))
    machine = (*_display(settings, offers), camera_choice(settings, offers))
    return (*looks, *sounds, *ways, *machine, _video(settings), _retention(settings))


def _theme(settings: Settings) -> Choice:
    values = {Theme.LIGHT: _("light"), Theme.DARK: _("dark"), Theme.CONTRAST: _("high contrast")}
    explanation = _(
        "A light screen also lights your face, which helps the camera. Dark is for eyes that find it too bright."
    )
    return _choice(settings, "theme", _("Colours"), explanation, values)


def _motion(settings: Settings) -> Choice:
    values = {Motion.FULL: _("gentle"), Motion.REDUCED: _("none but the timer")}
    return _choice(settings, "motion", _("Movement"), _("Whether the dot breathes while you look at it."), values)


def _sounds(settings: Settings) -> Choice:
    values = {
        Sounds.ALL: _("tones and voice"),
        Sounds.TONES: _("tones only"),
        Sounds.VOICE: _("voice only"),
        Sounds.SILENT: _("silent"),
    }
    explanation = _(
        "Sound leads your eyes where the screen ends. With one loudspeaker count its swells: two left, three right. "
        "When it is silent, the edges of the screen glow instead."
    )
    return _choice(settings, "sounds", _("Sound"), explanation, values)


def _speaking(settings: Settings) -> Choice:
    values = {seconds: _("every {seconds} seconds at most").format(seconds=number(seconds)) for seconds in _SPEAKING_S}
    return _choice(settings, "speak_every_s", _("Voice"), _("How often a voice says where your eyes go."), values)


def _times(settings: Settings) -> Choice:
    values = {factor: _("{factor} times as long").format(factor=number(factor)) for factor in _TIMES}
    values[1.0] = _("as in the plan")
    explanation = _("How long you have to get ready before a position, and to rest after it.")
    return _choice(settings, "get_ready_factor", _("Time to get ready"), explanation, values)


def _gaze_dot(settings: Settings) -> Choice:
    values = {GazeDot.OFF: _("hidden"), GazeDot.ON: _("shown")}
    explanation = _("A small dot where the camera believes your eyes are. Most people practise better without it.")
    return _choice(settings, "gaze_dot", _("Dot where you look"), explanation, values)


def _hand(settings: Settings) -> Choice:
    values = {Hand.RIGHT: _("right"), Hand.LEFT: _("left")}
    explanation = _("On which side the buttons stand and which keys are named. The others work as well.")
    return _choice(settings, "hand", _("Hand on the keys"), explanation, values)


def _keys(settings: Settings) -> Choice:
    values = {Keys.ALL: _("all"), Keys.ONE: _("Space alone")}
    explanation = _(
        "With Space alone a question about how you are takes turns: for a while it changes the answer, then it goes on."
    )
    return _choice(settings, "keys", _("Keys you can reach"), explanation, values)


def _display(settings: Settings, offers: Offers) -> tuple[Choice, ...]:
    """Where there is only one screen there is nothing to choose."""
    if len(offers.displays) < 2:
        return ()
    values = dict(enumerate(offers.displays))
    explanation = _("The screen below the camera is best. It counts from the next start on.")
    return (_choice(settings, "display", _("Screen"), explanation, values),)


def _video(settings: Settings) -> Choice:
    values = {
        AskVideo.AS_PLAN: _("asked when the plan says so"),
        AskVideo.ALWAYS: _("asked before each sitting"),
        AskVideo.NEVER: _("never"),
    }
    explanation = _("Whether pictures may be kept is asked before a sitting. Without your answer none are.")
    return _choice(settings, "ask_video", _("Pictures"), explanation, values)


def _retention(settings: Settings) -> Choice:
    values = {
        days: ngettext("{count} day", "{count} days", days).format(count=days) if days else _("until I remove them")
        for days in _DAYS
    }
    explanation = _(
        "Older sittings are removed at the start: recording, report and notes. You are told when it happens."
    )
    return _choice(settings, "retention_days", _("Keep sittings"), explanation, values)


def _choice(settings: Settings, field: str, text: str, explanation: str, values: Mapping[Any, str]) -> Choice:
    """A value that is none of those offered, as it may stand in the file, is offered as well."""
    now = getattr(settings, field)
    offered: Iterable[tuple[Any, str]] = values.items() if now in values else [(now, str(now)), *values.items()]
    pairs = list(offered)
    make: Callable[[Any], Settings] = lambda value: replace(settings, **{field: value})  # noqa: E731
    options = tuple((words, make(value)) for value, words in pairs)
    return Choice(text, explanation, options, [value for value, _words in pairs].index(now))
