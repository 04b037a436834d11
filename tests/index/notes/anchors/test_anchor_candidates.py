"""When the place of a passage is sure, when it is asked about, and when it is lost: each bound from both sides.

Texts are letters drawn at random, so that nothing agrees but what a test lets agree.
"""

from __future__ import annotations

from random import Random

import pytest

from index.model.article import Span
from index.model.note import State, Target
from index.notes.anchors.anchor import describe, place
from index.notes.anchors.anchor_passage import AnchorPassage
from index.notes.anchors.anchor_places import AnchorPlace
from index.notes.anchors.folding import fold


def letters(count: int, seed: int) -> str:
    """Return letters of which no run recurs."""
    rng = Random(seed)
    return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=count))


BEFORE, AFTER, ELSEWHERE, FURTHER = (letters(30, seed) for seed in (1, 2, 3, 4))


def state(exact: str, text: str, prefix: str = "", suffix: str = "", *, repeats: int = 1) -> State:
    """Return how sure the place of a quotation is in a text that is not the one it was made on."""
    return place(Target("a", "", exact, prefix, suffix, -1, -1, "old", repeats), text, "new").state


def half(side: str, share: float, *, left: bool) -> str:
    """Return a side of which so much next to the passage agrees, the rest being signs that stand nowhere else."""
    count = round(share * len(side))
    gone = "1234567890" * 3
    return gone[: len(side) - count] + side[len(side) - count :] if left else side[:count] + gone[: len(side) - count]


@pytest.mark.parametrize(("size", "expected"), [(12, State.MOVED), (11, State.CHANGED)])
def test_a_passage_without_context_must_be_long_enough(size: int, expected: State) -> None:
    """Twelve letters that stand once are sure by themselves."""
    exact = letters(size, 9)
    assert state(exact, f"{ELSEWHERE} {exact} {FURTHER}") is expected


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("{elsewhere} {exact} {further} {exact} {elsewhere}", 1),
        ("{elsewhere} {exact} {further}", 2),
    ],
)
def test_a_passage_without_context_must_have_no_copy(text: str, repeats: int) -> None:
    """A passage without context is found only if it has no copy today and had none when the note was made."""
    exact = letters(12, 9)
    told = text.format(exact=exact, elsewhere=ELSEWHERE, further=FURTHER)
    assert state(exact, told, repeats=repeats) is State.CHANGED


@pytest.mark.parametrize(("size", "expected"), [(40, State.MOVED), (39, State.CHANGED)])
def test_a_telling_passage_needs_no_witness(size: int, expected: State) -> None:
    """Forty letters that stand once are sure wherever they went; fewer need a side that agrees."""
    exact = letters(size, 9)
    assert state(exact, f"{ELSEWHERE} {exact} {FURTHER}", BEFORE, AFTER) is expected


@pytest.mark.parametrize(("size", "expected"), [(20, State.MOVED), (19, State.CHANGED)])
def test_a_passage_of_some_length_needs_one_witness(size: int, expected: State) -> None:
    """From twenty letters on one side that agrees is enough; a shorter one needs something of the other, too."""
    exact = letters(size, 9)
    assert state(exact, f"{BEFORE} {exact} {FURTHER}", BEFORE, AFTER) is expected
    assert state(exact, f"{ELSEWHERE} {exact} {AFTER}", BEFORE, AFTER) is expected


@pytest.mark.parametrize(("share", "expected"), [(0.7, State.MOVED), (0.65, State.CHANGED)])
def test_a_witness_agrees_to_seven_tenths(share: float, expected: State) -> None:
    """Less of a side is no witness."""
    exact = letters(20, 9)
    near = half(BEFORE, share, left=True)
    assert state(exact, f"{near} {exact} {FURTHER}", BEFORE, AFTER) is expected


@pytest.mark.parametrize(("share", "expected"), [(0.5, State.MOVED), (0.45, State.CHANGED)])
def test_beside_a_few_words_the_other_side_must_agree_by_half(share: float, expected: State) -> None:
    """One side alone is often but the rest of a name."""
    exact = letters(10, 9)
    assert state(exact, f"{BEFORE} {exact} {half(AFTER, share, left=False)}", BEFORE, AFTER) is expected


def test_of_new_copies_the_one_with_both_witnesses_is_taken() -> None:
    """A copy that came since is no rival while its surroundings are others; with one side of the old ones it is."""
    exact = letters(24, 9)
    both, copy = f"{BEFORE} {exact} {AFTER}", f"{ELSEWHERE} {exact} {FURTHER}"
    assert state(exact, f"{copy} {both}", BEFORE, AFTER) is State.MOVED
    assert state(exact, f"{ELSEWHERE} {exact} {AFTER} {both}", BEFORE, AFTER) is State.CHANGED
    near = half(AFTER, 0.6, left=False)
    assert state(exact, f"{copy} {BEFORE} {exact} {near}", BEFORE, AFTER) is State.CHANGED


def test_a_passage_that_had_copies_needs_whole_surroundings() -> None:
    """Both its sides must stand there letter by letter, and those of no copy may."""
    exact = letters(24, 9)
    both, copy = f"{BEFORE} {exact} {AFTER}", f"{ELSEWHERE} {exact} {FURTHER}"
    assert state(exact, f"{copy} {both}", BEFORE, AFTER, repeats=2) is State.MOVED
    assert state(exact, f"{both} {FURTHER} {both}", BEFORE, AFTER, repeats=2) is State.CHANGED
    spelt = f"{BEFORE} {exact} {AFTER[:-1]}1"
    assert state(exact, f"{copy} {spelt}", BEFORE, AFTER, repeats=2) is State.CHANGED


def test_a_context_grown_to_its_limit_tells_no_copies_apart() -> None:
    """What was the same around another copy then may be that copy's now."""
    exact, before = letters(24, 9), letters(89, 5)
    text = f"{ELSEWHERE} {before} {exact} {AFTER}"
    assert state(exact, text, before, AFTER, repeats=2) is State.CHANGED
    assert state(exact, text, before[1:], AFTER, repeats=2) is State.MOVED


def edited(exact: str, share: float) -> str:
    """Return a passage in whose middle so much of it has been replaced by signs of another kind."""
    gone = round((1 - share) * len(exact))
    start = (len(exact) - gone) // 2
    return exact[:start] + ("1234567890" * 9)[:gone] + exact[start + gone :]


@pytest.mark.parametrize(
    ("size", "share", "sides", "expected"),
    [
        (40, 0.75, "none", State.CHANGED),
        (40, 0.70, "none", State.LOST),
        (24, 0.86, "none", State.CHANGED),
        (24, 0.79, "none", State.LOST),
        (20, 0.65, "left half", State.CHANGED),
        (20, 0.60, "left half", State.LOST),
        (15, 0.67, "left half", State.LOST),
        (30, 0.50, "left", State.CHANGED),
        (30, 0.40, "left", State.LOST),
        (30, 0.30, "both", State.CHANGED),
    ],
)
def test_the_less_is_left_of_a_passage_the_more_its_surroundings_must_agree(
    size: int, share: float, sides: str, expected: State
) -> None:
    """What is only alike is asked about: by itself, with one side, or with both, each from its own bound on."""
    exact = letters(size, 9)
    before = {"none": ELSEWHERE, "left half": half(BEFORE, 0.6, left=True)}.get(sides, BEFORE)
    text = f"{before} {edited(exact, share)} {AFTER if sides == 'both' else FURTHER}"
    found = place(Target("a", "", exact, BEFORE, AFTER, -1, -1, "old"), text, "new")
    assert found.state is expected


@pytest.mark.parametrize(
    ("size", "kept", "guessed"), [(30, 24, True), (30, 23, False), (60, 42, True), (60, 41, False)]
)
def test_where_a_lost_passage_went_is_guessed_unless_that_could_be_chance(size: int, kept: int, guessed: bool) -> None:  # noqa: FBT001
    """The shorter the stretch, the more of it must be the same: six letters' worth over three fifths."""
    exact = letters(size, 9)
    text = f"{ELSEWHERE} {exact[:kept]}{('1234567890' * 3)[: size - kept]} {FURTHER}"
    found = place(Target("a", "", exact, BEFORE, AFTER, -1, -1, "old"), text, "new")
    assert (found.state, found.span, found.guess is not None) == (State.LOST, None, guessed)


def test_copies_of_a_sign_without_letters_are_counted_as_they_stand() -> None:
    """A dash has no letters by which it could be found."""
    assert describe("a — b — c", Span(2, 3), article="", text_hash="").repeats == 2


@pytest.mark.parametrize(
    ("prefix", "exact", "suffix", "expected"),
    [
        ("the ", "words", " of", (True, True)),
        ("sen", "tence", "", (False, True)),
        ("", "sen", "tence", (True, False)),
        ("x", "“words”", "y", (True, True)),
        ("x", "words", "y", (False, False)),
    ],
)
def test_a_passage_knows_whether_it_cuts_words(
    prefix: str, exact: str, suffix: str, expected: tuple[bool, bool]
) -> None:
    """A mark of its own, or none of a word next to it, and it is whole there."""
    passage = AnchorPassage.of(Target("a", "", exact, prefix, suffix), fold)
    assert (passage.opens, passage.closes) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (0.5, 0.8, (0.8, 0.5, 0.65)),
        (-1.0, 0.5, (0.5, 0.5, 0.5)),
        (0.5, -1.0, (0.5, 0.5, 0.5)),
        (-1.0, -1.0, (-1.0, 0.0, 0.0)),
    ],
)
def test_a_side_without_context_says_nothing(left: float, right: float, expected: tuple[float, float, float]) -> None:
    """The more and the less similar side and their mean are those of the sides that have words."""
    found = AnchorPlace(0, 1, 1.0, left, right, 1.0)
    assert (found.best, found.worst, found.mean) == expected
