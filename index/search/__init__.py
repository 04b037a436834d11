"""The query language, the full-text index behind one engine interface, type-ahead and snippets."""
