"""LslOutlets: gaze and markers of a sitting as Lab Streaming Layer outlets, a listener like the recorder.

pylsl (extra `lsl`) carries the library liblsl for Linux (x86-64, glibc 2.35 or later), Windows and macOS; elsewhere it
looks for an installed one, or for the file that the variable PYLSL_LIB names.
"""

from __future__ import annotations

import importlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from gazetrainer.errors import OutputError
from gazetrainer.events import Booked, Event, Place
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import Gaze, GazeSample
from targets.language import _

GAZE_NAME: Final = "gazetrainer-gaze"
MARKERS_NAME: Final = "gazetrainer-markers"
_OWN_WISHES: Final = "LSLAPICFG"
"""The variable by which LSL finds a configuration of the person's own."""
_QUIET: Final = "[log]\nlevel = -2\n"
"""Warnings of the library and worse; its level 0 tells of every start."""
_HERE: Final = "[ports]\nIPv6 = disable\n[multicast]\nResolveScope = machine\nListenAddress = 127.0.0.1\n"
"""Streams are announced, and looked for, on this computer alone; liblsl's own default is the whole site."""
_TOLD: Final = frozenset({"place", "verdict", "reason", "account", "outcome", "command", "number", "start_s", "end_s"})
"""What of an event a marker tells; answers and words of the person are never sent."""


@dataclass(frozen=True, slots=True)
class _Channel:
    """A channel's label, unit, and what its sign or value means."""

    label: str
    unit: str
    meaning: str


CHANNELS: Final = (
    _Channel("azimuth", "degrees", "eye in head, against the person's own straight ahead; + is the person's right"),
    _Channel("elevation", "degrees", "eye in head, against the person's own straight ahead; + is up"),
    _Channel("sigma", "degrees", "standard deviation of the direction, for each axis"),
    _Channel("valid", "none", "1: a direction was measured; 0: none was, and the other channels are NaN"),
)


def _facts(**facts: str) -> Mapping[str, str]:
    """What a stream says of itself to other programs, by the names of its fields."""
    return MappingProxyType(facts)


_FACTS: Final = _facts(
    coordinate_system="eye-in-head, Fick angles",
    time="frames' own times; by a constant delay of measuring behind the local clock",
    program="gazetrainer",
)


class LslOutlets:
    """Two outlets; raises OutputError where pylsl or its library is missing.

    Times of samples keep the distances of the frames: their offset to LSL's clock is taken once, with the first.
    source_id: lets an inlet find the streams again after a break.
    """

    def __init__(self, source_id: str) -> None:
        self._lsl = _pylsl()
        self._offset_s: float | None = None
        kind = self._lsl.cf_double64
        about = self._lsl.StreamInfo(GAZE_NAME, "Gaze", len(CHANNELS), self._lsl.IRREGULAR_RATE, kind, source_id)
        _describe(about)
        marked = self._lsl.StreamInfo(
            MARKERS_NAME, "Markers", 1, self._lsl.IRREGULAR_RATE, self._lsl.cf_string, f"{source_id}-markers"
        )
        self._gaze, self._markers = self._lsl.StreamOutlet(about), self._lsl.StreamOutlet(marked)

    def on_observation(self, _seen: FaceObservation | NoFace) -> None:
        """Nothing of the face is sent."""

    def on_gaze(self, gaze: Gaze) -> None:
        """Send one gaze sample or gap."""
        sample = [math.nan, math.nan, math.nan, 0.0]
        if isinstance(gaze, GazeSample):
            sample = [gaze.azimuth_deg, gaze.elevation_deg, gaze.sigma_deg, 1.0]
        self._gaze.push_sample(sample, self._clock_s(gaze.time_s))

    def on_event(self, event: Event) -> None:
        """Send one event as a marker."""
        time_s = event.end_s if isinstance(event, Booked) else event.time_s
        self._markers.push_sample([marker(event)], self._clock_s(time_s))

    def _clock_s(self, time_s: float) -> float:
        """A time of the sitting on LSL's clock."""
        if self._offset_s is None:
            self._offset_s = float(self._lsl.local_clock()) - time_s
        return time_s + self._offset_s


def marker(event: Event) -> str:
    """An event as one line of JSON: its kind, and what it tells that is not the person's own words.

    >>> from gazetrainer.events import HoldStarted
    >>> marker(HoldStarted(3.0, Place(0, 1)))
    '{"kind":"HoldStarted","hold":0,"repetition":1}'
    """
    plain: dict[str, object] = {"kind": type(event).__name__}
    for each in fields(event):
        value = getattr(event, each.name)
        if each.name not in _TOLD or value is None:
            continue
        if isinstance(value, Place):
            plain |= {"hold": value.step, "repetition": value.repetition}
        else:
            plain[each.name] = value.value if isinstance(value, Enum) else value
    return json.dumps(plain, separators=(",", ":"))


def _describe(about: Any) -> None:
    """Metadata as the XDF specification of gaze streams names it: label, unit, and what the sign means."""
    facts = about.desc()
    for name, value in _FACTS.items():
        facts.append_child_value(name, value)
    channels = facts.append_child("channels")
    for channel in CHANNELS:
        one = channels.append_child("channel")
        one.append_child_value("label", channel.label)
        one.append_child_value("unit", channel.unit)
        one.append_child_value("type", "Gaze" if channel.label != "valid" else "Validity")
        one.append_child_value("meaning", channel.meaning)


def _pylsl() -> Any:
    try:
        lsl = importlib.import_module("pylsl")
    except ImportError as fault:
        raise OutputError(
            _('Lab Streaming Layer needs pylsl. Install it with: pip install "gazetrainer[lsl]"')
        ) from fault
    except RuntimeError as fault:  # what pylsl raises where it finds no liblsl
        raise OutputError(
            _(
                "pylsl finds no library liblsl on this machine. Install liblsl (github.com/sccn/liblsl, or "
                "conda-forge), or name its file in the variable PYLSL_LIB."
            )
        ) from fault
    if _OWN_WISHES not in os.environ and hasattr(lsl, "set_config_content"):  # since 1.17
        lsl.set_config_content(_QUIET + _HERE)
    return lsl
