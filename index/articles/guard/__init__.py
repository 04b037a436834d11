"""The worker process that parses untrusted files, and its parent's side."""
