"""Articles, with the passages quoted from them, in the formats of reference managers."""
