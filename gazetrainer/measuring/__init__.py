"""Measuring: from a face in a picture to a direction of the eyes and its doubt."""
