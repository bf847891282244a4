"""scene -> pygame_display -> window: draws scenes and reports keys, and decides nothing.

coverage.py turns formulas into smooth shapes, text.py words into blocks that fit, painting_*.py scenes into both.
"""

from gazetrainer.adapters.pygame_display.look import GazeDot, Hand, Look, Motion, Theme, look_by
from gazetrainer.adapters.pygame_display.screen_size import ScreenSize, SizeSource
from gazetrainer.adapters.pygame_display.window import PygameDisplay

__all__ = [
    "GazeDot",
    "Hand",
    "Look",
    "Motion",
    "PygameDisplay",
    "ScreenSize",
    "SizeSource",
    "Theme",
    "look_by",
]
