"""The terminal user interface; it imports the library only through the package `index`."""
