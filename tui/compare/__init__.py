"""Accounts side by side: the screen, its panes and its layout."""
