"""The Compare screen: accounts side by side, with its panes and layout."""
