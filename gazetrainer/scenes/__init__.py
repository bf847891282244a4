"""Scenes by room; `gazetrainer.scene` gathers them."""
