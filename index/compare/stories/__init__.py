"""Which articles belong to one story and event, and where a passage occurs elsewhere."""
