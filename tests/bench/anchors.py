"""Measures how notes survive edits: right, sure, wrong and lost placements by kind of edit and length of passage.

Run ``python -m tests.bench.anchors --corpora DIR``; without corpora only the seeds are used. Articles alternate
between a half to tune on and a half that is held out. Times are of the processor, so that a busy machine does not
count. Sets no thresholds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from index.model.article import Span
from index.model.note import State
from index.notes.anchors.anchor import describe, place
from index.notes.anchors.folding import fold
from index.text.sentences import sentences
from tests.bench.edits import STEADY, Edited, cut, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model.note import Placed

SEEDS = Path(__file__).parents[2] / "seeds"
PAIR = ("001_e153c235d9510564.txt", "002_e5f407245666f9ac.txt")
LENGTHS = {"8-20": (8, 20), "20-60": (20, 60), "60-400": (60, 400), "400+": (400, 6000)}
GONE = ("passage cut", "paragraph cut", "another article")


@dataclass(slots=True)
class Tally:
    """Counts of one row of the table."""

    asked: int = 0
    right: int = 0
    sure: int = 0
    sure_wrong: int = 0
    unique_wrong: int = 0
    changed_wrong: int = 0
    lost: int = 0
    exact: int = 0
    guessed: int = 0
    misled: int = 0
    times: list[float] = field(default_factory=list)


def articles(corpora: Path | None, rng: random.Random, each: int) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of seeds and a sample of every corpus."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield f"seeds/{path.name}", path.read_text("utf-8")
    if corpora is None:
        return
    bbc = sorted((corpora / "bbc-2225").rglob("*.txt"))
    for path in rng.sample(bbc, each):
        yield f"bbc/{path.parent.name}/{path.name}", path.read_text("latin-1")
    for path in rng.sample(sorted((corpora / "wikinews-gum").glob("*.txt")), min(each, 40)):
        yield f"wikinews/{path.name}", path.read_text("utf-8")
    for path in rng.sample(sorted((corpora / "ud-ar").glob("*.txt")), each // 4):
        yield f"ud-ar/{path.name}", path.read_text("utf-8")
    with gzip.open(corpora / "reuters-21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = [row.get("body") or "" for row in map(json.loads, lines)]
    for at in rng.sample([at for at, body in enumerate(bodies) if len(body) > 1200], each):
        yield f"reuters/{at}", bodies[at]


def tidy(text: str) -> str:
    """Return a text as the library holds it: line ends LF, NFC."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def spans(text: str, rng: random.Random, count: int) -> Iterator[tuple[str, Span]]:
    """Draw passages of each length, mostly from word to word, a fifth from anywhere to anywhere."""
    for name, (least, most) in LENGTHS.items():
        for _ in range(count):
            if len(text) < 2 * least:
                continue
            size = rng.randint(least, min(most, max(least, len(text) // 4 if most < 1000 else len(text) // 2)))
            start = rng.randrange(max(1, len(text) - size))
            end = start + size
            if rng.random() < 0.8:
                while start < end and (text[start].isspace() or (start and text[start - 1].isalnum())):
                    start += 1
                while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
                    end += 1
            if sum(character.isalnum() for character in text[start:end]) >= 5:
                yield name, Span(start, end)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the shared part of two stretches over their union."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def trimmed(text: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return a stretch without the blanks at its ends, which no cleaning keeps; nothing when it is all blank."""
    if span is None or not text[slice(*span)].strip():
        return None
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def count(tally: Tally, placed: Placed, truth: tuple[int, int] | None, *, unique: bool) -> bool:
    """Add one placement to a row; return whether it was sure and wrong."""
    tally.asked += 1
    sure = placed.state in {State.HERE, State.MOVED}
    right = truth is not None and placed.span is not None and overlap(placed.span, truth) >= 0.5
    tally.right += right
    tally.exact += truth is not None and placed.span == truth
    tally.sure += sure
    tally.lost += placed.state is State.LOST
    if placed.state is State.LOST and placed.guess is not None and placed.guess.end > placed.guess.start:
        good = truth is not None and overlap(placed.guess, truth) > 0
        tally.guessed += good
        tally.misled += not good
    tally.changed_wrong += placed.state is State.CHANGED and not right
    tally.sure_wrong += sure and not right
    tally.unique_wrong += sure and not right and unique
    return sure and not right


def measure(texts: list[tuple[str, str]], others: list[str], seed: int, each: int, *, loud: bool) -> dict[str, Tally]:
    """Measure every edit on every text."""
    rows: dict[str, Tally] = defaultdict(Tally)
    for name, text in texts:
        rng = random.Random(f"{seed}{name}")
        drawn = list(spans(text, rng, each))
        steady = {edit: Edited.of(make(text, rng)) for edit, make in STEADY.items()}
        for length, span in drawn:
            target = describe(text, span, article=name, text_hash="old")
            for edit in (*STEADY, *GONE):
                edited, truth = _changed(edit, text, span, steady, others, rng)
                began = time.thread_time()
                placed = place(target, edited, "old" if edit == "untouched" else "new")
                spent = time.thread_time() - began
                tally = rows[f"{edit:<20}{length:>7}"]
                tally.times.append(spent * 1000)
                placed = replace(placed, span=Span(*bare)) if (bare := trimmed(edited, placed.span)) else placed
                wrong = count(tally, placed, truth, unique=target.repeats == 1)
                if wrong and loud:
                    stood = edited[truth[0] : truth[1]] if truth else None
                    got = edited[placed.span[0] : placed.span[1]] if placed.span else None
                    print(f"! {edit} {name} {span} x{target.repeats}: {target.exact!r} -> {got!r}, was {stood!r}")
    return rows


def _changed(
    edit: str, text: str, span: Span, steady: dict[str, Edited], others: list[str], rng: random.Random
) -> tuple[str, tuple[int, int] | None]:
    if edit in steady:
        return steady[edit].text, trimmed(steady[edit].text, steady[edit].truth(*span))
    if edit == "another article":
        return rng.choice([other for other in others if other != text]), None
    gone = span if edit == "passage cut" else Span(*paragraph(text, *span))
    return Edited.of(cut(text, *gone)).text, None


def table(rows: dict[str, Tally]) -> str:
    """Lay the counts out as a table of percentages and milliseconds."""
    heads = "n right exact sure sure-wrong unique-wrong asked-wrong lost guess-right guess-wrong median max"
    lines = [" " * 27 + "".join(f"{head:>12}" for head in heads.split())]
    for name, row in rows.items():
        misplaced = (row.sure_wrong, row.unique_wrong, row.changed_wrong)
        shares = (row.right, row.exact, row.sure, *misplaced, row.lost, row.guessed, row.misled)
        cells = [f"{row.asked:>12}", *(f"{100 * share / row.asked:>12.1f}" for share in shares)]
        lines.append(f"{name}{''.join(cells)}{median(row.times):>12.2f}{max(row.times):>12.1f}")
    everything = list(rows.values())
    asked = sum(row.asked for row in everything)
    gone = [row for name, row in rows.items() if name.startswith(GONE)]
    times = [spent for row in everything for spent in row.times]
    wrong, unique = sum(row.sure_wrong for row in everything), sum(row.unique_wrong for row in everything)
    asking = 100 * sum(row.changed_wrong for row in gone) / sum(row.asked for row in gone)
    lines.append(f"sure-wrong {wrong} of {asked}, of unique quotations {unique}; asked when gone {asking:.1f} %;")
    lines.append(f"median {median(times):.2f} ms, max {max(times):.1f} ms")
    return "\n".join(lines)


def real() -> str:
    """Place the sentences of one account in the other, which runs part of the same agency copy."""
    one, other = (tidy((SEEDS / name).read_text("utf-8")) for name in PAIR)
    lines = []
    for name, text, new in ((f"{PAIR[0]} in {PAIR[1]}", one, other), (f"{PAIR[1]} in {PAIR[0]}", other, one)):
        tally = {"kept": Tally(), "not kept": Tally()}
        letters = fold(new).letters
        for span in sentences(text):
            target = describe(text, span, article=name, text_hash="old")
            placed = place(target, new, "new")
            wanted = fold(target.exact).letters
            got = fold(new[placed.span.start : placed.span.end]).letters if placed.span else ""
            row = tally["kept" if wanted in letters else "not kept"]
            if not wanted:
                continue
            row.asked += 1
            row.right += got == wanted
            row.sure += placed.state in {State.HERE, State.MOVED}
            row.lost += placed.state is State.LOST
        said = (f"{key} {r.asked}: found {r.right}, sure {r.sure}, lost {r.lost}" for key, r in tally.items())
        lines.append(f"sentences of {name}: {'; '.join(said)}")
    return "\n".join(lines)


def main() -> None:
    """Print one table a half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--each", type=int, default=20, help="articles a corpus")
    parser.add_argument("--spans", type=int, default=6, help="passages an article and length")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("tune", "held", "both"), default="both")
    parser.add_argument("--loud", action="store_true", help="print every sure and wrong placement")
    given = parser.parse_args()
    texts = [(name, tidy(text)) for name, text in articles(given.corpora, random.Random(given.seed), given.each)]
    print(real())
    for half, start in (("tune", 0), ("held", 1)):
        if given.half in {half, "both"}:
            print(f"{half}: {len(texts[start::2])} articles")
            chosen = texts[start::2]
            print(table(measure(chosen, [text for _, text in chosen], given.seed, given.spans, loud=given.loud)))


if __name__ == "__main__":
    main()
