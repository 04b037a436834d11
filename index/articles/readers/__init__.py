"""One module per format; each turns bytes into raw articles."""
