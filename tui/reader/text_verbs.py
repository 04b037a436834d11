"""The reader's keys for its text: caret, selection, text style, copying passages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index import cite_passage, shown_text

from .jump_labels import JumpLabels
from .sign_search import SignSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Article, Span

    from ..article.article_pane import ArticlePane
    from ..article.caret_motion import Unit
    from ..session.session import Numbered, Session, Verbs

WIDEST = 160


class TextVerbs:
    """Verbs on the text in ``pane``; those that move the caret focus it first.

    ``ask`` reads the next key and passes it to its second argument; the first is a hint of what is expected. A third
    is called when Escape is typed instead.
    """

    def __init__(self, session: Session, pane: ArticlePane, ask: Callable[..., None]) -> None:
        self._session, self._pane = session, pane
        signs = SignSearch(session, pane, ask)
        self.numbered: Numbered = signs.numbered
        self.verbs: Verbs = (
            signs.verbs
            | JumpLabels(session, pane, ask).verbs
            | {
                "caret_left": partial(self._move, "grapheme", -1),
                "caret_right": partial(self._move, "grapheme", 1),
                "word_left": partial(self._move, "word", -1),
                "word_right": partial(self._move, "word", 1),
                "line_start": lambda: self._focused().caret_moves.line_edge(-1),
                "line_end": lambda: self._focused().caret_moves.line_edge(1),
                "sentence_back": partial(self._move, "sentence", -1),
                "sentence_on": partial(self._move, "sentence", 1),
                "paragraph_back": partial(self._move, "paragraph", -1),
                "paragraph_on": partial(self._move, "paragraph", 1),
                "select_sentence": lambda: self._focused().select("sentence"),
                "select_character": lambda: self._focused().select("character"),
                "furniture": self._toggle_furniture,
                "narrower": partial(self._set_measure, -4),
                "wider": partial(self._set_measure, 4),
                "plain_quotes": partial(self._toggle, "plain_quotes"),
                "justify": partial(self._toggle, "justify"),
                "copy": self.copy,
                "copy_cited": self.copy_cited,
            }
        )

    def _focused(self) -> ArticlePane:
        self._pane.focus()
        return self._pane

    def _move(self, unit: Unit, count: int) -> None:
        self._focused().move_caret(unit, count)

    def _toggle_furniture(self) -> None:
        unfolded = self._pane.toggle_furniture()
        self._session.say("Everything is unfolded." if unfolded else "What stands around is folded.")

    def _set_measure(self, cells: int) -> None:
        self._pane.set_measure(min(WIDEST, self._pane.measure + cells))
        self._session.say(f"Lines of at most {self._pane.measure} cells.")

    def _toggle(self, name: str) -> None:
        """Toggle a switch of the reading style."""
        style = self._pane.reading
        self._pane.reading = replace(style, **{name: not getattr(style, name)})

    def copy(self) -> None:
        """Copy the selection, else the sentence at the caret."""

        def take(article: Article, span: Span) -> None:
            self._session.copy(shown_text(article).cut(*span), "the passage")

        self._with_passage(take)

    def copy_cited(self) -> None:
        """Copy the selection or sentence with its citation."""

        def take(article: Article, span: Span) -> None:
            self._session.copy(cite_passage(article, span), "the passage with its citation")

        self._with_passage(take)

    def _with_passage(self, act: Callable[[Article, Span], None]) -> None:
        article, span = self._pane.article, self._pane.passage
        if article is None or span is None:
            self._session.refuse(no_passage(self._session, self._pane, " to copy"))
        else:
            act(article, span)


def no_passage(session: Session, pane: ArticlePane, wanted: str = "") -> str:
    """Return that there is no passage at the caret, and how to get one where it is folded."""
    folded = pane.view is not None and pane.view.hidden(pane.caret)
    cure = f"; {session.key_of('act')} unfolds it" if folded else ""
    return f"There is no passage here{wanted}{cure}."
