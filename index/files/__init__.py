"""The only room below the second floor that touches the disk: strict YAML, durable writes, locks."""
