"""Fits the weights that choose a quotation's speaker, and writes ``index/compare/quotations/weights.tsv`` anew.

Softmax regression over the candidates of each quotation, full batches, Adam, a penalty on large weights. The choice
of one speaker leans on those before, so candidates are made again with each round's weights. Use:

    python tests/gold/fit_speakers.py DIR/quotes_train.jsonl

Run it after changing what candidates there are or how they are described; check with ``measure.py`` on other rows.
"""

from __future__ import annotations

import json
import sys
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.compare.quotations.quotations import OUTRIGHT, read, weighed  # noqa: E402
from tests.gold.measure_quotes import article, named, slips, touches  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


WEIGHTS = ROOT / "index" / "compare" / "quotations" / "weights.tsv"
HEAD = (
    "# How much each feature of a candidate speaker counts: softmax regression on PolNeAR's training part.",
    "# A feature, a tab, its weight; written by tests/gold/fit_speakers.py.",
)

ROUNDS = 3
STEPS = 200
PENALTY = 0.5
FEW_WORDS = 0.4
"""What a quotation of fewer than four words counts, against one of a longer one."""

SMALL = 0.08
"""Weights nearer to nothing than this are left out."""

Case = tuple[list[tuple[str, ...]], list[bool], float]


def main(arguments: Sequence[str]) -> int:
    """Fit on the rows of the file named and write the weights; 2 when no file is named."""
    if len(arguments) != 1:
        sys.stderr.write("Name one file of quotations with their attributions.\n")
        return 2
    rows = [json.loads(line) for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines()]
    weights: dict[str, float] = {}
    for number in range(ROUNDS):
        weights = fit(list(cases(rows, weights)), weights)
        sys.stderr.write(f"round {number + 1}: {len(weights)} weights\n")
    WEIGHTS.write_text(table(weights), encoding="utf-8")
    return 0


def cases(rows: Sequence[Mapping[str, Any]], weights: Mapping[str, float]) -> Iterator[Case]:
    """Yield for each quotation its candidates' features, which of them are right, and how much it counts."""
    for row in rows:
        text = row["text"]
        paragraphs, found = read(article(row["id"], text))
        for one, (offered, _, _) in zip(found, weighed(paragraphs, found, weights), strict=True):
            if any(candidate.features[0] in OUTRIGHT for candidate in offered):
                continue
            span = one.quotation.start, one.quotation.end
            sources = [
                source
                for attribution in row["attributions"]
                if touches(span, attribution["content"])
                for source in attribution["source"]
            ]
            if slips(text, sources):
                continue
            right = [bool(candidate.rule) and named(text, candidate.who, sources) for candidate in offered]
            right[0] = not any(right)
            words = len(text[span[0] : span[1]].split())
            yield [candidate.features for candidate in offered], right, 1.0 if words >= 4 else FEW_WORDS


def fit(some: Sequence[Case], start: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that make the right candidates likely."""
    names = sorted({feature for candidates, _, _ in some for features in candidates for feature in features})
    numbers = {name: number for number, name in enumerate(names)}
    coded = [([[numbers[name] for name in features] for features in made], right, share) for made, right, share in some]
    weights = [start.get(name, 0.0) for name in names]
    first, second = [0.0] * len(names), [0.0] * len(names)
    for step in range(1, STEPS + 1):
        slope = gradient(coded, weights)
        rate = 0.1 * sqrt(1 - 0.999**step) / (1 - 0.9**step)
        for at, value in enumerate(slope):
            first[at] = 0.9 * first[at] + 0.1 * value
            second[at] = 0.999 * second[at] + 0.001 * value * value
            weights[at] -= rate * first[at] / (sqrt(second[at]) + 1e-8)
    return dict(zip(names, weights, strict=True))


def gradient(coded: Sequence[tuple[list[list[int]], list[bool], float]], weights: Sequence[float]) -> list[float]:
    """Return the slope of the penalised loss at these weights."""
    slope = [2 * PENALTY * weight for weight in weights]
    for candidates, right, share in coded:
        scores = [sum(weights[at] for at in features) for features in candidates]
        top = max(scores)
        raised = [exp(score - top) for score in scores]
        total = sum(raised)
        good = sum(value for value, is_right in zip(raised, right, strict=True) if is_right)
        for features, value, is_right in zip(candidates, raised, right, strict=True):
            change = share * (value / total - (value / good if is_right else 0.0))
            for at in features:
                slope[at] += change
    return slope


def table(weights: Mapping[str, float]) -> str:
    """Return the content of the file of weights."""
    rows = [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()) if abs(weight) >= SMALL]
    return "\n".join([*HEAD, *rows]) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
