"""Numbers and dates, and what accounts disagree about."""
