"""Staging: what is to be shown at each moment, from the state of a flow to a scene, in words and places."""
