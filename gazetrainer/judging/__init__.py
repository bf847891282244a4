"""Judging: gaze and rule in, verdicts and booked seconds out; nothing here knows a screen or a device."""
