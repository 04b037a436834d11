"""Posts of a person that differ between two accounts: chief executive and president, colonel and captain.

Ignores roles that do not contradict each other (spokesman and adviser, senator and candidate), past and future posts,
and whatever an account gives both ways. The posts are in ``posts.tsv`` beside this file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Span
from ...text.word_lists import word_lists
from .name_differences import NameTold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...model.article import Article
    from ...model.comparison_result import Mention
    from .name_differences import Named, NameDifference

WORDS = 5
"""The most words of a post before a name: "acting deputy chief executive officer"."""
NEAR = 80
"""How many characters from a name a post may be that belongs to it."""
_WORD: Final = re.compile(r"\w+")
_SAID: Final = re.compile(r"\S+")
_OTHER: Final = re.compile(r"\.?\s[A-Z]")
"""A name after a post, to which the post then belongs."""


class Post(NamedTuple):
    """A post from a family of mutually exclusive posts; ``deputy`` is empty or the word that makes it a deputy's."""

    family: str
    name: str
    deputy: str


class PostTold(NamedTuple):
    """A post that an account gives a person, and its words."""

    post: Post
    told: NameTold


class PersonPosts(NamedTuple):
    """The posts that an account gives a person, with the text and the person's mentions."""

    given: tuple[PostTold, ...]
    text: str
    mentions: tuple[Mention, ...]

    def may_be(self, post: Post) -> bool:
        """Return whether the account may give this post too: it occurs near the name, whoever's it is."""
        return post in _near(self.text, self.mentions)


class PostPatterns(NamedTuple):
    """The post of each form, and patterns for a post right before a name, right after one, and anywhere.

    ``last`` are the last words of the forms, without full stop.
    """

    forms: Mapping[str, tuple[str, str]]
    deputies: Mapping[str, str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    anywhere: re.Pattern[str]
    last: frozenset[str]


def posts(article: Article, own: Named) -> dict[str, PersonPosts]:
    """Return, by name, the persons to whom an account gives a post; English only."""
    if (article.language.value or "en").partition("-")[0].lower() != "en":
        return {}
    given: dict[str, list[PostTold]] = defaultdict(list)
    for entity, mention in own.mentions:
        if entity.kind not in {"place", "body"} and " " in entity.name:
            for told in _given(article.text, mention):
                given[entity.name].append(told)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for entity, mention in own.mentions if given else ():
        mentions[entity.name].append(mention)
    return {name: PersonPosts(tuple(some), article.text, tuple(mentions[name])) for name, some in given.items()}


def reposted(a: Mapping[str, PersonPosts], b: Mapping[str, PersonPosts]) -> Iterator[NameDifference]:
    """Yield the persons to whom two accounts give mutually exclusive posts, each once."""
    for name in sorted(a.keys() & b.keys()):
        one, other = a[name], b[name]
        yield from islice(
            (
                (left.told, right.told)
                for left in one.given
                for right in other.given
                if left.post.family == right.post.family and left.post != right.post
                if not (other.may_be(left.post) or one.may_be(right.post))
            ),
            1,
        )


def _given(text: str, mention: Mention) -> Iterator[PostTold]:
    """Yield the posts right before or after a name, with the words that include both.

    Checking the words next to it first is far cheaper than looking for every post.
    """
    known, (start, end) = _patterns(), mention.span
    words = list(_SAID.finditer(text, max(0, start - NEAR), start))[-WORDS:]
    if words and words[-1][0].rstrip(".").lower() in known.last:
        found = (known.before.match(text, word.start(), start) for word in words)
        before = next((match for match in found if match), None)
        if before and not before["otherwise"]:
            yield _post_told(text, mention, before, Span(before.start("said"), end))
    if text[end : end + 1] == "," and not known.last.isdisjoint(_WORD.findall(text[end : end + NEAR].lower())):
        behind = known.behind.match(text, end, end + NEAR)
        if behind and not behind["otherwise"]:
            yield _post_told(text, mention, behind, Span(start, behind.end("said")))


def _post_told(text: str, mention: Mention, found: re.Match[str], span: Span) -> PostTold:
    return PostTold(_post(found), NameTold(mention.article, span, text[slice(*span)]))


def _near(text: str, mentions: Iterable[Mention]) -> frozenset[Post]:
    """Return every post near a name, whoever's it may be."""
    known = _patterns()
    return frozenset(
        _post(found)
        for mention in mentions
        for found in known.anywhere.finditer(text, max(0, mention.span.start - NEAR), mention.span.end + NEAR)
        if found.end() + 1 == mention.span.start or not _OTHER.match(text, found.end())
    )


def _post(found: re.Match[str]) -> Post:
    known = _patterns()
    family, name = known.forms[_plain(found["form"])]
    return Post(family, name, known.deputies.get(_plain(found["deputy"] or ""), ""))


def _plain(form: str) -> str:
    return " ".join(form.lower().replace("-", " ").split()).rstrip(".")


@lru_cache(maxsize=1)
def _patterns() -> PostPatterns:
    lists = {
        family: [tuple(said.replace("_", " ").split("|")) for said in listed]
        for family, listed in word_lists("index.compare.facts", "posts.tsv").items()
    }
    deputies = {_plain(form): said[0] for said in lists.pop("deputy") for form in said}
    otherwise = _any(form for said in lists.pop("otherwise") for form in said)
    forms = {_plain(form): (family, said[0]) for family, listed in lists.items() for said in listed for form in said}
    form = _any(form for listed in lists.values() for said in listed for form in said)
    post = (
        rf"(?P<said>(?:(?P<otherwise>{otherwise})[\s-]?)?(?:(?P<deputy>{_any(deputies)})[\s-]?)?"
        rf"\b(?P<form>{form})(?!\w))"
    )
    words = r"(?:(?!who|which|and\s)[\w.&’'-]+\s)"
    return PostPatterns(
        forms,
        deputies,
        re.compile(rf"{post}\s$", re.IGNORECASE),
        re.compile(rf",\s{words}{{0,5}}?{post}(?=\s(?:of|at|for)\s|[,.;])", re.IGNORECASE),
        re.compile(rf"(?<![\w-]){post}", re.IGNORECASE),
        frozenset(said.split()[-1].rstrip(".") for said in forms),
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
