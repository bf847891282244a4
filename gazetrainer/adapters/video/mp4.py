"""write_mp4: the video of a recording as an MP4 file that browsers play, with its pictures as they were coded."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from typing import Any, BinaryIO, Final

import av
from av.error import FFmpegError

from gazetrainer.errors import RecordingError
from gazetrainer.recording.video import Video
from targets.language import _

_TIME_BASE: Final = Fraction(1, 90_000)
_LONE_PICTURE_S: Final = 1 / 30


def write_mp4(video: Video, output: BinaryIO) -> None:
    """Write an MP4 file whose time 0 is `video.starts_at_s` on the clock of the recording; nothing is coded again.

    output: can be sought in. Raises RecordingError when the video holds no picture that can be played.
    """
    packets = video.from_time(video.starts_at_s)
    try:
        with (
            av.open(BytesIO(b"".join(packet.data for packet in packets)), format="h264") as coded,
            av.open(output, "w", format="mp4") as container,
        ):
            _remux(coded, container, [packet.time_s - video.starts_at_s for packet in packets])
    except (FFmpegError, ValueError, IndexError) as error:
        raise RecordingError(_("The recording holds no video that can be played.")) from error


def _remux(coded: Any, container: Any, times_s: list[float]) -> None:
    stream = container.add_stream_from_template(coded.streams.video[0])
    stream.time_base = _TIME_BASE
    units = (packet for packet in coded.demux(coded.streams.video[0]) if packet.size)
    # A last picture that lasts no time at all would be left out by some players.
    ends_s = [*times_s[1:], times_s[-1] + (times_s[-1] - times_s[-2] if len(times_s) > 1 else _LONE_PICTURE_S)]
    for packet, time_s, next_s in zip(units, times_s, ends_s, strict=False):
        packet.stream, packet.time_base = stream, _TIME_BASE
        packet.pts = packet.dts = round(time_s / _TIME_BASE)
        packet.duration = max(0, round((next_s - time_s) / _TIME_BASE))
        container.mux(packet)
