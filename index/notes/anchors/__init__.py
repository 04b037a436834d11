"""Anchors, pure: a passage described so that it is found again in a text that changed."""
