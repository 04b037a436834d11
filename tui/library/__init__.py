"""The list of articles with its search, facets and preview."""
