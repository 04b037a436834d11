"""The notes themselves: their files, journal, drafts, copies, and the notebook over them."""
