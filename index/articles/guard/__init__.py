"""The worker process in which files that others made are taken apart, and who speaks to it."""
