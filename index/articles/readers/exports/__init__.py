"""Readers of the exports of newspaper archives: one module per archive."""
