"""What stands beside the rows of a comparison: the map of differences, and all that accounts do not agree about."""
