"""The table of sounds: every sound with its name and meaning, to be played one by one, written or printed."""

from __future__ import annotations

from dataclasses import dataclass

from gazetrainer.sounds.tones import Sound, Tone, guidance
from targets.language import _


@dataclass(frozen=True, slots=True)
class SoundEntry:
    """A sound, or a sentence that a voice says; key: the name of its file."""

    key: str
    name: str
    meaning: str
    sound: Sound | str


def sound_entries() -> tuple[SoundEntry, ...]:
    """All sounds in the order in which they are best learned, in the language in use."""
    return (*_leads(), *_signals())


def voice_entry() -> SoundEntry:
    """What a voice sounds like."""
    meaning = _("It says the name of each position, now and then where to go, and when the time is over.")
    return SoundEntry("voice", _("The voice"), meaning, _("Next: up and left. A little further up."))


def _leads() -> tuple[SoundEntry, ...]:
    """Examples of the leading sound, simple ones first."""
    return (
        SoundEntry(
            "lead-left",
            _("Further left"),
            _("The second note moves to your left and swells twice."),
            guidance(-14, 0),
        ),
        SoundEntry(
            "lead-right",
            _("Further right"),
            _("The second note moves to your right and swells three times."),
            guidance(14, 0),
        ),
        SoundEntry(
            "lead-up",
            _("Further up"),
            _("The second note is higher than the first, and in the middle."),
            guidance(0, 14),
        ),
        SoundEntry(
            "lead-down",
            _("Further down"),
            _("The second note is lower than the first, and in the middle."),
            guidance(0, -14),
        ),
        SoundEntry(
            "lead-up-left",
            _("Far up and left"),
            _("Both at once: higher, and to your left. The louder, the further."),
            guidance(-20, 16),
        ),
        SoundEntry(
            "lead-nearly-there",
            _("Nearly there: a little down and right"),
            _("Soft, a small step lower, a little to your right. In position it falls silent."),
            guidance(3, -3),
        ),
    )


def _signals() -> tuple[SoundEntry, ...]:
    meanings = {
        Tone.GET_READY: (_("Get ready"), _("Three low ticks, one a second, before a position begins.")),
        Tone.HALF_WAY: (_("Half-way"), _("One soft tone: half of the time is held.")),
        Tone.LAST_SECOND: (_("Last seconds"), _("Three higher ticks, one a second, before the time is over.")),
        Tone.DONE: (_("Done"), _("Two notes, going down: the time is over.")),
        Tone.BEGIN: (_("A quiet moment begins"), _("Two notes, going up: a moment without a position begins.")),
        Tone.CANNOT_TELL: (
            _("I can't tell"),
            _("One wooden tap: the camera does not show enough just now. Nothing is counted against you."),
        ),
        Tone.HEAD_MOVED: (_("Your head moved"), _("Two wooden taps: let the eyes go alone; the time waits.")),
    }
    return tuple(SoundEntry(tone.value.replace("_", "-"), *meanings[tone], tone) for tone in meanings)
