"""The Stories screen, and joining and splitting stories by hand."""
