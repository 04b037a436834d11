"""Turns files into articles: readers, furniture, metadata, dates, and the folder scan."""
