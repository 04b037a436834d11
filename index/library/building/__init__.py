"""A long build: files prepared in batches, by several processes when there is much to do."""
