"""What goes to the terminal: frames reduced to the cells that change."""
