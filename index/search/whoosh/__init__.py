"""Postings in Whoosh's files: the only package that imports Whoosh."""
