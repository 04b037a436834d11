"""What is stored of each article (read, star, tags, place, bookmarks), and saved searches."""
