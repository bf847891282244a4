"""Everything that touches the world: cameras, tracker, display, sound, clock; each behind a protocol of the core."""
