"""The notes: files, journal, drafts, copies, and the notebook that combines them."""
