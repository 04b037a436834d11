"""What turns bytes into raw articles: which reader reads which file, and the readers of text."""
