"""Reports of a comparison: Markdown, HTML, JSON, text."""
