"""Readers of what the web hands out: saved pages, web archives, feeds, exports of read-later services."""
