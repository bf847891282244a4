"""Calibrating: what was looked at becomes a person's profile, which learns with every sitting."""
