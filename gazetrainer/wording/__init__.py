"""Wording: what the program says, in plain sentences."""
