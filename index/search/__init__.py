"""The query language, the full-text index behind one module, type-ahead and snippets."""
