"""The optional sentence vectors: how alike two sentences are in meaning, from a table of static word vectors.

They come with the `semantic` extra (`pip install variorum[semantic]`), are read from its installed files and never
downloaded. Refuses to be needed: without the extra there are no vectors and everything else works.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Cosines = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]

DIMENSIONS = 256


@lru_cache(maxsize=1)
def sentence_vectors() -> Cosines | None:
    """Return a function that gives the cosine of each of some sentences with each of others; load it late.

    ``None`` when the extra is not installed or its files can't be read. Loading takes about half a second.
    """
    try:
        package = importlib.import_module("wordllama")
        home = Path(str(package.__file__)).parent
        # The package looks for its own tokenizer only in a cache folder; its own folder has the shape of one.
        model = package.WordLlama.load(dim=DIMENSIONS, cache_dir=home, disable_download=True)
    except (ImportError, OSError, ValueError, AttributeError):
        return None
    return _cosines(model)


def _cosines(model: Any) -> Cosines:  # noqa: ANN401 - the package has no types
    @lru_cache(maxsize=64)
    def embedded(sentences: tuple[str, ...]) -> Any:  # noqa: ANN401
        return model.embed(list(sentences), norm=True)

    def cosines(one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        if not one or not other:
            return [[] for _ in one]
        found: Sequence[Sequence[float]] = (embedded(tuple(one)) @ embedded(tuple(other)).T).tolist()
        return found

    return cosines
