"""features (n, k) -> degrees (n, 2) with a standard deviation per axis: arrays in, arrays out."""
