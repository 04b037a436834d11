"""Notes on screen: the Notes screen, the editor box, and the actions on notes that all screens share."""
