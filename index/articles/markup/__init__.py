"""Marked-up pages: trees, their visible text in blocks, and their metadata."""
