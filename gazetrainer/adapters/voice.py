"""sentences -> voice -> the system's own speech: a thread of its own, so that nothing waits for a sentence.

The engine is pyttsx3 (extra `voice`), which speaks through SAPI 5 on Windows, NSSpeechSynthesizer on macOS and
eSpeak NG on Linux, all on this machine. It is imported when the thread starts; where it or its engine is missing the
voice is not there and nothing else happens.
"""

from __future__ import annotations

import _ctypes
import re
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Final, Protocol, Self

CALM_WORDS_A_MINUTE: Final = 150
_CLOSING_S: Final = 1.0


class Engine(Protocol):
    """What says one sentence; it is made and used in one thread."""

    def speak(self, text: str) -> None:
        """Say a sentence to its end."""
        ...


class ThreadedVoice:
    """A voice in a thread of its own; a context manager. A fault of the engine ends its speech and nothing else."""

    def __init__(self, make_engine: Callable[[], Engine]) -> None:
        self._make_engine = make_engine
        self._changed = threading.Condition()
        self._waiting = ""
        self._is_there = self._is_speaking = self._is_other = self._is_over = False
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    def __enter__(self) -> Self:
        """Start the engine; it is there a moment later."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say nothing more; a sentence that does not end is left behind."""
        with self._changed:
            self._waiting, self._is_over = "", True
            self._changed.notify()
        self._thread.join(_CLOSING_S)

    @property
    def is_there(self) -> bool:
        """The engine has started and works."""
        return self._is_there

    @property
    def is_speaking(self) -> bool:
        """A sentence is being said, or waits for it."""
        with self._changed:
            return self._is_there and (self._is_speaking or bool(self._waiting))

    def say(self, text: str) -> None:
        """Say a sentence after the one being said; it takes the place of one that waits."""
        with self._changed:
            self._waiting = text
            self._changed.notify()

    def become(self, make_engine: Callable[[], Engine]) -> None:
        """Speak with another engine from the next sentence on; also after a fault."""
        with self._changed:
            self._make_engine, self._is_other, self._waiting = make_engine, True, ""
            self._changed.notify()

    def _run(self) -> None:
        while not self._is_over:
            with self._changed:
                make_engine, self._is_other = self._make_engine, False
            try:
                self._serve(make_engine())
            except engine_faults():
                pass
            with self._changed:
                self._is_there = self._is_speaking = False
                self._changed.wait_for(lambda: self._is_other or self._is_over)

    def _serve(self, engine: Engine) -> None:
        self._is_there = True
        while (text := self._next()) is not None:
            engine.speak(text)

    def _next(self) -> str | None:
        with self._changed:
            self._is_speaking = False
            self._changed.wait_for(lambda: self._waiting or self._is_other or self._is_over)
            if self._is_other or self._is_over:
                return None
            text, self._waiting, self._is_speaking = self._waiting, "", True
            return text


class SystemEngine:
    """The system's own speech in one language; raises one of engine_faults() where there is none."""

    def __init__(self, *, language: str, volume: float) -> None:
        import pyttsx3  # noqa: PLC0415  (an extra)

        self._engine = pyttsx3.init()
        voices = self._engine.getProperty("voices")
        chosen = voice_for(language, [(voice.id, _languages(voice)) for voice in voices])
        if chosen is not None:
            self._engine.setProperty("voice", chosen)
        self._engine.setProperty("volume", max(0.0, min(volume, 1.0)))
        self._engine.setProperty("rate", CALM_WORDS_A_MINUTE)
        self._engine.runAndWait()  # with eSpeak the first run returns at once, before anything is said

    def speak(self, text: str) -> None:
        """Say a sentence to its end."""
        self._engine.say(text)
        self._engine.runAndWait()


def voice_for(language: str, voices: Iterable[tuple[str, tuple[str, ...]]]) -> str | None:
    """The id of the first voice for a language such as "es"; None: as the system says, when no language is wanted.

    voices: pairs of an id and the languages the engine names for it. Raises LookupError when none speaks it.

    >>> voice_for("es", [("gmw/en", ("en",)), ("roa/es-419", ("es-419",))])
    'roa/es-419'
    """
    if not language:
        return None
    wanted = re.compile(rf"(?<![a-z]){re.escape(language.lower()[:2])}(?![a-z])")
    for identity, languages in voices:
        named = (*languages, identity.rpartition("Tokens\\")[2])
        if any(wanted.search(each.lower()) for each in named):
            return identity
    raise LookupError(f"no voice speaks {language}")


def engine_faults() -> tuple[type[BaseException], ...]:
    """What an engine of somebody else's may raise, as far as it is known."""
    return (
        getattr(_ctypes, "COMError", OSError),  # only there on Windows, and an Exception of its own
        ImportError,
        OSError,
        RuntimeError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ReferenceError,
    )


def _languages(voice: Any) -> tuple[str, ...]:
    """The languages of a voice as text; eSpeak gives bytes with a number before them."""
    given = getattr(voice, "languages", None) or ()
    return tuple(each.decode("ascii", "ignore") if isinstance(each, bytes) else str(each) for each in given)
