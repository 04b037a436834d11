"""How much each feature of a candidate speaker counts; the figures are ``weights.tsv``.

Refuses to say what a feature is; ``tests/gold/fit_speakers.py`` writes the file anew.
"""

from __future__ import annotations

from ...text.word_lists import word_lists

WEIGHTS: dict[str, float] = {
    feature: float(weight) for feature, (weight,) in word_lists("index.compare.quotations", "weights.tsv").items()
}
"""Feature → weight; a feature that is missing counts nothing."""
