"""Readers of web formats: saved pages, web archives, feeds, exports of read-later services."""
