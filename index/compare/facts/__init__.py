"""Numbers, dates and what accounts do not agree about."""
