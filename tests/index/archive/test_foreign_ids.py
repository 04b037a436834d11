"""Whatever a document is called, its id is one part of a path, and leads back to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.archive.foreign.foreign_ids import id_of, name_of
from index.notes.book.note_paths import Home


@given(
    st.text(min_size=1, max_size=40) | st.sampled_from([".", "..", "https://a.example/b?c=1%2F", "../../etc", "a\\b"])
)
def test_an_id_leads_back_and_names_one_file(name: str) -> None:
    """No name leads out of the notes folder or into a folder below it, and none is lost."""
    id = id_of(name)

    assert name_of(id) == name
    assert len(Home(article=id).path.parts) == 1


def test_plain_names_stay_as_they_are() -> None:
    """Most names are ids already."""
    assert id_of("wire-2024_0426.é") == "wire-2024_0426.é"
    assert id_of("https://a.example/b") == "https:%2F%2Fa.example%2Fb"
