"""frame -> fault: what a camera or a machine does that leaves nothing to be measured."""
