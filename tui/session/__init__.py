"""What the screens share: the session, the search thread, jobs in child processes, undo, jump history."""
