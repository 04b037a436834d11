"""Finding the article a foreign note is about, and naming what comes from elsewhere."""

from __future__ import annotations

import json

import pytest

from index.notes.anchors.folding import fold
from index.notes.citation import Cited
from index.notes.exchange.destination import Destination
from index.notes.exchange.note_formats import read
from index.notes.exchange.urns import identifier, moment, same_address

NOW = "2026-01-02T03:04:05Z"
SENTENCE = "There is no substitute in our judgement for face-to-face diplomacy"
HELD = {"a.txt": f"On Friday he spoke. “{SENTENCE},” he said.", "b.txt": "He left.", "c.txt": f"{SENTENCE}, he said."}
TITLED = (Cited("a.txt", "Talks resume in Beijing on Friday"), Cited("b.txt", "Minister leaves after the talks"))


@pytest.mark.parametrize(
    ("ids", "headline", "quotation", "expected"),
    [
        ("ab", "", SENTENCE, "a.txt"),
        ("abc", "", SENTENCE, None),
        ("abc", "Talks resume in Beijing on Friday", SENTENCE, "a.txt"),
        ("ab", "Minister leaves after the talks", SENTENCE, "a.txt"),
        ("ab", "Minister leaves, after the talks", "", "b.txt"),
        ("ab", "Unknown", "he said", None),
    ],
)
def test_without_an_address_headline_and_words_find_the_article(
    ids: str, headline: str, quotation: str, expected: str | None
) -> None:
    """One article with the headline and the words, or the only one with the words, is meant; a choice is not made."""
    held = Destination.of(TITLED, lambda name: (HELD[name], name), lambda _: [f"{id}.txt" for id in ids])
    assert held.article("https://elsewhere.example/x", headline, quotation) == expected


def test_addresses_that_articles_share_lead_nowhere() -> None:
    """Two articles with the address of a front page are not told apart by it."""
    shared = [Cited(id, url="https://example.org/") for id in ("a.txt", "b.txt")]
    assert Destination.of(shared).article("https://example.org", "", "") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.example.org/a/", "https://example.org/a#x"),
        ("HTTPS://Example.org/a?utm_source=b", "https://example.org/a"),
        ("https://example.org/a?id=1&fbclid=2", "https://example.org/a?id=1"),
        ("https://example.org:443/a?msclkid=2&mc_cid=3", "https://example.org/a"),
    ],
)
def test_spellings_of_one_address_agree(one: str, other: str) -> None:
    """Scheme, www, fragment, trailing slash and tracking do not make another page."""
    assert same_address(one) == same_address(other)


def test_ids_sort_by_time_and_are_the_same_each_time() -> None:
    """An id made from a foreign name has 26 letters, begins with its time and never changes."""
    early, late = identifier("2024-01-01T00:00:00Z", "b"), identifier("2025-01-01T00:00:00Z", "a")
    assert (len(early), early < late, identifier("2024-01-01T00:00:00Z", "b")) == (26, True, early)


def test_times_become_utc_with_seconds() -> None:
    """Offsets are taken into account, times without one are UTC, and what is no time is nothing."""
    times = ("2024-04-26T10:00:00.5+02:00", "2024-04-26", "22 Nov", None, "0001-01-01T00:00:00+14:00")
    assert [moment(time) for time in times] == ["2024-04-26T08:00:00Z", "2024-04-26T00:00:00Z", "", "", ""]


def test_what_one_entry_tells_of_an_address_helps_the_others() -> None:
    """A page note and an answer find the article that a quotation on the same page was found in."""
    held = Destination.of([Cited("a.txt")], lambda _: (HELD["a.txt"], "h"), lambda _: ["a.txt"])
    place = {"source": "https://elsewhere.example/x", "selector": [{"type": "TextQuoteSelector", "exact": SENTENCE}]}
    uri = {"uri": "https://elsewhere.example/x"}
    page, answer = {"target": [{"source": uri["uri"]}]}, {"references": ["q"], "target": [{"source": uri["uri"]}]}
    entries = [uri | page | {"id": "p"}, uri | {"id": "q", "target": [place]}, uri | answer | {"id": "r"}]
    read_in = read("hypothesis", json.dumps(entries), held, now=NOW)
    articles = [[target.article for target in note.targets] for note in read_in.notes]
    assert (articles, read_in.problems) == ([["a.txt"], ["a.txt"], []], ())
    shaped = [{"target": uri["uri"], "body": "x"}, {"target": place}]
    articles = [
        [target.article for target in note.targets] for note in read("w3c", json.dumps(shaped), held, now=NOW).notes
    ]
    assert articles == [["a.txt"], ["a.txt"]]


@pytest.mark.parametrize(("letters", "expected"), [(16, "a.txt"), (15, None)])
def test_a_short_headline_tells_no_articles_apart(letters: int, expected: str | None) -> None:
    """Sixteen letters are enough, signs and blanks not counted."""
    headline = f"Talks: “{'x' * (letters - 5)}”"
    held = Destination.of([Cited("a.txt", headline)])
    assert (len(fold(headline).letters), held.article("", headline, "")) == (letters, expected)


@pytest.mark.parametrize(("letters", "expected"), [(24, "a.txt"), (23, None)])
def test_a_short_quotation_tells_no_articles_apart(letters: int, expected: str | None) -> None:
    """Twenty-four letters are enough to look for the article that holds them."""
    words = "x" * letters
    held = Destination.of([Cited("a.txt")], lambda _: (f"He said: {words}.", "h"), lambda _: ["a.txt", "a.txt"])
    assert held.article("", "", words) == expected


def test_a_headline_whose_article_lacks_the_words_is_not_enough() -> None:
    """A headline leads to its article only with words that stand there, or without any."""
    held = Destination.of(TITLED, lambda name: (HELD[name], name))
    headline = "Minister leaves after the talks"
    assert [held.article("", headline, words) for words in ("", "He left.", "He stayed.")] == ["b.txt", "b.txt", None]


def test_two_articles_of_one_page_teach_nothing() -> None:
    """Entries of one address that are found in different articles say nothing of the address."""
    held = Destination.of(TITLED, lambda name: (HELD[name], name))
    page = "https://elsewhere.example/x"
    first, second = ((page, one.title, "") for one in TITLED)
    assert held.learnt([first]).by_address(page) == "a.txt"
    assert held.learnt([first, second]).by_address(page) is None
