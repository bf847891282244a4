"""--video: the answer to which pictures of a sitting may be kept, given beforehand."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class VideoAnswer(StrEnum):
    """What may be kept."""

    NONE = "none"
    EYES = "eyes"
    FULL = "full"


VideoOption = Annotated[
    VideoAnswer | None,
    typer.Option("--video", help="Which pictures of this sitting are kept; nobody is asked then."),
]
