"""Anchors: a described passage is found again, and what is not the passage is never called it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.model.article import Span
from index.model.note import Placed, State, Target
from index.notes.anchors.anchor import describe, place, place_all
from index.notes.anchors.folding import fold

SEEDS = Path(__file__).parents[4] / "seeds"
TALKS = (SEEDS / "001_e153c235d9510564.txt").read_text("utf-8")
WIRE = (SEEDS / "002_e5f407245666f9ac.txt").read_text("utf-8")
NASTY = st.text(st.sampled_from("ab a.“”\n\u0301é😀👩\u200d👩漢字 שלוםﬁ\u00ad1"), min_size=1, max_size=60)


def told(text: str, quote: str, at: int = 0) -> Target:
    """Describe the first place of ``quote`` at or after ``at``."""
    start = text.index(quote, at)
    return describe(text, Span(start, start + len(quote)), article="a.txt", text_hash="old")


def read(text: str, placed: Placed) -> str | None:
    return None if placed.span is None else text[placed.span.start : placed.span.end]


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.one_of(NASTY, st.text(min_size=1, max_size=200)))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(passages(), st.sampled_from(["same", "other"]))
@example(("a", Span(0, 1)), "other")
@example(("😀", Span(0, 1)), "other")
def test_a_passage_of_an_unchanged_text_is_here(drawn: tuple[str, Span], text_hash: str) -> None:
    """On the same hash every passage is here; on another hash with equal text it is at its place or asked about."""
    text, span = drawn
    placed = place(describe(text, span, article="a", text_hash="same"), text, text_hash)
    expected = (State.HERE, span)
    if text_hash == "same" or placed.state is State.HERE:
        assert expected == (placed.state, placed.span)
    else:
        assert placed.state in {State.CHANGED, State.LOST}


@given(passages(), st.text(max_size=120), st.integers(-5, 300), st.integers(-5, 300), st.text(max_size=40))
def test_any_target_on_any_text_gives_spans_inside_the_text(
    drawn: tuple[str, Span], other: str, start: int, end: int, context: str
) -> None:
    """Nothing raises, whatever a hand-edited target says, and what is offered lies inside the text."""
    text, span = drawn
    target = Target("a", exact=text[span.start : span.end], prefix=context, suffix=context, start=start, end=end)
    placed = place(target, other, "new")
    inside = [0 <= offer.start <= offer.end <= len(other) for offer in (placed.span, placed.guess) if offer]
    assert [True] * len(inside) == inside


@given(st.data())
def test_an_insertion_elsewhere_never_misleads(data: st.DataObject) -> None:
    """Whatever is inserted elsewhere, copies of the passage too, a sure place reads as quoted and is the old one.

    Only a copy that stands between the same surroundings can't be told from it.
    """
    start = data.draw(st.integers(0, len(TALKS) - 1))
    end = data.draw(st.integers(start + 1, min(len(TALKS), start + 200)))
    at = data.draw(st.one_of(st.integers(0, start), st.integers(end, len(TALKS))))
    low = data.draw(st.integers(max(0, start - 40), start))
    copies = st.builds(TALKS.__getitem__, st.builds(slice, st.just(low), st.integers(end, end + 40)))
    inserted = data.draw(st.one_of(st.text(max_size=300), copies))
    target = describe(TALKS, Span(start, end), article="a", text_hash="old")
    text = TALKS[:at] + inserted + TALKS[at:]
    placed = place(target, text, "new")
    if placed.state in {State.HERE, State.MOVED} and placed.span is not None:
        kept = Span(start, end) if at >= end else Span(start + len(inserted), end + len(inserted))
        around = fold(text[max(0, placed.span.start - 200) : placed.span.end + 200]).letters
        if placed.span == kept or fold(target.prefix + target.exact + target.suffix).letters not in around:
            assert fold(target.exact).letters == fold(read(text, placed) or "").letters
            distance = max(abs(kept.start - placed.span.start), abs(kept.end - placed.span.end))
            assert min(distance, _edges(target.exact)) == distance


def _edges(exact: str) -> int:
    """Return how much of a quotation is no letter at its ends, which an insertion beside it may hide."""
    inner = fold(exact).span(0, len(fold(exact).letters)) if fold(exact).letters else Span(0, 0)
    return max(inner.start, len(exact) - inner.end)


@given(st.data(), st.text("abcdef ", max_size=20))
def test_a_place_is_never_called_sure_when_the_letters_differ(data: st.DataObject, typo: str) -> None:
    """A word changed inside the passage is asked about, with the right place offered when most of it is left."""
    start = data.draw(st.integers(0, len(TALKS) - 100))
    target = describe(TALKS, Span(start, start + 80), article="a", text_hash="old")
    middle = start + 40
    text = TALKS[:middle] + " xyzzy" + typo + TALKS[middle:]
    assert place(target, text, "new").state in {State.CHANGED, State.LOST}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Talks ended.", Span(0, 5)),
        ("Talks ended.", Span(6, 12)),
        ("x", Span(0, 1)),
        ("Cafe\u0301 closed", Span(3, 5)),
        ("李克强总理在北京会见了客人。", Span(5, 8)),
        ("אמר השר אתמול", Span(4, 7)),
        ("well 👩‍👩‍👧 done", Span(5, 10)),
        ("— — —", Span(2, 3)),
    ],
)
def test_ends_scripts_and_emoji_are_found_after_an_insertion_in_front(text: str, span: Span) -> None:
    """Quotations at both ends, in any script, and of signs only are found again behind new text, or asked about."""
    target = describe(text, span, article="a", text_hash="old")
    placed = place(target, "Zwölf\n\n" + text, "new")
    expected = Span(span.start + 7, span.end + 7)
    assert expected == (placed.span if placed.state is not State.LOST else expected)
    assert text[span.start : span.end] == (read("Zwölf\n\n" + text, placed) or text[span.start : span.end])


def test_an_empty_span_describes_the_article() -> None:
    """A note on nothing in particular is a note on the article, and is always here without a span."""
    target = describe(TALKS, Span(5, 5), article="a.txt", text_hash="h")
    assert Target(article="a.txt", text_hash="h") == target
    assert Placed(target, State.HERE) == place(target, "anything", "other")


def test_context_is_32_code_points_trimmed_to_words() -> None:
    """Around a unique quotation up to 32 code points of context are kept and no word is cut."""
    target = told(TALKS, "5 1/2 hours of talks")
    assert (target.prefix, target.suffix) == (". Blinken at the start of about ", ". “But at the same time, the ")


def test_context_grows_until_copies_differ() -> None:
    """Of two equal sentences each gets context that tells it from the other, and the count of copies."""
    filler = "The very same words stand here before it. "
    text = f"One. {filler}He left. Two. {filler}He left. Three."
    second = told(text, "He left.", text.index("Two"))
    assert second.repeats == 2
    assert text.count(second.prefix + second.exact + second.suffix) == 1


def test_cleaning_changes_keep_a_passage_sure() -> None:
    """Other quotation marks, dashes, spaces and line ends are no change of the words."""
    text = TALKS.translate({0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2013: "-"}).replace("\n\n", "\n")
    target = told(TALKS, "China’s concerns are consistent.")
    placed = place(target, text, "new")
    assert (placed.state, read(text, placed)) == (State.MOVED, "China's concerns are consistent.")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("rose 5.0 pct in May", "rose 50 pct in May"),
        ("lost $8 billion there", "lost €8 billion there"),
        ("fell to -5 degrees", "fell to 5 degrees"),
        ("They resigned.", "They resigned?"),
        ("la pêche du jour", "la péché du jour"),
    ],
)
def test_the_same_letters_with_another_sense_are_asked_about(was: str, now: str) -> None:
    """A point, a currency, a minus, a question mark or an accent is a change of the words."""
    text = f"The figures came out on Friday. {was} and nobody was surprised by it."
    placed = place(told(text, was), "New: " + text.replace(was, now), "new")
    assert (placed.state, read("New: " + text.replace(was, now), placed)) == (State.CHANGED, now)


def test_a_copy_of_a_repeated_caption_is_not_taken_for_the_one_that_was_cut() -> None:
    """When one of two equal captions goes, the note on it does not jump to the other unasked."""
    caption = "U.S. Secretary of State Antony Blinken speaks with Chinese Foreign Minister Wang Yi"
    target = told(TALKS, caption)
    text = TALKS.replace(caption + "\n\n", "", 1)
    assert place(target, text, "new").state in {State.CHANGED, State.LOST}


def test_of_a_doubled_paragraph_the_double_far_away_is_not_taken() -> None:
    """When one of two equal paragraphs goes, the note on it asks before it moves to the other."""
    paragraph = "He was taken in and told that his mother had attacked the church, and that he was to leave her.\n\n"
    text = f"The report names three people who left.\n\n{paragraph}One spoke on Friday.\n\n{paragraph}The end.\n"
    target = told(text, "told that his mother")
    assert place(target, text.replace(paragraph, "", 1), "new").state in {State.CHANGED, State.LOST}


def test_the_rest_of_a_name_is_no_witness() -> None:
    """A word of a name that another text holds too is asked about, its own surroundings gone."""
    text = "Relations were discussed by the two in Tokyo. Prime Minister Yasuhiro Nakasone left on Friday."
    other = "There was no word of trade in the speech. Prime Minister Yasuhiro Nakasone left on Friday."
    assert place(told(text, "Prime"), other, "new").state is State.CHANGED


def test_a_cut_passage_is_lost_and_says_where_it_stood() -> None:
    """With the surroundings in place and the passage gone, the guess is the empty span between them."""
    quote = "This is a major question before our two countries and tests our sincerity and ability."
    target = told(TALKS, quote)
    text = TALKS.replace(quote, "")
    placed = place(target, text, "new")
    at = TALKS.index("he asked. “This") + len("he asked")
    expected = (State.LOST, None, Span(at, at))
    assert (placed.state, placed.span, placed.guess) == expected


def test_a_long_passage_that_is_gone_is_lost_without_a_guess() -> None:
    """Where a passage of pages went is not guessed at: the search would take seconds."""
    whole = describe(WIRE, Span(0, len(WIRE)), article="a.txt", text_hash="old")
    other = (SEEDS / "000_3409787b884da66f.txt").read_text("utf-8")
    assert place(whole, other, "new") == Placed(whole, State.LOST, score=0.0)


def test_an_edited_sentence_is_offered_and_not_taken() -> None:
    """A desk's cut inside the sentence makes the place a question with the new wording as its span."""
    quote = "A State Department official confirmed that Blinken would meet the president before leaving the country."
    target = told(TALKS, quote)
    text = TALKS.replace("confirmed that Blinken would", "said Blinken will")
    placed = place(target, text, "new")
    assert (State.CHANGED, quote.replace("confirmed that Blinken would", "said Blinken will")) == (
        placed.state,
        read(text, placed),
    )
    assert placed.span == placed.guess


def test_agency_copy_in_another_account_is_found_between_its_new_surroundings() -> None:
    """A sentence that two accounts share is offered in the other one, never an unshared one."""
    quote = "China’s legitimate development rights have been unreasonably suppressed"
    placed = place(told(TALKS, quote), WIRE, "new")
    assert quote == read(WIRE, placed)
    alone = "Also Read: Antony Blinken begins key China visit as tensions rise"
    assert None is place(told(TALKS, alone), WIRE, "new").span


def test_many_targets_are_placed_as_each_alone() -> None:
    """Sharing the work of folding changes no result and keeps the order."""
    targets = [told(TALKS, quote) for quote in ("5 1/2 hours", "TikTok’s sale", "Wang Yi", "Logo")]
    text = TALKS.replace("\n\n", "\n")
    assert tuple(place(target, text, "new") for target in targets) == place_all(targets, text, "new")


def test_a_target_without_context_or_position_is_placed_by_its_quotation() -> None:
    """An imported quotation that stands once is found; one that stands often is asked about."""
    once = Target("a", exact="There is no substitute in our judgement for face-to-face diplomacy")
    assert State.MOVED is place(once, TALKS, "h").state
    often = Target("a", exact="South China Sea")
    assert State.CHANGED is place(often, TALKS, "h").state


def test_words_that_stand_where_they_stood_need_no_search() -> None:
    """Between their old surroundings words are here, though copies of both stand elsewhere in a changed text."""
    filler = "The very same words stand here before it and go on for a good while until they come to their end. "
    text = f"One. {filler}He left. {filler}Two. {filler}He left. {filler}Three."
    target = told(text, "He left.", text.index("Two"))
    assert (target.repeats, len(target.prefix) > 88) == (2, True)
    assert place(target, f"{text} And a new end.", "new") == Placed(target, State.HERE, Span(target.start, target.end))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("(“Talks ended,” he said.)", "“Talks ended,”"),
        ('("Talks ended," he said.)', '"Talks ended,"'),
        ("(«Talks ended», he said.)", "«Talks ended»,"),
    ],
)
def test_outer_marks_come_along_in_any_shape(now: str, expected: str) -> None:
    """A quotation that begins with a mark has the mark that stands there now."""
    before, after = "It was a long day for everybody who had come. ", " Nobody knew what would come next after it."
    target = told(f"{before}(“Talks ended,” he said.){after}", "“Talks ended,”")
    text = f"New.\n{before}{now}{after}"
    placed = place(target, text, "new")
    assert (placed.state is State.MOVED, read(text, placed)) == (True, expected)
