"""What the reader keeps of each article: read, star, tags, place, bookmarks, searches by name."""
