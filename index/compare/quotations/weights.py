"""The weight of each feature of a candidate speaker, read from ``weights.tsv``.

Does not define the features; ``tests/gold/fit_speakers.py`` regenerates the file.
"""

from __future__ import annotations

from ...text.word_lists import word_lists

WEIGHTS: dict[str, float] = {
    feature: float(weight) for feature, (weight,) in word_lists("index.compare.quotations", "weights.tsv").items()
}
"""Feature → weight; a missing feature counts nothing."""
