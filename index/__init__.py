"""The door of the library, for outsiders only."""
