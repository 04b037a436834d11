"""File access for the lower layers: strict YAML, durable writes, locks."""
