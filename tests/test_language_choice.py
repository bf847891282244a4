from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from cli_helpers import CommandLine

from gazetrainer.adapters.catalogues import catalogue, language_for
from gazetrainer.adapters.tracked_pictures import TrackedPictures
from gazetrainer.cli.own_settings import settings_path
from gazetrainer.errors import CameraError, CameraFault, LanguageError
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import Frame
from gazetrainer.gaze import GapReason
from gazetrainer.wording import words
from gazetrainer.wording.time_words import seconds_in_words
from targets import direction_in_words, further_in_words
from targets.formats import date_and_time, date_in_words, listed, number, weekday_in_words
from targets.language import language, speaking


class NoTracker:
    """Sees nothing, because no frame comes."""

    def observe(self, frame: Frame) -> FaceObservation | NoFace:
        raise NotImplementedError


def take_until_the_end(pictures: TrackedPictures) -> None:
    while True:
        pictures.take()
        time.sleep(0.01)


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capfd, monkeypatch)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "de_AT.UTF-8"}, "de"),
        ({"LANGUAGE": "fr:de:es", "LANG": "en_GB"}, "de"),
        ({"LANGUAGE": "", "LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX"}, "en"),
        ({"LANG": "fi_FI.UTF-8"}, "en"),
        ({"LANG": "de-CH"}, "de"),
    ],
)
def test_without_a_wish_the_system_is_followed(environment: dict[str, str], code: str) -> None:
    assert language_for(environment=environment) == code


def test_the_first_wish_counts_before_the_system() -> None:
    assert language_for("", "es", environment={"LANG": "de_DE"}) == "es"


def test_a_language_without_texts_is_refused_with_those_there_are() -> None:
    with pytest.raises(LanguageError, match=r"fi.*en, de, es"):
        language_for("fi")


def test_a_language_lasts_as_long_as_its_block() -> None:
    with speaking(catalogue("de")):
        assert language() == "de"
        with speaking(catalogue("es")):
            assert language() == "es"
        assert language() == "de"
    assert language() == "en"


def test_directions_are_whole_phrases() -> None:
    with speaking(catalogue("de")):
        assert direction_in_words(-10, 8) == "Oben links"
        assert further_in_words(-3, 3) == "Noch etwas nach oben links"
    with speaking(catalogue("es")):
        assert direction_in_words(-10, 8) == "Arriba a la izquierda"


def test_what_cannot_be_told_is_said_in_the_reader_s_language() -> None:
    with speaking(catalogue("es")):
        headline, below = words.cannot_tell(GapReason.TOO_DARK)
    assert "luz" in headline
    assert below.endswith(".")


@pytest.mark.parametrize(("count", "said"), [(1, "1 minuto"), (2, "2 minutos")])
def test_numbers_of_things_take_their_form(count: int, said: str) -> None:
    with speaking(catalogue("es")):
        assert seconds_in_words(60.0 * count) == said


def test_figures_and_dates_are_written_as_the_reader_writes_them() -> None:
    with speaking(catalogue("de")):
        assert (number(1.5, ".1f"), number(0.33, ".0%")) == ("1,5", "33\xa0%")
        assert date_in_words(date(2026, 3, 1)) == "1. März 2026"
        assert weekday_in_words(date(2026, 3, 1)) == "Sonntag"
        assert listed(["a", "b", "c"]) == "a, b und c"
    with speaking(catalogue("es")):
        assert date_and_time(datetime(2026, 3, 1, 8, 5)) == "1 de marzo de 2026, 08:05"


def test_a_fault_in_the_camera_s_own_thread_is_in_the_same_language() -> None:
    def frames() -> Iterator[Frame]:
        raise CameraError(CameraFault.BUSY, language())
        yield

    with (
        speaking(catalogue("de")),
        TrackedPictures(frames, NoTracker()) as pictures,
        pytest.raises(CameraError, match=r"^de$"),
    ):
        take_until_the_end(pictures)


@pytest.mark.parametrize("arguments", [("--language", "de", "--help"), ("plan", "--help", "--language=de")])
def test_help_is_in_the_language_asked_for(command: CommandLine, arguments: tuple[str, ...]) -> None:
    said = command.call(*arguments)
    assert said.code == 0
    assert "Pläne" in said.out


def test_faults_are_in_the_language_asked_for(command: CommandLine) -> None:
    said = command.call("plan", "check", "nowhere.toml", "--language", "es")
    assert said.is_one_clear_line
    assert "no existe" in said.err


def test_an_unknown_language_is_one_clear_line(command: CommandLine) -> None:
    said = command.call("doctor", "--language", "fi")
    assert said.is_one_clear_line


@pytest.mark.parametrize(
    ("kept", "said"), [({"language": "de"}, "Pläne"), ({"language": "xx"}, "Plans"), ({"language": 3}, "Plans")]
)
def test_the_language_of_the_settings_is_spoken(command: CommandLine, kept: dict[str, object], said: str) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"version": 1, "settings": kept}), encoding="utf-8")
    try:
        assert said in command.call("--help").out
    finally:
        path.unlink()
