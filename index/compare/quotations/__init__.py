"""Direct quotations: where they are, who speaks them, and what accounts make of one."""
