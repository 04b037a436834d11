"""What every screen stands in: title, status and hint lines, lists to choose from, the bases of line panes."""
