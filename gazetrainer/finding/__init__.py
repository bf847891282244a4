"""Finding: a pointer moves over a field, and places are noted where the eyes rest or a key marks them."""
