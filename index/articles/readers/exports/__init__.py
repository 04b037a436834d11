"""Readers of what newspaper archives hand out: one module an archive."""
