"""Streams: the channels of a recording, with the schema each one carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gazetrainer.events import Event
from gazetrainer.gaze import Gaze
from gazetrainer.recording import observations
from gazetrainer.recording.compressed_video import SCHEMA_NAME, video_schema
from gazetrainer.recording.header import RecordingHeader
from gazetrainer.recording.plain import json_schema
from gazetrainer.recording.video import VideoCount

CONTAINER_PROFILE = "gazetrainer"
"""MCAP's own field for whose file this is."""


class Stream(StrEnum):
    """The topics of a recording; those of the video are there when pictures are kept."""

    HEADER = "/header"
    OBSERVATIONS = "/observations"
    GAZE = "/gaze"
    EVENTS = "/events"
    VIDEO = "/video"
    VIDEO_COUNT = "/video_count"


OF_VIDEO = frozenset({Stream.VIDEO, Stream.VIDEO_COUNT})
"""What a reader of the sitting alone passes over."""


@dataclass(frozen=True, slots=True)
class Schema:
    """How the messages of a stream are to be read."""

    name: str
    encoding: str
    data: bytes
    message_encoding: str


def _json(name: str, kinds: object) -> Schema:
    return Schema(name, "jsonschema", json_schema(kinds), "json")


SCHEMAS = {
    Stream.HEADER: _json("gazetrainer.Header", RecordingHeader),
    Stream.OBSERVATIONS: Schema(
        "gazetrainer.ObservationBlock",
        "text",
        (observations.__doc__ or "").encode(),
        "gazetrainer-observations-1",
    ),
    Stream.GAZE: _json("gazetrainer.Gaze", Gaze),
    Stream.EVENTS: _json("gazetrainer.Event", Event),
    Stream.VIDEO: Schema(SCHEMA_NAME, "protobuf", video_schema(), "protobuf"),
    Stream.VIDEO_COUNT: _json("gazetrainer.VideoCount", VideoCount),
}
