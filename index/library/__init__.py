"""The library: the only place where two rooms meet, and every verb of the program."""
