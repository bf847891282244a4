"""Names of files that every system can take, and that lead nowhere else."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 150
"""Signs of a name without its ending: of up to four bytes each, one that file systems still take."""
_LEADS_ELSEWHERE: Final = re.compile(r'[/\\:*?"<>|]')
_OF_WINDOWS: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?", re.IGNORECASE)
"""Names that Windows takes for devices, whatever follows the first dot."""
_JOINERS: Final = str.maketrans("", "", "\u200c\u200d")
"""Persian and Indian names are written with them, though nothing is seen of them."""


def is_plain(stem: str) -> bool:
    """Whether a name without its ending leads nowhere else, and other computers can take it.

    >>> is_plain("Zoë 2"), is_plain("con"), is_plain("Ana: left"), is_plain("../Ana")
    (True, False, False, False)
    """
    seen = stem.translate(_JOINERS)
    return (
        len(seen) > 0
        and len(stem) <= _LONGEST
        and seen.isprintable()
        and not stem.startswith((".", " ", "-"))
        and not stem.endswith((".", " "))
        and not _LEADS_ELSEWHERE.search(stem)
        and not _OF_WINDOWS.fullmatch(stem)
    )
