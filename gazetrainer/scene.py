"""Scenes: everything that is to be drawn or shown at one moment; the display draws them and decides nothing."""

from gazetrainer.scenes.guided import GuidedScene, Lids
from gazetrainer.scenes.keys import Key, KeyHint, TextScene
from gazetrainer.scenes.pages import Bar, MessageScene, SummaryScene
from gazetrainer.scenes.practice import GetReadyScene, Guide, HoldScene, HoldState, PausedScene, RestScene
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
    "CalibrationResultScene",
    "CameraCheckScene",
    "CheckLine",
    "CheckedPoint",
    "DotScene",
    "GetReadyScene",
    "Guide",
    "GuidedScene",
    "HoldScene",
    "HoldState",
    "Key",
    "KeyHint",
    "Lids",
    "Mark",
    "MessageScene",
    "PausedScene",
    "Quality",
    "RestScene",
    "Scene",
    "SummaryScene",
    "TextScene",
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
)
