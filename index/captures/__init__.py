"""Web pages fetched at the reader's request, stored as they were sent, with their provenance."""
