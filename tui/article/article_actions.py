"""The actions on the current article of any screen: star, tag, read mark, copy, browser, pipe, places.

The screen tells which article is the current one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import LONE_ADDRESS, Cited, LibraryError, cite, safe

from .. import outside
from ..frame.picker import Choice, Picker
from ..frame.prompt import Prompt
from ..keymap import READER
from ..session.jump_history import JumpPlace
from ..text.tag_line import changed_tags, shown_tags, tags_to_change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index import Article

    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs

NONE = "There is no article here."


class ArticleActions:
    """The actions on an article; ``at_hand`` returns the current one, if any.

    Star, tag and read mark apply to ``several`` articles at once if there are any. ``link`` returns the target of the
    link under the caret, or "".
    """

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        at_hand: Callable[[], str | None],
        several: Callable[[], Sequence[str]] = tuple,
        link: Callable[[], str] = str,
    ) -> None:
        self._session, self._navigation, self._at_hand, self._several = session, navigation, at_hand, several
        self._link = link
        self.verbs: Verbs = {
            "star": self.star,
            "toggle_read": self.toggle_read,
            "tag": self.tag,
            "places": self.places,
            "compare": lambda: navigation.compare_marked(at_hand()),
            "compare_nearest": lambda: navigation.compare_nearest(at_hand()),
            "copy": self.copy,
            "copy_cited": self.copy_cited,
            "copy_command": self.copy_command,
            "browse": lambda: self.with_article(self._browse),
            "pipe": lambda: self.with_article(self._ask_command),
        }

    def with_article(self, then: Callable[[Article], None]) -> None:
        """Fetch the current article and pass it to ``then``; say so if there is none."""
        id, library = self._at_hand(), self._session.library
        if id is None:
            self._session.refuse(NONE)
        elif library is None:
            raise LibraryError("The library is still being opened.")
        else:
            self._session.search_thread.ask("fetch", lambda _: library.show(id), then, leads=True)

    # The shelf

    def _with_id(self) -> str | None:
        id = self._at_hand()
        if id is None:
            self._session.refuse(NONE)
        return id

    def _ids(self) -> Sequence[str]:
        """Return the articles that marks apply to; say so if there are none."""
        id = None if self._several() else self._with_id()
        return self._several() or ((id,) if id is not None else ())

    def _many(self, articles: Sequence[str]) -> str:
        return f" ({len(articles):,} articles)" if len(articles) > 1 else ""

    def star(self) -> None:
        """Star the article, or unstar it; several are unstarred if all have a star."""
        articles, shelf, undo = self._ids(), self._session.shelf, self._session.key_of("undo")
        if articles:
            starred = not all(shelf.mark(article).starred for article in articles)
            shelf.set_starred(articles, starred=starred)
            told = f"Starred{self._many(articles)}; {undo} undoes it."
            self._session.say(told if starred else f"Star taken off{self._many(articles)}; {undo} brings it back.")

    def toggle_read(self) -> None:
        """Mark the article read, or unread; several unread if all are read."""
        articles, shelf, undo = self._ids(), self._session.shelf, self._session.key_of("undo")
        if articles:
            read = not all(shelf.mark(article).read for article in articles)
            shelf.set_read(articles, read=read)
            self._session.say(f"Called {'read' if read else 'unread'}{self._many(articles)}; {undo} undoes it.")

    def tag(self) -> None:
        """Ask for the article's tags, or for those of several."""
        articles, shelf = self._ids(), self._session.shelf
        if not articles:
            return

        def keep(answer: str | None) -> None:
            if answer is not None:
                tags = changed_tags(before, answer)
                shelf.set_tags(articles, tags)
                undo = self._session.key_of("undo")
                self._session.say(f"Tags: {shown_tags(tags) or 'none'}{self._many(articles)}; {undo} undoes it.")

        before = tuple(dict.fromkeys(tag for article in articles for tag in shelf.mark(article).tags))
        hint = "separated by spaces or commas; ⏎ keeps, esc leaves"
        self._session.ask(Prompt(f"Tags{self._many(articles)}", tags_to_change(before), hint), keep)

    def places(self) -> None:
        """Choose a bookmark of this article or a recent place."""
        id = self._at_hand()
        if id is not None and self._session.shelf.mark(id).bookmarks:
            self.with_article(self._places_with)
        else:
            self._list_places(id)

    def _places_with(self, article: Article) -> None:
        """List the places, with the bookmarks moved to their words in the current text."""
        self._session.shelf.follow(article)
        self._list_places(article.id)

    def _list_places(self, article: str | None) -> None:
        bookmarks = self._session.shelf.mark(article).bookmarks if article else ()
        places = [JumpPlace(READER, article or "", offset) for offset in bookmarks]
        places += self._session.history.recent()
        ids = list(dict.fromkeys(place.article for place in places))
        if not ids:
            self._choose_place((), 0, {})
            return
        self._session.with_names(ids, lambda names: self._choose_place(places, len(bookmarks), names))

    def _choose_place(self, places: Sequence[JumpPlace], bookmarks: int, names: Mapping[str, str]) -> None:
        sign = self._session.glyphs.bookmark
        choices = [
            Choice(
                str(number),
                names.get(place.article, place.article),
                before=sign if number < bookmarks else "",
                after="bookmark" if number < bookmarks else "read lately",
            )
            for number, place in enumerate(places)
        ]

        def go(chosen: str | None) -> None:
            if chosen is not None:
                place = places[int(chosen)]
                self._navigation.read(place.article, offset=place.offset)

        # A box also where there are none: the letter that vim and less expect after the key must run nothing.
        nothing = "There are no bookmarks here and no places read lately; esc goes back."
        self._session.ask(Picker("Places", choices, nothing=nothing), go)

    # Out of the program

    def copy(self) -> None:
        """Copy title and URL."""
        self.with_article(lambda article: self._session.copy(_title_and_url(article), "title and URL"))

    def copy_cited(self) -> None:
        """Copy the citation."""
        self.with_article(lambda article: self._session.copy(cite("", Cited.of(article)), "the citation"))

    def copy_command(self) -> None:
        """Copy the shell command that prints the article."""
        article = self._with_id()
        if article is not None:
            self._session.copy_command("show", operands=[article])

    def _browse(self, article: Article) -> None:
        """Open the link at the caret, else the article's address; ask if there are several."""
        offered = [self._link()] if self._link() else _addresses(article)
        addresses = list(dict.fromkeys(filter(None, map(outside.web_address, offered))))
        if not addresses:
            self._session.refuse("This article has no web address that a browser may open.")
        elif len(addresses) == 1:
            self._open_address(addresses[0])
        else:
            choices = [Choice(address, safe(address)) for address in addresses]
            self._session.ask(
                Picker("Open in the browser", choices), lambda chosen: self._open_address(chosen) if chosen else None
            )

    def _open_address(self, address: str) -> None:
        if outside.browser_needs_terminal():
            self._session.outside(partial(outside.browse, address), "The browser did not run")
        else:
            self._session.say(f"Opening {safe(address)} in the browser.")
            self._session.search_thread.queue(partial(outside.browse, address))

    def _ask_command(self, article: Article) -> None:
        """Ask for a command and run it; one that can't be run is asked for again, with the reason."""

        def again(command: str, text: str, *, alarm: bool = False) -> None:
            del alarm
            ask(command, text)

        def pipe(command: str | None) -> None:
            if command and command.strip() and outside.is_there(command, partial(again, command)):
                text = outside.plain_text(article)
                self._session.outside(partial(outside.pipe, command, text), "The command did not run")

        def ask(command: str, hint: str) -> None:
            self._session.ask(Prompt("Send this article to", command, hint, proposed=True), pipe)

        ask(outside.pager(), "a command that reads its input; esc leaves")


def _addresses(article: Article) -> list[str | None]:
    """Return the article's address and those alone on a line."""
    alone = [
        article.text[block.start : block.end].strip("<>") for block in article.blocks if block.rule == LONE_ADDRESS
    ]
    return [article.url.value, *alone]


def _title_and_url(article: Article) -> str:
    title = article.title.value or article.id
    return f"{title}\n{article.url.value}\n" if article.url.value else f"{title}\n"
