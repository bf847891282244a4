"""Answers, reasons and places as hypothesis makes them; beats for flows without a camera."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from gazetrainer.check_in import CheckedIn, CheckIn, Rating, StopCause, StopReason, StopRuleMet, When
from gazetrainer.finding.found import FoundBy, PlaceFound, PlaceMeasured
from gazetrainer.loop import Tick
from gazetrainer.scene import Key, Scene

texts = st.text(st.characters(codec="utf-8"), max_size=30)
answers = st.builds(CheckIn, *[st.none() | st.integers(0, 10)] * 4, st.none() | st.booleans(), *[texts] * 3)
reasons = st.builds(
    StopReason,
    st.sampled_from(StopCause),
    st.none() | st.sampled_from(Rating),
    st.none() | st.integers(0, 10),
    st.none() | st.integers(0, 10),
)


def told_events(times: st.SearchStrategy[float], numbers: st.SearchStrategy[float]) -> st.SearchStrategy:
    measured = st.none() | st.builds(PlaceMeasured, *[numbers] * 6)
    found = st.builds(
        PlaceFound, times, st.sampled_from(FoundBy), times, times, numbers, numbers, st.integers(0, 99), measured
    )
    checked_in = st.builds(CheckedIn, times, st.sampled_from(When), answers)
    return checked_in | st.builds(StopRuleMet, times, st.lists(reasons, max_size=3).map(tuple)) | found


def asked(flow, presses: Iterable[Key | str | float]) -> tuple[object, list[Scene]]:
    """Carry a flow through presses, one a beat: a key, text that is typed, or a time in seconds that passes.

    Gives its result (None while it still waits) and the scenes shown.
    """
    scenes, time_s = [next(flow)], 0.0
    try:
        scenes.append(flow.send(Tick(time_s)))
        for press in presses:
            time_s += press if isinstance(press, float) else 0.1
            keys = (press,) if isinstance(press, Key) else ()
            typed = press if isinstance(press, str) and not isinstance(press, Key) else ""
            scenes.append(flow.send(Tick(time_s, keys, typed)))
            scenes.append(flow.send(Tick(time_s + 0.02)))
    except StopIteration as end:
        return end.value, scenes
    return None, scenes
