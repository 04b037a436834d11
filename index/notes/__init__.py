"""The reader's notes and reading shelf, stored in YAML files."""
