"""Video: a frame, or the strip around its eyes -> H.264 -> the recording -> pictures again, or an MP4 file."""

from gazetrainer.adapters.video.coding_beside import CodedBeside, WhenFull
from gazetrainer.adapters.video.decoder import recorded_pictures
from gazetrainer.adapters.video.eye_strip import STRIP_SIZE_PX, eye_strip
from gazetrainer.adapters.video.mp4 import write_mp4

__all__ = ["STRIP_SIZE_PX", "CodedBeside", "WhenFull", "eye_strip", "recorded_pictures", "write_mp4"]
