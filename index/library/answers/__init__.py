"""What answers for the articles of a library, and the fields of a query that the reader alone knows."""
