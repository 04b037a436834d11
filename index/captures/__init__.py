"""Pages that the reader asks for: fetched once, kept as they were sent, with an account of how they came."""
