"""Columns and dictionaries of an index that take no object for each text, and may lie in a file."""
