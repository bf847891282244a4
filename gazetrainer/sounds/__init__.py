"""Sounds: when what is heard, and the tones themselves as arrays."""
