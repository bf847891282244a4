"""Scenes: everything that is to be drawn or shown at one moment; the display draws them and decides nothing."""

from gazetrainer.scenes.check_in import ChoosingScene, WordsScene
from gazetrainer.scenes.finding import PointerScene
from gazetrainer.scenes.guided import GuidedScene, Lids
from gazetrainer.scenes.keys import Key, KeyHint, TextScene
from gazetrainer.scenes.pages import Bar, MessageScene, SummaryScene
from gazetrainer.scenes.practice import GetReadyScene, Guide, HoldScene, HoldState, PausedScene, RestScene
from gazetrainer.scenes.replay import (
    Curve,
    LineName,
    LineShown,
    LineStretch,
    ReplayScene,
    TraceShown,
    place_typed,
    places_in,
)
from gazetrainer.scenes.rooms import (
    CalendarDay,
    CalendarScene,
    CardScene,
    Chart,
    ChartKind,
    ChartsScene,
    HomeScene,
    LineScene,
    ListScene,
    PageScene,
    Paragraph,
    Row,
)
from gazetrainer.scenes.setup import (
    CalibrationResultScene,
    CameraCheckScene,
    CheckedPoint,
    CheckLine,
    DotScene,
    Mark,
    Quality,
)

__all__ = [
    "Bar",
    "CalendarDay",
    "CalendarScene",
    "CalibrationResultScene",
    "CameraCheckScene",
    "CardScene",
    "Chart",
    "ChartKind",
    "ChartsScene",
    "CheckLine",
    "CheckedPoint",
    "ChoosingScene",
    "Curve",
    "DotScene",
    "GetReadyScene",
    "Guide",
    "GuidedScene",
    "HoldScene",
    "HoldState",
    "HomeScene",
    "Key",
    "KeyHint",
    "Lids",
    "LineName",
    "LineScene",
    "LineShown",
    "LineStretch",
    "ListScene",
    "Mark",
    "MessageScene",
    "PageScene",
    "Paragraph",
    "PausedScene",
    "PointerScene",
    "Quality",
    "ReplayScene",
    "RestScene",
    "Row",
    "Scene",
    "SummaryScene",
    "TextScene",
    "TraceShown",
    "WordsScene",
    "place_typed",
    "places_in",
]

Scene = (
    CameraCheckScene
    | DotScene
    | CalibrationResultScene
    | GetReadyScene
    | HoldScene
    | RestScene
    | GuidedScene
    | PausedScene
    | SummaryScene
    | MessageScene
    | ChoosingScene
    | WordsScene
    | PointerScene
    | HomeScene
    | ListScene
    | PageScene
    | LineScene
    | CardScene
    | CalendarScene
    | ChartsScene
    | ReplayScene
)
