from __future__ import annotations

import threading
import time

import pytest
from flow_helpers import ScriptedDisplay
from sound_helpers import LAPTOP
from test_sound_devices import ON_THE_WAY, READY

from gazetrainer.adapters.sound_file import SoundFile
from gazetrainer.adapters.sounding_display import SoundingDisplay
from gazetrainer.adapters.voice import ThreadedVoice, voice_for
from gazetrainer.scene import Guide
from gazetrainer.settings import Settings, Sounds

ESPEAK = [("gmw/de", ("\x05de",)), ("gmw/en-US", ("\x02en-us",)), ("roa/es-419", ("\x05es-419",))]
WINDOWS = [
    (r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_DE-DE_HEDDA_11.0", ()),
    (r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_ES-ES_HELENA_11.0", ("40A",)),
]


class PatientEngine:
    """An engine that remembers, and says each sentence until it is allowed to end."""

    def __init__(self, fails_at=""):
        self.said, self.threads = [], set()
        self.may_end = threading.Event()
        self._fails_at = fails_at

    def speak(self, text):
        self.said.append(text)
        self.threads.add(threading.current_thread().name)
        if text == self._fails_at:
            raise RuntimeError("the loudspeaker has gone")
        assert self.may_end.wait(5)


def eventually(condition):
    for _ in range(500):
        if condition():
            return True
        time.sleep(0.005)
    return False


def test_a_sentence_is_said_beside_everything_else_and_the_newest_is_next() -> None:
    engine = PatientEngine()
    with ThreadedVoice(lambda: engine) as voice:
        voice.say("One.")
        assert eventually(lambda: engine.said == ["One."])
        voice.say("Two.")
        voice.say("Three.")
        assert voice.is_speaking
        engine.may_end.set()
        assert eventually(lambda: not voice.is_speaking)
    assert engine.said == ["One.", "Three."]
    assert engine.threads == {"voice"}


def test_a_sentence_that_does_not_end_holds_nothing_up() -> None:
    engine = PatientEngine()
    with ThreadedVoice(lambda: engine) as voice:
        voice.say("One.")
        assert eventually(lambda: engine.said)
        began_s = time.monotonic()
    assert time.monotonic() - began_s < 2
    engine.may_end.set()


def missing():
    raise ImportError("pyttsx3")


@pytest.mark.parametrize("make_engine", [missing, lambda: PatientEngine(fails_at="One.")])
def test_a_missing_or_failing_engine_is_a_voice_that_is_not_there(make_engine) -> None:
    with ThreadedVoice(make_engine) as voice:
        voice.say("One.")
        assert eventually(lambda: not voice.is_there)
        voice.say("Two.")
        assert not voice.is_speaking


@pytest.mark.parametrize("voices", [ESPEAK, WINDOWS])
def test_a_voice_of_the_language_is_chosen(voices) -> None:
    assert "es" in voice_for("es", voices).lower()
    assert "de" in voice_for("de_AT", voices).lower()
    assert voice_for("", voices) is None


def test_no_language_is_read_by_a_voice_of_another() -> None:
    with pytest.raises(LookupError):
        voice_for("es", ESPEAK[:2])


class SaidVoice:
    """A voice that is there and remembers."""

    def __init__(self, *, is_speaking=False):
        self.is_there, self.is_speaking, self.said = True, is_speaking, []

    def say(self, text):
        self.said.append(text)


def shown_and_heard(tmp_path, voice, sounds):
    display = ScriptedDisplay(screen=LAPTOP)
    with SoundFile(tmp_path / "heard.wav", lambda: 0.0) as sound:
        both = SoundingDisplay(display, sound, voice=voice, settings=Settings(sounds=sounds))
        both.draw(ON_THE_WAY)
    return display.scenes[-1], (tmp_path / "heard.wav").stat().st_size > 44


def test_the_lead_waits_while_the_voice_speaks(tmp_path) -> None:
    assert not shown_and_heard(tmp_path, SaidVoice(is_speaking=True), Sounds.ALL)[1]
    assert shown_and_heard(tmp_path, SaidVoice(), Sounds.ALL)[1]


def test_a_voice_alone_leads_by_words(tmp_path) -> None:
    scene, is_heard = shown_and_heard(tmp_path, SaidVoice(), Sounds.VOICE)
    assert scene.guide is Guide.VOICE
    assert "voice" in scene.headline
    assert not is_heard


def test_tones_stand_in_for_a_voice_that_is_not_there(tmp_path) -> None:
    scene, is_heard = shown_and_heard(tmp_path, None, Sounds.VOICE)
    assert scene.guide is Guide.SOUND
    assert is_heard


@pytest.mark.parametrize("sounds", Sounds)
def test_the_voice_speaks_only_where_it_was_chosen(sounds: Sounds, tmp_path) -> None:
    voice = SaidVoice()
    with SoundFile(tmp_path / "heard.wav", lambda: 0.0) as sound:
        SoundingDisplay(ScriptedDisplay(), sound, voice=voice, settings=Settings(sounds=sounds)).draw(READY)
    assert bool(voice.said) is (sounds in {Sounds.ALL, Sounds.VOICE})


def test_a_voice_chosen_later_speaks_even_where_there_was_none() -> None:
    engine = PatientEngine()
    engine.may_end.set()
    with ThreadedVoice(missing) as voice:
        assert not voice.is_there
        voice.become(lambda: engine)
        assert eventually(lambda: voice.is_there)
        voice.say("One.")
        assert eventually(lambda: engine.said == ["One."])


def test_only_settings_that_a_voice_has_to_do_with_change_it(tmp_path) -> None:
    told = []
    with SoundFile(tmp_path / "heard.wav", lambda: 0.0) as sound:
        display = SoundingDisplay(ScriptedDisplay(), sound, settings=Settings(), on_change=told.append)
        display.change(Settings(text_size=1.5))
        display.change(Settings(language="es"))
    assert [settings.language for settings in told] == ["es"]
