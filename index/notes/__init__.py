"""The reader's own notes and reading shelf, kept in YAML files."""
