"""frames -> face observations -> gaze features -> gaze samples -> hold -> events -> display, sound, recorder, report."""
