"""Notes on screen: the list of all, the box in which one is written, and what every screen does with them."""
