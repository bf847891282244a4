"""Trust: a plan's text -> whose plan it is; a key -> whether this computer has known it before."""
