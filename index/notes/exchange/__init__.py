"""Notes as others read and write them: Markdown, CSV, HTML, W3C Web Annotations, Hypothesis.

This package owns formats; it takes and returns values and refuses to touch the disk.
"""
