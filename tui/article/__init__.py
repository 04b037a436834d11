"""The article on screen: its pane, caret, selection and paint, and the geometry they stand on."""
