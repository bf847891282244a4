"""What the disk may do while a sitting is recorded."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from recording_helpers import face, header, record, sample

from gazetrainer.cli.sealing import left_open, seal_recording
from gazetrainer.errors import OutputError
from gazetrainer.recording import Recorder, durable, read_recording
from gazetrainer.seal import seal_path
from gazetrainer.verify import verify

LONG_AGO = (1e9, 1e9)


def record_until_killed(path: Path, told: int) -> None:
    """Record a picture every 5 ms, each 1/30 s of the sitting, and say so first."""
    with Recorder(path, header()) as recorder:
        for index in range(100_000):
            os.write(told, f"{index / 30}\n".encode())
            recorder.on_observation(face(index / 30))
            recorder.on_gaze(sample(index / 30))
            time.sleep(0.005)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing as here is a matter of POSIX systems")
@pytest.mark.parametrize("pictures", [45, 100, 151])
def test_a_killed_sitting_opens_has_lost_little_and_is_offered_to_be_closed(
    pictures: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "sitting.mcap"
    reading, writing = os.pipe()
    process = multiprocessing.get_context("fork").Process(target=record_until_killed, args=(path, writing))
    process.start()
    os.close(writing)
    with os.fdopen(reading) as told:
        times_s = [float(told.readline()) for _ in range(pictures)]
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        times_s += [float(line) for line in told]
    assert times_s[-1] - list(read_recording(path).observation_times_s())[-1] <= 1.5
    os.utime(path, LONG_AGO)
    assert left_open(tmp_path) == (path,)
    seal_recording(path)
    assert verify(path.read_bytes(), seal_path(path).read_bytes(), "x").is_good


def test_a_folder_that_is_removed_meanwhile_is_made_again_with_all_that_it_held(tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    with Recorder(folder / "a.mcap", header()) as recorder:
        for index in range(180):
            if index == 90:
                shutil.rmtree(folder)
            recorder.on_gaze(sample(index / 30))
    assert [gaze.time_s for gaze in read_recording(folder / "a.mcap").gazes] == [index / 30 for index in range(180)]


def test_where_a_removed_folder_cannot_be_made_again_it_is_an_output_error(tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    with Recorder(folder / "a.mcap", header()) as recorder:
        recorder.on_gaze(sample(0.0))
        shutil.rmtree(folder)
        folder.write_text("a file stands there")
        with pytest.raises(OutputError, match="this sitting is not kept"):
            recorder.on_gaze(sample(2.0))


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_fills_in_the_middle_of_a_write_leaves_whole_seconds(
    fault: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [4000]
    write = os.write

    def small_disk(descriptor: int, data: memoryview) -> int:
        if room[0] == 0:
            raise OSError(fault, os.strerror(fault))
        written = write(descriptor, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(durable.os, "write", small_disk)
    path = tmp_path / "a.mcap"
    with pytest.raises(OutputError, match=os.strerror(fault).lower()):
        record(path, [sample(index / 30, index % 17, index % 13) for index in range(3000)], [])
    monkeypatch.undo()
    recording = read_recording(path)
    assert not recording.complete
    assert len(recording.gazes) >= 30
    assert [gaze.time_s for gaze in recording.gazes] == [index / 30 for index in range(len(recording.gazes))]
