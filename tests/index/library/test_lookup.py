"""What every holder of articles is asked in the same way."""

from __future__ import annotations

import pytest

from index.errors import UnknownArticleError
from index.library.answers.lookup import article_meant


class Emptied:
    """A library whose articles were deleted after they were listed."""

    def resolve(self, reference: str) -> str:
        """Return the whole id."""
        return f"{reference}.txt"

    def opened(self, id: str) -> None:
        """Find nothing under the id."""
        assert id == "a.txt"


def test_an_article_that_is_deleted_meanwhile_is_unknown() -> None:
    """Reading a deleted article, or writing a note on it, says that there is no such article."""
    with pytest.raises(UnknownArticleError, match="No article “a”"):
        article_meant(Emptied(), "a")  # type: ignore[arg-type] # two of its methods are asked
