"""Stories as computed and as the reader decided, and the reader's hand in them."""
