"""The hall: the only place where two rooms meet."""
