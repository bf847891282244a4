"""The desk's world: folder -> index <- a process that reads and verifies; guarded requests -> pages."""
