"""The names of directions: whole phrases, because every language puts up, down, left and right together otherwise."""

from __future__ import annotations

from typing import Final

from targets.language import N_

NAMES: Final = {
    (2, -2): N_("Far up, far left"),
    (2, -1): N_("Far up, left"),
    (2, 0): N_("Far up"),
    (2, 1): N_("Far up, right"),
    (2, 2): N_("Far up, far right"),
    (1, -2): N_("Up, far left"),
    (1, -1): N_("Up, left"),
    (1, 0): N_("Up"),
    (1, 1): N_("Up, right"),
    (1, 2): N_("Up, far right"),
    (0, -2): N_("Far left"),
    (0, -1): N_("Left"),
    (0, 0): N_("Straight ahead"),
    (0, 1): N_("Right"),
    (0, 2): N_("Far right"),
    (-1, -2): N_("Down, far left"),
    (-1, -1): N_("Down, left"),
    (-1, 0): N_("Down"),
    (-1, 1): N_("Down, right"),
    (-1, 2): N_("Down, far right"),
    (-2, -2): N_("Far down, far left"),
    (-2, -1): N_("Far down, left"),
    (-2, 0): N_("Far down"),
    (-2, 1): N_("Far down, right"),
    (-2, 2): N_("Far down, far right"),
}
NAMES_WITHIN: Final = {
    (2, -2): N_("far up, far left"),
    (2, -1): N_("far up, left"),
    (2, 0): N_("far up"),
    (2, 1): N_("far up, right"),
    (2, 2): N_("far up, far right"),
    (1, -2): N_("up, far left"),
    (1, -1): N_("up, left"),
    (1, 0): N_("up"),
    (1, 1): N_("up, right"),
    (1, 2): N_("up, far right"),
    (0, -2): N_("far left"),
    (0, -1): N_("left"),
    (0, 0): N_("straight ahead"),
    (0, 1): N_("right"),
    (0, 2): N_("far right"),
    (-1, -2): N_("down, far left"),
    (-1, -1): N_("down, left"),
    (-1, 0): N_("down"),
    (-1, 1): N_("down, right"),
    (-1, 2): N_("down, far right"),
    (-2, -2): N_("far down, far left"),
    (-2, -1): N_("far down, left"),
    (-2, 0): N_("far down"),
    (-2, 1): N_("far down, right"),
    (-2, 2): N_("far down, far right"),
}
A_LITTLE_FURTHER: Final = {
    (1, -1): N_("A little further up and left"),
    (1, 0): N_("A little further up"),
    (1, 1): N_("A little further up and right"),
    (0, -1): N_("A little further left"),
    (0, 1): N_("A little further right"),
    (-1, -1): N_("A little further down and left"),
    (-1, 0): N_("A little further down"),
    (-1, 1): N_("A little further down and right"),
}
FURTHER: Final = {
    (1, -1): N_("Further up and left"),
    (1, 0): N_("Further up"),
    (1, 1): N_("Further up and right"),
    (0, -1): N_("Further left"),
    (0, 1): N_("Further right"),
    (-1, -1): N_("Further down and left"),
    (-1, 0): N_("Further down"),
    (-1, 1): N_("Further down and right"),
}
