"""What the app holds that is no screen: the search thread, jobs in child processes, undo, jump history."""
