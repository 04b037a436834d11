"""Which sentences of accounts belong together: sentences and words, shared runs, links, passages, overlap."""
