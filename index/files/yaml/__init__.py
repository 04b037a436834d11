"""YAML files read strictly, and changed without touching what is not meant."""
