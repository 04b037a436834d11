"""Pure geometry of text on a screen: wrapping, layers, motions, rows."""
