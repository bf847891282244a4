"""frames -> face observations -> features -> gaze samples -> hold -> events -> display, sound, recorder, report."""
