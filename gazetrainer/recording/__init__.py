"""A sitting's file: listener -> Recorder -> MCAP file -> read_recording -> Recording -> report, exports."""

from gazetrainer.recording.header import FORMAT_VERSION, RecordingHeader, Subject, VideoConsent
from gazetrainer.recording.reader import read_recording, read_story
from gazetrainer.recording.recorder import Recorder
from gazetrainer.recording.recording import Recording
from gazetrainer.recording.video import Video, VideoPacket
from gazetrainer.recording.video_reader import read_video

__all__ = [
    "FORMAT_VERSION",
    "Recorder",
    "Recording",
    "RecordingHeader",
    "Subject",
    "Video",
    "VideoConsent",
    "VideoPacket",
    "read_recording",
    "read_story",
    "read_video",
]
