"""Marked-up pages: trees, their visible text in blocks, what a page says of itself."""
