"""Which articles tell one story by the reader's own decision, kept in YAML beside the notes."""
