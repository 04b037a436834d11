"""The query language: its nouns, its words and its grammar."""
