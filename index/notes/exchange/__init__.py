"""Exchange formats of notes: Markdown, CSV, HTML, W3C Web Annotations, Hypothesis.

This package converts values and does not access the disk.
"""
