"""The window comes before what takes long to load."""

from __future__ import annotations

import subprocess
import sys


def test_the_program_starts_without_tables_and_face_tracking() -> None:
    code = "import sys, gazetrainer.cli, gazetrainer.cli.practice; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"pandas", "mediapipe", "ETDQualitizer"} & set(done.stdout.split())
