"""What to look at: positions, layouts, prescriptions and the shapes they are drawn with."""
