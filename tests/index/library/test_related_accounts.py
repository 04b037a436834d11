"""Where else a paragraph is told: nearest accounts first, the most telling sentence of each, stopped when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Event, Kind, Library, LibraryError, Story
from index.compare.comparison import compare
from index.library.related_accounts import NEIGHBOURS, neighbours, related
from tests.builders import settings
from tests.tui.accounts import ACCOUNTS, ALARM
from tests.tui.samples import article

if TYPE_CHECKING:
    from pathlib import Path

HERE = ACCOUNTS[0]
BY_ID = {each.id: each for each in (*ACCOUNTS, article("e.txt", "Alarm grows", ALARM))}


def test_the_most_telling_sentence_of_a_paragraph_stands_first() -> None:
    """Paragraphs in order; an edit before what is told word for word, whichever account is nearer."""
    found = related(HERE, ["e.txt", "b.txt"], lambda *ids: compare([BY_ID[id] for id in ids]))
    assert [(one.block, one.id, one.kind) for one in found] == [
        (2, "b.txt", Kind.VERBATIM),
        (3, "b.txt", Kind.EDITED),
        (3, "e.txt", Kind.VERBATIM),
        (4, "b.txt", Kind.EDITED),
        (5, "b.txt", Kind.EDITED),
    ]
    assert all(HERE.blocks[one.block].start <= one.here.start < HERE.blocks[one.block].end for one in found)


def test_what_is_called_off_compares_no_further() -> None:
    """What was found until then is answered."""
    compared: list[str] = []

    def telling(here: str, other: str) -> object:
        compared.append(other)
        return compare([BY_ID[here], BY_ID[other]])

    found = related(HERE, ["b.txt", "c.txt"], telling, lambda: bool(compared))  # type: ignore[arg-type] # a stand-in
    assert (compared, {one.id for one in found}) == (["b.txt"], {"b.txt"})


def test_accounts_of_the_same_event_are_near_without_a_shared_passage() -> None:
    """At most as many as are worth comparing, never the article itself; other events of the story are not near."""
    event = tuple(f"{number}.txt" for number in range(9))
    story = Story("0.txt", "talks", (*event, "x.txt"), (Event(event, "same day"), Event(("x.txt",), "later")))
    assert neighbours("3.txt", (), [story]) == ("0.txt", "1.txt", "2.txt", "4.txt", "5.txt")
    assert (len(neighbours("3.txt", (), [story])), neighbours("x.txt", (), [story])) == (NEIGHBOURS, ())


def test_none_is_said_to_be_near_only_when_all_articles_are_known(tmp_path: Path) -> None:
    """While articles are being prepared it says how many are missing; afterwards that no account is near."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks were held on Friday, the ministry said.", "utf-8")
    (folder / "b.txt").write_text("A ferry sank off the northern coast at night.", "utf-8")
    with Library(folder, settings=settings(tmp_path)) as library:
        library.refresh()
        with pytest.raises(LibraryError, match="2 articles are still to be prepared"):
            library.nearest("a.txt")
        library.digest()
        with pytest.raises(LibraryError, match="No other article here"):
            library.nearest("a.txt")
