"""Readers of documents: e-books, office files, PDF and RTF."""
