"""Names of people, bodies and places, and which written names are the same."""
