"""The optional vectors load from their installed files, and their absence is no error."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest

from index.vectors import sentence_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

needed = pytest.mark.skipif(
    importlib.util.find_spec("wordllama") is None, reason="the semantic extra (wordllama) is not installed"
)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    sentence_vectors.cache_clear()
    yield
    sentence_vectors.cache_clear()


def test_without_the_extra_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package means no vectors, and no error."""
    monkeypatch.setitem(sys.modules, "wordllama", None)
    assert sentence_vectors() is None


@pytest.mark.external
@needed
def test_meaning_is_told_apart() -> None:
    """A sentence is nearer to its paraphrase than to a stranger, and nothing is nearest to nothing."""
    cosines = sentence_vectors()
    assert cosines is not None
    ((near, far),) = cosines(["The envoy left the talks."], ["The diplomat walked out.", "Oil prices fell sharply."])
    assert near > far
    assert cosines([], ["One."]) == []
