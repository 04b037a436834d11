"""The frame around every screen: title, status and hint lines, modal boxes, and the base classes of line panes."""
