"""The size of the glass in millimetres: given, told by the system, or assumed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ASSUMED_MM = (294.0, 165.0)
"""A 13.3 inch screen of 16:9, the commonest small laptop."""
_PLAUSIBLE_MM = (90.0, 2500.0)
_SHARE_OF_SCREEN = 0.67
_EDID_LENGTH = 128
_EDID_SIZE_CM = slice(21, 23)


class SizeSource(StrEnum):
    """Where a size comes from; an assumed one should be said to the client."""

    GIVEN = "given"
    SYSTEM = "system"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class ScreenSize:
    """Width and height of the whole screen in millimetres."""

    width_mm: float
    height_mm: float
    source: SizeSource


def find_screen_size(given_mm: tuple[float, float] | None = None) -> ScreenSize:
    """The given size, or what the system knows, or 13.3 inch."""
    if given_mm is not None:
        return ScreenSize(*given_mm, SizeSource.GIVEN)
    for look in (_windows_mm, _macos_mm, _xrandr_mm, _edid_mm):
        size = look()
        if size is not None and all(_PLAUSIBLE_MM[0] <= side <= _PLAUSIBLE_MM[1] for side in size):
            return ScreenSize(*size, SizeSource.SYSTEM)
    return ScreenSize(*ASSUMED_MM, SizeSource.ASSUMED)


def window_size_px(wanted_px: tuple[int, int], desktop_px: tuple[int, int]) -> tuple[int, int]:
    """A window's size at the start: the wanted one, larger where it would fill little of the screen, never beyond it.

    >>> window_size_px((1280, 720), (1920, 1080)), window_size_px((1280, 720), (3840, 2160))
    ((1280, 720), (2560, 1440))
    >>> window_size_px((1280, 720), (1024, 600))
    (1024, 576)
    """
    share = min(desktop_px[0] / wanted_px[0], desktop_px[1] / wanted_px[1])
    # Two thirds of a screen leave room for its bars; steps of a half keep shapes crisp.
    grown = max(1.0, int(share * _SHARE_OF_SCREEN * 2 + 1e-6) / 2) if share >= 1.0 else share
    return round(wanted_px[0] * grown), round(wanted_px[1] * grown)


def size_from_monitors(listing: str) -> tuple[float, float] | None:
    """The primary (else the first) monitor of `xrandr --listmonitors`.

    >>> size_from_monitors("Monitors: 1\\n 0: +*eDP-1 1920/344x1080/194+0+0  eDP-1")
    (344.0, 194.0)
    """
    lines = sorted(listing.splitlines()[1:], key=lambda line: "+*" not in line)
    for line in lines:
        match = re.search(r" \d+/(\d+)x\d+/(\d+)\+", line)
        if match:
            return float(match[1]), float(match[2])
    return None


def size_from_edid(edid: bytes) -> tuple[float, float] | None:
    """Width and height from a monitor's own description (VESA EDID 1.4, bytes 21 and 22, centimetres)."""
    if len(edid) < _EDID_LENGTH or not edid.startswith(b"\x00\xff\xff\xff\xff\xff\xff\x00"):
        return None
    width_cm, height_cm = edid[_EDID_SIZE_CM]
    return (width_cm * 10.0, height_cm * 10.0) if width_cm and height_cm else None


def _xrandr_mm() -> tuple[float, float] | None:
    if not os.environ.get("DISPLAY"):
        return None
    try:
        done = subprocess.run(["xrandr", "--listmonitors"], capture_output=True, text=True, timeout=3, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return size_from_monitors(done.stdout)


def _edid_mm() -> tuple[float, float] | None:
    for path in sorted(Path("/sys/class/drm").glob("card*-*/edid")):
        try:
            size = size_from_edid(path.read_bytes())
        except OSError:
            continue
        if size is not None:
            return size
    return None


def _windows_mm() -> tuple[float, float] | None:
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415 - missing from some Python builds elsewhere

    context = ctypes.windll.user32.GetDC(0)
    try:
        horizontal, vertical = 4, 6  # HORZSIZE and VERTSIZE of wingdi.h
        gdi = ctypes.windll.gdi32
        return float(gdi.GetDeviceCaps(context, horizontal)), float(gdi.GetDeviceCaps(context, vertical))
    finally:
        ctypes.windll.user32.ReleaseDC(0, context)


def _macos_mm() -> tuple[float, float] | None:
    if sys.platform != "darwin":
        return None
    import ctypes  # noqa: PLC0415 - missing from some Python builds elsewhere

    class Size(ctypes.Structure):
        _fields_ = (("width", ctypes.c_double), ("height", ctypes.c_double))

    try:
        graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
    except OSError:
        return None
    graphics.CGDisplayScreenSize.restype = Size
    size = graphics.CGDisplayScreenSize(graphics.CGMainDisplayID())
    return float(size.width), float(size.height)
