"""Anchors (pure): passages described so that they are found again in a changed text."""
