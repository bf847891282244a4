"""Everything that touches the world: cameras, face tracker, display, sound, clock; each behind a protocol of the core."""
