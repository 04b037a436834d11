"""The headless commands: data on standard output, talk on standard error, no screen."""
