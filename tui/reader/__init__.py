"""The Reader screen for one article, with its side panes."""
