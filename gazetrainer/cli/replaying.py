"""`replay`: a recorded sitting in the window, or as a film."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from rich.progress import Progress

from gazetrainer.adapters.film import Film
from gazetrainer.adapters.pygame_display import PygameDisplay, look_by
from gazetrainer.adapters.sound_file import SoundMix
from gazetrainer.adapters.sounding_display import SoundingDisplay
from gazetrainer.adapters.video.pictures_at import PicturesAt
from gazetrainer.cli.hearing import heard_as
from gazetrainer.cli.options import ScreenWish
from gazetrainer.cli.own_settings import own_settings
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import writable_file
from gazetrainer.cli.window import carry_without_camera, opened_window
from gazetrainer.errors import OutputError, RecordingError
from gazetrainer.flows.replaying import replay_sitting
from gazetrainer.loop import Stopped
from gazetrainer.recording import Recording
from gazetrainer.recording.reader import bytes_of, parse_recording
from gazetrainer.recording.unharmed import parse_unharmed
from gazetrainer.recording.video_reader import parse_video
from gazetrainer.replaying.player import Player, begin_player, jumped
from gazetrainer.replaying.replay import PictureAt, Replay, no_picture, replay_of
from gazetrainer.seal import LARGEST_SEAL, seal_path
from gazetrainer.staging.replay import replay_scene
from gazetrainer.verify import State
from gazetrainer.verify.sealed import Expected, seal_findings
from targets.language import _

FILM_RATE_HZ: Final = 30
LAST_PAGE_S: Final = 3.0
"""So long a film stays on the sitting's last page."""
_SMALLEST_FILM_PX: Final = (640, 360)
_LARGEST_FILM_PX: Final = (3840, 2160)


@dataclass(frozen=True, slots=True)
class ReplayWish:
    """What `replay` was asked for."""

    file: Path
    speed: float = 1.0
    from_s: float = 0.0
    screen: ScreenWish = field(default_factory=ScreenWish)


@dataclass(frozen=True, slots=True, eq=False)
class _Opened:
    """A recording with its pictures, and what is to be said of its file first; empty when there is nothing."""

    recording: Recording
    picture_at: PictureAt
    first: str


def show_replay(wish: ReplayWish) -> None:
    """Replay a recording in the window until it is closed; raises RecordingError, DisplayError."""
    opened = _opened(wish.file)
    with opened_window(wish.screen) as window:
        replay = replay_of(opened.recording, window.display.screen, picture_at=opened.picture_at)
        try:
            carry_without_camera(replay_sitting(replay, _player(replay, wish), first=opened.first), window)
        except Stopped:
            return


def film_of(wish: ReplayWish, path: Path, size_px: tuple[int, int]) -> None:
    """Write a recording's replay as a film; needs no screen. Raises RecordingError, OutputError."""
    opened = _opened(wish.file)
    writable_file(path, ending=".mp4", inputs=(wish.file,))
    size_px = _even(size_px)
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    settings = heard_as(wish.screen, own_settings())
    film = Film(path, size_px, rate_hz=FILM_RATE_HZ, is_silent=wish.speed != 1.0 or not settings.volume)
    now_s = 0.0
    with PygameDisplay(size_px=size_px, screen_mm=wish.screen.size_mm, look=look_by(settings)) as display, film:
        replay = replay_of(opened.recording, display.screen, picture_at=opened.picture_at)
        sound = SoundMix(lambda: now_s, film.hear, volume=settings.volume)
        sounding = SoundingDisplay(display, sound, settings=settings)
        moments = list(_moments(_player(replay, wish)))
        with Progress(*Progress.get_default_columns(), console=console, transient=True) as progress:
            for number, player in enumerate(progress.track(moments, description=_("Filming"))):
                now_s = number / FILM_RATE_HZ
                sounding.draw(replay_scene(replay, player, with_keys=False))
                film.show(display.picture())
        now_s = len(moments) / FILM_RATE_HZ
        sound.catch_up()
    console.print(_("Film: {path}").format(path=path), markup=False)


def _player(replay: Replay, wish: ReplayWish) -> Player:
    line = replay.line
    return begin_player(line.start_s, line.end_s, speed=wish.speed, at_s=line.start_s + wish.from_s)


def _moments(player: Player) -> Iterator[Player]:
    """Where the replay stands in each picture of a film: all of it, and its last page for a while."""
    count = math.ceil((player.end_s - player.at_s) / player.speed * FILM_RATE_HZ)
    for number in range(count):
        yield replace(player, at_s=player.at_s + number / FILM_RATE_HZ * player.speed)
    for _number in range(round(LAST_PAGE_S * FILM_RATE_HZ)):
        yield jumped(player, player.end_s)


def _opened(path: Path) -> _Opened:
    """Read a recording, of one that was altered what can be read, and say so; raises RecordingError."""
    data = bytes_of(path)
    said = _of_seal(path, data)
    try:
        recording = parse_recording(data, path.name)
    except RecordingError as fault:
        recording = parse_unharmed(data, path.name)
        said = " ".join(filter(None, (said, str(fault), _("It is shown up to where it is as it was written."))))
    else:
        if not recording.complete:
            cut = _("The recording was cut short; it is shown up to there.")
            console.print(cut)
    if said:
        console.print(said, markup=False)
    return _Opened(recording, _pictures(data, path.name), said)


def _pictures(data: bytes, name: str) -> PictureAt:
    """The camera's pictures, where they were recorded and can be read."""
    try:
        video = parse_video(data, name)
    except RecordingError:
        return no_picture
    return PicturesAt(video) if video.packets else no_picture


def _of_seal(path: Path, data: bytes) -> str:
    """What is wrong with the seal; empty when it holds, or when there is none."""
    try:
        with seal_path(path).open("rb") as file:
            seal_file = file.read(LARGEST_SEAL)
    except FileNotFoundError:
        console.print(_("There is no seal beside it, so a change would not show."))
        return ""
    findings, _seal = seal_findings(data, seal_file, path.name, Expected())
    return " ".join(finding.sentence for finding in findings if finding.state is State.DIFFERS)


def _even(size_px: tuple[int, int]) -> tuple[int, int]:
    """The size as a film takes it; raises OutputError."""
    is_possible = all(
        least <= length <= most
        for length, least, most in zip(size_px, _SMALLEST_FILM_PX, _LARGEST_FILM_PX, strict=True)
    )
    if not is_possible:
        raise OutputError(_("A film is between 640x360 and 3840x2160 pixels; choose another --size."))
    return size_px[0] // 2 * 2, size_px[1] // 2 * 2
