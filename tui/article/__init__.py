"""The article pane: layout, caret, selection, overlays and rendering."""
