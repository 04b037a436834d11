"""The screen: it enters the library only by its door."""
