"""What the program says about a place beyond the edge of the screen, with fingers, hands and arms."""

from __future__ import annotations

from typing import Final

from targets.language import N_, _

FINGER_MM: Final = 20.0
HAND_MM: Final = 85.0
ARM_MM: Final = 800.0

_LENGTHS: Final = (
    (FINGER_MM * 1.5, N_("about a finger's width")),
    (FINGER_MM * 2.5, N_("about two fingers' widths")),
    (FINGER_MM * 3.3, N_("about three fingers' widths")),
    (HAND_MM * 1.5, N_("about a hand's width")),
    (HAND_MM * 2.5, N_("about two hands' widths")),
    (HAND_MM * 3.5, N_("about three hands' widths")),
    (HAND_MM * 5.5, N_("about half an arm's length")),
)
_EDGES: Final = {
    (0, -1): N_("{length} past the top edge"),
    (0, 1): N_("{length} past the bottom edge"),
    (-1, 0): N_("{length} past the left edge"),
    (1, 0): N_("{length} past the right edge"),
    (-1, -1): N_("{length} past the top left corner"),
    (1, -1): N_("{length} past the top right corner"),
    (-1, 1): N_("{length} past the bottom left corner"),
    (1, 1): N_("{length} past the bottom right corner"),
}


def past_the_edge(right_mm: float, down_mm: float) -> str:
    """Say how far beyond which edge of the screen a place lies: right (+) or left (-), below (+) or above (-).

    >>> past_the_edge(-80, 10), past_the_edge(0, 0)
    ("about a hand's width past the left edge", 'at the edge')
    """
    if not right_mm and not down_mm:
        return _("at the edge")
    larger, smaller = max(abs(right_mm), abs(down_mm)), min(abs(right_mm), abs(down_mm))
    is_corner = smaller > larger / 4
    sideways = _sign(right_mm) if is_corner or abs(right_mm) > abs(down_mm) else 0
    downward = _sign(down_mm) if is_corner or not sideways else 0
    length_mm = (right_mm * right_mm + down_mm * down_mm) ** 0.5
    return _(_EDGES[sideways, downward]).format(length=length_in_words(length_mm))


def length_in_words(length_mm: float) -> str:
    """Say a length with fingers and hands.

    >>> length_in_words(9), length_in_words(20), length_in_words(80), length_in_words(180)
    ('just', "about a finger's width", "about a hand's width", "about two hands' widths")
    """
    if length_mm < FINGER_MM * 0.6:
        return _("just")
    for limit_mm, said in _LENGTHS:
        if length_mm < limit_mm:
            return _(said)
    return _("about an arm's length") if length_mm < ARM_MM else _("far")


def _sign(value: float) -> int:
    return 1 if value > 0 else -1
