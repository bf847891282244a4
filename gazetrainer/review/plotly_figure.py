"""The timeline as a Plotly figure: plain data for the script in the page; colours are names of the page's own."""

from __future__ import annotations

import json
from typing import Any, Final

import numpy as np

from gazetrainer.events import Account
from gazetrainer.report.timeline import Moment, Timeline, Trace
from gazetrainer.report.words import ACCOUNT_WORDS, REASON_WORDS, duration
from targets.formats import number
from targets.language import _, language

_MS: Final = 1000
"""A date axis writes minutes and seconds at every zoom; its unit is the millisecond."""
_EPOCH_MS: Final = 946_684_800_000
"""Midnight of a day where the axis begins: Plotly takes small numbers on a date axis for years."""
_NEAR_SHARE: Final = 0.05
_LEAST_HEAD_DEG: Final = 5.0
"""A still head is drawn still, not as the noise of its measurement."""
_HOUR_S: Final = 3600
_SHAPES: Final = {
    Account.HELD: ("--held", "", "--held"),
    Account.SETTLING: ("--settling", "", "--held"),
    Account.SLIPPED: ("--slipped", "/", "--on-slipped"),
    Account.EYES_CLOSED: ("--closed", "-", "--on-closed"),
    Account.HEAD_MOVED: ("--moved", "|", "--on-moved"),
    Account.CANNOT_TELL: ("--untold", ".", "--on-untold"),
    Account.PAUSED: ("--card", "", "--slate"),
}
"""Colour, pattern and its colour: alike in the bars of the page."""
_ROWS: Final = {"yaxis": (0.92, 1.0), "yaxis2": (0.44, 0.88), "yaxis3": (0.13, 0.4), "yaxis4": (0.0, 0.08)}


def figure_json(timeline: Timeline) -> str:
    """The figure as JSON that may stand in a page: nothing in it ends a script."""
    text = json.dumps(figure_of(timeline), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def figure_of(timeline: Timeline) -> dict[str, Any]:
    """Return {data, layout, holds, words, epoch, end_s, language}.

    Times are in milliseconds, in data and layout after `epoch`, in holds after the beginning.
    """
    return {
        "data": [
            *(_bars(timeline, account) for account in Account),
            _line(timeline.error, _("error"), "y2", "--ink", "solid"),
            _line(timeline.yaw, _("head sideways"), "y3", "--ink", "solid"),
            _line(timeline.pitch, _("head up and down"), "y3", "--slipped", "dash"),
            _line(timeline.roll, _("head tilt"), "y3", "--quiet", "dot"),
            _lids(timeline),
        ],
        "layout": _layout(timeline),
        "holds": [
            {"name": hold.name, "start": _MS * hold.start_s, "end": _MS * hold.end_s, "tolerance": hold.tolerance_deg}
            for hold in timeline.holds
        ],
        "words": {"error": _("error"), "head": _("head"), "between": _("between holds"), "shut": _("lids shut")},
        "epoch": _EPOCH_MS,
        "end_s": timeline.end_s,
        "language": language(),
    }


def caption(timeline: Timeline) -> str:
    """Say what is drawn, and what is not."""
    drawn = _(
        "From top to bottom: what each second was booked as; how far the eyes were from the position, with the "
        "tolerance shaded; the head against the client's own neutral; shut lids."
    )
    if not timeline.thinned:
        return drawn
    thinned = _(
        "{count} pictures are drawn thinned: of each short stretch the lowest and the highest value, so that every "
        "peak is there. Figures are of all pictures."
    )
    return f"{drawn} {thinned.format(count=timeline.samples)}"


def _bars(timeline: Timeline, account: Account) -> dict[str, Any]:
    spans = [(hold.name, span) for hold in timeline.holds for span in hold.spans if span.account is account]
    colour, shape, on_colour = _SHAPES[account]
    said = [_(REASON_WORDS[span.reason]) if span.reason is not None else "" for _name, span in spans]
    return {
        "type": "bar",
        "orientation": "h",
        "name": _(ACCOUNT_WORDS[account]),
        "y": [0] * len(spans),
        "base": [_at(span.start_s) for _name, span in spans],
        "x": [max(1, round(_MS * span.length_s)) for _name, span in spans],
        "customdata": [
            _escaped(": ".join(part for part in (name, why) if part) + f", {duration(span.length_s)}")
            for (name, span), why in zip(spans, said, strict=True)
        ],
        "hovertemplate": "%{customdata}",
        "width": 1,
        "marker": {
            "color": colour,
            "pattern": {"shape": shape, "fgcolor": on_colour, "size": 6, "solidity": 0.4},
            "line": {"width": 0.5, "color": on_colour},
        },
        "showlegend": bool(spans),
        "yaxis": "y",
    }


def _line(trace: Trace, name: str, axis: str, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [_at(float(time_s)) for time_s in trace.time_s],
        "y": [round(float(value), 2) if np.isfinite(value) else None for value in trace.value],
        "connectgaps": False,
        "line": {"color": colour, "dash": dash, "width": 1.6},
        "yaxis": axis,
        "hovertemplate": "%{y:.1f}°",
    }


def _lids(timeline: Timeline) -> dict[str, Any]:
    times: list[int] = [_at(0)]  # a trace without any point has no axis, and the time axis is drawn at this one
    shut: list[int | None] = [None]
    for start_s, end_s in timeline.closures:
        times += [_at(start_s), _at(max(end_s, start_s + 0.03)), _at(end_s)]
        shut += [0, 0, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _("lids shut"),
        "x": times,
        "y": shut,
        "line": {"color": "--closed", "width": 12},
        "yaxis": "y4",
        "hoverinfo": "name",
    }


def _layout(timeline: Timeline) -> dict[str, Any]:
    highest = max([hold.tolerance_deg for hold in timeline.holds], default=5.0)
    error = timeline.error.value
    seen = float(np.nanpercentile(error, 99)) if np.isfinite(error).any() else 0.0
    titles = {"yaxis": "", "yaxis2": _("error, deg"), "yaxis3": _("head, deg"), "yaxis4": ""}
    axes: dict[str, dict[str, Any]] = {
        name: {"domain": list(domain), "title": {"text": titles[name]}, "zeroline": False, "fixedrange": True}
        for name, domain in _ROWS.items()
    }
    axes["yaxis"] |= {"visible": False, "range": [-0.5, 0.5]}
    axes["yaxis2"]["range"] = [0, min(max(2 * highest, 1.1 * seen), 5 * highest)]
    axes["yaxis3"]["range"] = _head_range(timeline)
    axes["yaxis4"] |= {"visible": False, "range": [-0.5, 0.5]}
    return {
        **axes,
        "xaxis": {
            "type": "date",
            "anchor": "y4",
            "range": [_at(0), _at(timeline.end_s)],
            "tickformat": "%-H:%M:%S" if timeline.end_s >= _HOUR_S else "%-M:%S",
            "hoverformat": "%-M:%S.%L",
            "nticks": 8,
        },
        "shapes": [_band(hold.start_s, hold.end_s, hold.tolerance_deg) for hold in timeline.holds],
        "annotations": _marks(timeline),
        "barmode": "overlay",
        "height": 560,
        "separators": f"{number(0.5)[1]} ",
    }


def _head_range(timeline: Timeline) -> list[float]:
    seen = np.concatenate([trace.value for trace in (timeline.yaw, timeline.pitch, timeline.roll)])
    seen = np.abs(seen[np.isfinite(seen)])
    largest = float(np.percentile(seen, 99.5)) if seen.size else 0.0
    reach = max(1.15 * largest, _LEAST_HEAD_DEG)
    return [-reach, reach]


def _band(start_s: float, end_s: float, tolerance_deg: float) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "y2",
        "x0": _at(start_s),
        "x1": _at(end_s),
        "y0": 0,
        "y1": tolerance_deg,
        "fillcolor": "--held",
        "opacity": 0.2,
        "line": {"width": 0},
        "layer": "below",
    }


def _marks(timeline: Timeline) -> list[dict[str, Any]]:
    """What happened, above the errors; what lies too close to be read apart is one mark."""
    near_s = max(_NEAR_SHARE * timeline.end_s, 0.1)
    groups: list[list[Moment]] = []
    for moment in sorted(timeline.moments, key=lambda each: each.time_s):
        if groups and moment.time_s - groups[-1][0].time_s < near_s:
            groups[-1].append(moment)
        else:
            groups.append([moment])
    return [
        {
            "x": _at(group[0].time_s),
            "xref": "x",
            "xanchor": "right" if group[0].time_s > timeline.end_s / 2 else "left",
            "y": 0.9,
            "yref": "paper",
            "text": _escaped("\u25be " + ", ".join(dict.fromkeys(_(moment.what) for moment in group))),
            "showarrow": False,
            "font": {"size": 12},
        }
        for group in groups
    ]


def _at(time_s: float) -> int:
    return _EPOCH_MS + round(_MS * time_s)


def _escaped(text: str) -> str:
    """Plotly reads some markup in texts; a name from a plan is to be shown as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
