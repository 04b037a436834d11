"""Articles, with what was quoted from them, in the formats of reference managers."""
