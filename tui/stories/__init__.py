"""The screen of stories, and joining and parting them by hand."""
