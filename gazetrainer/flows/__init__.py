"""Flows: camera check -> calibration -> result -> sitting, each a generator of scenes that takes moments."""
