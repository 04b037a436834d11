"""Search with errors, held against the textbook's table."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from index.notes.anchors.anchor_places import regions
from index.notes.anchors.approximate import distances, found, image, nearest, nearness, occurrences

LETTERS = st.text("abc漢", max_size=24)
PATTERN = st.text("abc漢", min_size=1, max_size=90)


def table(text: str, pattern: str, *, anchored: bool) -> list[int]:
    """Return the last row of Sellers' dynamic programme."""
    column = list(range(len(pattern) + 1))
    last = []
    for place, character in enumerate(text, 1):
        below = [place if anchored else 0]
        for index, wanted in enumerate(pattern):
            below.append(min(column[index] + (wanted != character), column[index + 1] + 1, below[index] + 1))
        column = below
        last.append(column[-1])
    return last


@given(LETTERS, PATTERN, st.booleans())
def test_distances_are_those_of_the_table(text: str, pattern: str, anchored: bool) -> None:  # noqa: FBT001 drawn
    """The bit-parallel search gives the same counts, longer than a machine word too."""
    assert distances(text, pattern, anchored=anchored) == table(text, pattern, anchored=anchored)


@given(LETTERS, PATTERN, st.integers(0, 10))
def test_occurrences_have_the_errors_they_say(text: str, pattern: str, errors: int) -> None:
    """Each occurrence lies in the text and differs from the pattern by just its errors; the best is among them."""
    hits = occurrences(text, pattern, errors)
    told = [table(text[hit.start : hit.end], pattern, anchored=True) or [len(pattern)] for hit in hits]
    assert [hit.errors for hit in hits] == [counts[-1] for counts in told]
    best = min(table(text, pattern, anchored=False), default=len(pattern))
    assert [hit.errors for hit in hits[:1]] == ([best] if best <= errors and text else [])


@given(LETTERS, PATTERN)
def test_nearness_is_one_for_the_same_beginning_only(text: str, pattern: str) -> None:
    """A text that begins with the pattern is as near as can be, and no other is."""
    assert (nearness(text, pattern) == 1.0) == text.startswith(pattern)


@given(LETTERS, LETTERS, LETTERS)
def test_the_image_of_a_part_is_that_part(before: str, part: str, after: str) -> None:
    """In an equal window offsets stay where they are."""
    whole = before + part + after
    ends = (len(before), len(before) + len(part))
    assert image(whole, whole, *ends) == ends


def test_the_image_follows_what_was_put_in_and_taken_out() -> None:
    """Offsets move with the letters they stand at."""
    assert image("talksresumedinvienna", "thetalksresumeinvienna", 5, 12) == (8, 14)


@given(st.integers(0, 10**6), st.integers(0, 3800), st.integers(40, 200))
def test_regions_hold_a_passage_with_few_errors(seed: int, start: int, size: int) -> None:
    """Narrowing loses no place that the whole search finds, when a tenth of the letters differ."""
    rng = Random(seed)
    text = "".join(rng.choices("etaoinshrdlucmfwypvbgkqjxz", weights=range(27, 1, -1), k=4000))
    pattern = list(text[start : start + size])
    for _ in range(len(pattern) // 10):
        pattern[rng.randrange(len(pattern))] = rng.choice("etaoin")
    wanted = "".join(pattern)
    errors = len(wanted) // 2
    whole, narrow = occurrences(text, wanted, errors), found(text, wanted, errors, regions(text, wanted))
    assert [hit.errors for hit in narrow[:1]] == [hit.errors for hit in whole[:1]]


def test_what_is_nowhere_has_no_occurrence_and_no_region() -> None:
    """A pattern without a run in common is sought nowhere in a long text."""
    assert (occurrences("", "a", 1), occurrences("a", "", 1), regions("abc" * 1000, "xyzxyz")) == ([], [], [])


def test_the_nearest_stretch_shares_most_letters() -> None:
    """Of a passage that was torn the greater part is found; in a text shorter than the passage nothing is."""
    start, end, share = nearest("xxxxtalksonfridayxxxxxxxxxxxxxxxxx", "talksonfriday")
    assert (start, end, share) == (4, 17, 1.0)
    assert nearest("ab", "abc") == (0, 0, 0.0)
