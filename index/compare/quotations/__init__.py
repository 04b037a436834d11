"""Direct quotations: where they stand, who speaks them, and what accounts make of one."""
