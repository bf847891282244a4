"""The sample as somebody reads it who has nothing but public tools and docs/recording.md."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from mcap.reader import make_reader

from gazetrainer.face import FaceObservation
from gazetrainer.recording import read_recording

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "recording.mcap"


def test_every_stream_is_listed_and_every_message_decodes() -> None:
    recording = read_recording(SAMPLE)
    counts: dict[str, int] = {}
    pictures: list[tuple[float, np.ndarray | None]] = []
    with SAMPLE.open("rb") as file:
        reader = make_reader(file, validate_crcs=True)
        listed = {channel.topic for channel in reader.get_summary().channels.values()}
        for _schema, channel, message in reader.iter_messages():
            counts[channel.topic] = counts.get(channel.topic, 0) + 1
            if channel.message_encoding == "json":
                assert isinstance(json.loads(message.data), dict)
            else:
                pictures += _pictures(message.data)
    assert set(counts) <= listed
    assert (counts["/gaze"], counts["/events"]) == (len(recording.gazes), len(recording.events))
    seen = list(recording.observations())
    assert [time_s for time_s, _ in pictures] == [each.time_s for each in seen]
    for (_, points), each in zip(pictures, seen, strict=True):
        if isinstance(each, FaceObservation):
            np.testing.assert_array_equal(points, each.landmarks_px)


def _pictures(block: bytes) -> list[tuple[float, np.ndarray | None]]:
    """Times and landmarks (478, 3) of a block, as the document tells how to read it."""
    assert block[:6] == b"GTOB1\0"
    count = int.from_bytes(block[6:8], "little")
    moments = np.frombuffer(block, [("time_s", "<f8"), ("kind", "u1")], count, 8)
    faces = int((moments["kind"] == 0).sum())
    at = 8 + 9 * count + faces * (2 + 2 + 1 + 4 + 4 + 4) + faces * 16 * 4
    planes = np.frombuffer(block, "u1", faces * 478 * 3 * 3, at).reshape(3, -1).astype(np.int64)
    coded = (planes[0] + (planes[1] << 8) + (planes[2] << 16)).reshape(faces, 478 * 3)
    changes = np.where(coded % 2 == 0, coded // 2, -(coded // 2) - 1)
    steps = changes.cumsum(axis=1).cumsum(axis=0)
    points = iter(steps.reshape(faces, 3, 478).transpose(0, 2, 1) / 64)
    return [(float(time_s), None if kind else next(points)) for time_s, kind in moments]
