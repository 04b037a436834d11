"""The actions on the article at hand, whichever screen has it: star, tag, read mark, copy, browser, pipe, places.

Refuses to know where the article stands: a screen says which one is at hand.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from index import safe

from .. import outside
from ..citation import citation, plain_text, tag_list
from ..keymap import READER
from ..session.jump_history import JumpPlace
from .base_screen import MovingScreen
from .picker import Choice, Picker
from .prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index import Article

    from ..session.shelf_changes import ShelfChanges


class ArticleScreen(MovingScreen):
    """A screen on which some article is at hand."""

    @property
    def at_hand(self) -> str | None:
        """The id of the article that actions are about."""
        raise NotImplementedError

    def _on_shelf(self, act: Callable[[ShelfChanges, str], str | None]) -> None:
        """Do something to the mark of the article at hand, and say what ``act`` returns."""
        article, shelf = self.at_hand, self.home.shelf
        if article is None or shelf is None:
            self.say("There is no article here.")
            return
        told = act(shelf, article)
        if told:
            self.say(told)

    def with_article(self, then: Callable[[Article], None]) -> None:
        """Fetch the article at hand and hand it to ``then``."""
        article = self.at_hand
        if article is None:
            self.say("There is no article here.")
        else:
            self.home.search_thread.ask("fetch", self.home.fetching(article), lambda fetched: then(fetched[0]))

    # The shelf

    def action_star(self) -> None:
        """Put a star on the article, or take it off."""

        def act(shelf: ShelfChanges, article: str) -> str:
            shelf.toggle_star(article)
            return "Starred; u undoes it." if shelf.mark(article).starred else "Star taken off; u brings it back."

        self._on_shelf(act)

    def action_toggle_read(self) -> None:
        """Call the article read, or unread."""

        def act(shelf: ShelfChanges, article: str) -> str:
            shelf.set_read(article, not shelf.mark(article).read)
            return f"Called {'read' if shelf.mark(article).read else 'unread'}; u undoes it."

        self._on_shelf(act)

    def action_tag(self) -> None:
        """Ask for the article's tags."""

        def act(shelf: ShelfChanges, article: str) -> None:
            tags = " ".join(shelf.mark(article).tags)
            self.app.push_screen(Prompt("Tags", tags, "separated by spaces; ⏎ keeps them, esc leaves"), keep)

        def keep(answer: str | None) -> None:
            if answer is not None:
                self._on_shelf(lambda shelf, article: shelf.set_tags(article, tag_list(answer)))
                self.say(f"Tags: {safe(' '.join(tag_list(answer))) or 'none'}; u undoes it.")

        self._on_shelf(act)

    def action_undo(self) -> None:
        """Undo the last change of the shelf."""
        label = self.home.shelf.history.undo() if self.home.shelf else None
        self.say(f"Undone: {safe(label)}." if label else "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was undone."""
        label = self.home.shelf.history.redo() if self.home.shelf else None
        self.say(f"Done again: {safe(label)}." if label else "There is nothing to do again.")

    def action_places(self) -> None:
        """Choose a bookmark of this article or a place read lately."""
        shelf, article = self.home.shelf, self.at_hand
        bookmarks = shelf.mark(article).bookmarks if shelf and article else ()
        places = [JumpPlace(READER, article or "", offset) for offset in bookmarks]
        places += self.home.history.recent()
        if not places:
            self.say("There are no bookmarks here and no places read lately.")
            return
        ids = list(dict.fromkeys(place.article for place in places))
        self.home.with_names(ids, lambda names: self._choose_place(places, len(bookmarks), names))

    def _choose_place(self, places: Sequence[JumpPlace], bookmarks: int, names: Mapping[str, str]) -> None:
        sign = self.home.glyphs.bookmark
        choices = [
            Choice(
                str(number),
                names.get(place.article, place.article),
                before=sign if number < bookmarks else "",
                after="bookmark" if number < bookmarks else "read lately",
            )
            for number, place in enumerate(places)
        ]
        self.app.push_screen(Picker("Places", choices), lambda chosen: self._go_to(places, chosen))

    def _go_to(self, places: Sequence[JumpPlace], chosen: str | None) -> None:
        if chosen is not None:
            place = places[int(chosen)]
            self.home.read(place.article, offset=place.offset)

    def action_compare(self) -> None:
        """Lay the marked articles side by side, else the one at hand and the one nearest to it."""
        marked = self.home.library_screen.list.marked
        ids = marked if len(marked) > 1 else tuple(filter(None, (self.at_hand,)))
        if not ids:
            self.say("There is no article here.")
            return
        self.home.compare(ids, at=self.place if self.place.screen == READER else None)

    # Out of the program

    def copy(self, text: str, what: str) -> None:
        """Give text to the terminal's clipboard and say so."""
        self.app.copy_to_clipboard(text)
        self.say(f"Copied {what}; nothing there? The terminal or tmux must allow OSC 52.")

    def action_copy(self) -> None:
        """Copy title and URL."""
        self.with_article(lambda article: self.copy(_title_and_url(article), "title and URL"))

    def action_copy_cited(self) -> None:
        """Copy the citation."""
        self.with_article(lambda article: self.copy(citation(article), "the citation"))

    def action_browse(self) -> None:
        """Open the article's URL in the browser."""
        self.with_article(self._browse)

    def _browse(self, article: Article) -> None:
        address = outside.web_address(article.url.value)
        if address is None:
            self.say("This article has no web address that a browser may open.")
        elif outside.browser_needs_terminal():
            self._suspended(partial(outside.browse, address))
        else:
            self.say(f"Opening {safe(address)} in the browser.")
            self.home.search_thread.queue(partial(outside.browse, address))

    def action_pipe(self) -> None:
        """Ask for a command and give it the article's text."""
        self.with_article(self._ask_command)

    def _ask_command(self, article: Article) -> None:
        prompt = Prompt("Send this article to", outside.pager(), "a command that reads its input; esc leaves")
        self.app.push_screen(prompt, partial(self._pipe, article))

    def _pipe(self, article: Article, command: str | None) -> None:
        if command and command.strip():
            self._suspended(partial(outside.pipe, command, plain_text(article)))

    def _suspended(self, run: Callable[[], object]) -> None:
        try:
            with self.app.suspend():
                run()
        except SuspendNotSupported:
            self.say("Other programs can't use this terminal.", alarm=True)
        except (OSError, ValueError) as error:
            self.say(f"The command did not run: {safe(str(error))}.", alarm=True)


def _title_and_url(article: Article) -> str:
    title = article.title.value or article.id
    return f"{title}\n{article.url.value}\n" if article.url.value else f"{title}\n"
