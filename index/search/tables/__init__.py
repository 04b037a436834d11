"""Compact columns, dictionaries and sets without one object per text; most may be memory-mapped."""
