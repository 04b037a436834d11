"""Readers, which turn bytes into raw articles: the registry, and the readers of text."""
