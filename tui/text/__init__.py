"""Pure functions on text for a screen: cell widths, wrapping, glyphs, fitting into lines."""
