"""The configuration: which file is used, its settings, its problems, and the origin of each value."""
