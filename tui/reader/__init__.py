"""The screen on which one article is read, and what stands beside it."""
