"""The zones of an article, and how the dictionary of an index packs them with frequencies."""

from __future__ import annotations

TITLE, BODY, FURNITURE = "title", "body", "furniture"
ZONES = (TITLE, BODY, FURNITURE)
"""The parts of an article that are ranked separately: headline, text proper, and everything else."""

ZONE_BITS = {TITLE: 1, BODY: 2, FURNITURE: 4}
FREQUENCY_SHIFT = 3
"""The dictionary maps each form to one number: how many documents have it, shifted, plus the bits of its zones."""
