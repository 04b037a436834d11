"""A comparison told outside the program: Markdown, HTML, JSON."""
