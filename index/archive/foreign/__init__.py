"""Indexes that somebody else filled: their fields, their ids, and queries in their words."""
