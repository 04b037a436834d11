"""The one SQLite file: everything that can be rebuilt from the articles and the notes."""
