"""replay, player -> scene: one moment of a recorded sitting with its time line and traces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gazetrainer.replaying.player import Player
from gazetrainer.replaying.replay import Replay
from gazetrainer.replaying.restaging import unpressable
from gazetrainer.replaying.time_line import Stretch, StretchKind, TimeLine
from gazetrainer.replaying.traces import TraceKind
from gazetrainer.scene import Curve, Key, KeyHint, LineName, LineShown, LineStretch, ReplayScene, TraceShown
from targets.formats import number
from targets.language import N_, _

TRACED_S: Final = 12.0
"""So many seconds of the traces are seen at once."""
TOLD_S: Final = 4.0
"""What happened stands for so long."""
_TRACES: Final = (
    (N_("Eyes across"), ((TraceKind.AZIMUTH, ""),)),
    (N_("Eyes upward"), ((TraceKind.ELEVATION, ""),)),
    (
        N_("Head"),
        ((TraceKind.YAW, N_("turned")), (TraceKind.PITCH, N_("nodded")), (TraceKind.ROLL, N_("tilted"))),
    ),
)


def replay_scene(replay: Replay, player: Player, *, with_keys: bool = True) -> ReplayScene:
    """What a replay shows where it stands; with_keys: somebody watches who can press them."""
    stage = unpressable(replay.restaging.at(player.at_s))
    is_as_it_was = player.is_playing and player.speed == 1.0
    return ReplayScene(
        title=replay.title,
        stage=stage,
        stage_px=(replay.stage.width_px, replay.stage.height_px),
        clock=_("{time} of {whole}").format(
            time=clock(player.at_s - player.start_s), whole=clock(player.end_s - player.start_s)
        ),
        pace=_pace(player),
        line=_line(replay.line, player),
        traces=tuple(_traces(replay, player.at_s)),
        told=replay.line.told_at(player.at_s, TOLD_S * max(1.0, player.speed)),
        notice=_notice(replay, player),
        picture=replay.picture_at(player.at_s),
        heard=stage if is_as_it_was else None,
        hints=_hints(player) if with_keys else (),
    )


def clock(seconds: float) -> str:
    """Minutes and whole seconds.

    >>> clock(75.9)
    '1:15'
    """
    whole = max(0, int(seconds + 1e-6))
    return f"{whole // 60}:{whole % 60:02d}"


def _pace(player: Player) -> str:
    speed = f"{number(player.speed, 'g')}\u00d7"
    return speed if player.is_playing else f"{_('paused')}, {speed}"


def _notice(replay: Replay, player: Player) -> str:
    if replay.line.cut_short and player.is_at_end:
        return _("The recording ends here: it was cut short at {time}.").format(
            time=clock(replay.line.end_s - replay.line.start_s)
        )
    if replay.restaging.differs:
        return _("Judged again by this version, the sitting goes otherwise than was recorded; the line is as recorded.")
    return _("This recording was cut short.") if replay.line.cut_short else ""


def _hints(player: Player) -> tuple[KeyHint, ...]:
    main = _("again") if player.is_at_end else _("pause") if player.is_playing else _("play")
    return (
        KeyHint(Key.MAIN, main),
        KeyHint(Key.LEFT, "\u22125 s"),
        KeyHint(Key.RIGHT, "+5 s"),
        KeyHint(Key.BACK, _("event before")),
        KeyHint(Key.SKIP, _("next event")),
        KeyHint(Key.UP, _("faster")),
        KeyHint(Key.DOWN, _("slower")),
        KeyHint(Key.STOP, _("close")),
    )


def _line(line: TimeLine, player: Player) -> LineShown:
    length_s = line.end_s - line.start_s

    def share(time_s: float) -> float:
        return max(0.0, min((time_s - line.start_s) / length_s, 1.0)) if length_s > 0 else 0.0

    stretches: list[LineStretch] = []
    for stretch in line.stretches:
        stretches += _shown(stretch, share(stretch.start_s), share(stretch.end_s))
        stretches += [LineStretch(share(part.start_s), share(part.end_s), part.account) for part in stretch.parts]
    named = (each for each in line.stretches if each.kind in (StretchKind.HOLD, StretchKind.STEP))
    return LineShown(
        at_share=share(player.at_s),
        stretches=tuple(stretches),
        names=tuple(LineName(share(each.start_s), share(each.end_s), each.name) for each in named),
        marks=tuple(share(mark.time_s) for mark in line.marks),
        is_torn=line.cut_short,
    )


def _shown(stretch: Stretch, from_share: float, to_share: float) -> Iterator[LineStretch]:
    """The ground of a stretch; the time of a hold lies on it in parts."""
    if stretch.kind in (StretchKind.HOLD, StretchKind.STEP, StretchKind.PAUSE):
        yield LineStretch(from_share, to_share, is_pause=stretch.kind is StretchKind.PAUSE)


def _traces(replay: Replay, at_s: float) -> Iterator[TraceShown]:
    from_s, to_s = at_s - TRACED_S / 2, at_s + TRACED_S / 2
    traces = replay.traces
    for name, kinds in _TRACES:
        first = kinds[0][0]
        curves = tuple(_curve(replay, kind, said, from_s) for kind, said in kinds)
        bands = tuple(
            ((band.start_s - from_s) / TRACED_S, (band.end_s - from_s) / TRACED_S, band.low, band.high)
            for band in traces.bands_between(first, from_s, to_s)
        )
        yield TraceShown(_(name), curves, traces.reach_deg[first], bands)


def _curve(replay: Replay, kind: TraceKind, name: str, from_s: float) -> Curve:
    times_s, values = replay.traces.around(kind, from_s, from_s + TRACED_S)
    value = replay.traces.value_at(kind, from_s + TRACED_S / 2)
    said = "\u2013" if value is None else f"{number(round(value) + 0.0, '+.0f')}°"
    return Curve(_(name) if name else "", said, (times_s - from_s) / TRACED_S, values)
