"""recorded_pictures: the video of a recording back to pictures."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

import cv2
import numpy as np
from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from numpy.typing import NDArray

from gazetrainer.frame import Frame
from gazetrainer.recording.video import Video


def recorded_pictures(video: Video, *, from_s: float = -inf) -> Iterator[Frame]:
    """Yield the pictures from a time on, in order, with the times of their frames; what is damaged is passed over.

    A VideoDecoder. `index` counts the packets from the first one decoded. A picture whose size was odd when it was
    coded has one column or row more.
    """
    packets = video.from_time(from_s)
    decoder: Any = CodecContext.create("h264", "r")
    decoder.thread_type = "SLICE"  # threads over pictures would give the first ones late
    for index, coded in [*enumerate(packets), (len(packets), None)]:
        if coded is not None and not coded.data:  # it would mean the end
            continue
        packet: Any = None if coded is None else Packet(coded.data)
        if packet is not None:
            packet.pts = packet.dts = index
        for picture in _attempt(decoder, packet):
            if picture.pts is not None and packets[picture.pts].time_s >= from_s:
                yield Frame(picture.pts, packets[picture.pts].time_s, _rgb(picture))


def _attempt(decoder: Any, packet: Any) -> list[Any]:
    try:
        return list(decoder.decode(packet))
    except (FFmpegError, ValueError, MemoryError):  # also the end of a video of which nothing could be decoded
        return []


def _rgb(picture: Any) -> NDArray[np.uint8]:
    """The inverse of what the encoder does; several times as fast as FFmpeg's own conversion."""
    planes = picture.reformat(format="yuv420p").to_ndarray()
    return np.asarray(cv2.cvtColor(planes, cv2.COLOR_YUV2RGB_I420), np.uint8)
