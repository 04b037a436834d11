"""The reader's decisions on which articles form a story, stored in YAML beside the notes."""
