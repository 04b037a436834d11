"""A file becomes articles: readers, furniture, metadata, dates, and the walk of the folder."""
