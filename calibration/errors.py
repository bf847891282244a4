"""The one fault of this package."""

from __future__ import annotations


class CalibrationError(Exception):
    """The measured points cannot be fitted: too few of them, or all alike.

    text: what is wrong, as the end of a sentence with `values` to be put in; whoever tells it may translate it first.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values
