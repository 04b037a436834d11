"""Postings in Whoosh's files: the only folder that imports Whoosh."""
