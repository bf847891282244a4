"""The sheet: a plan on one printable page, with a drawn face for each position."""

from gazetrainer.sheet.page import render_sheet

__all__ = ["render_sheet"]
