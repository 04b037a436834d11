"""Columns, dictionaries and sets of an index that take no object for each text; most may lie in a file."""
