"""The headless commands: data on standard output, messages on standard error, no screen."""
