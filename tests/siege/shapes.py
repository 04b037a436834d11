"""How long texts of odd shapes take: one sign repeated, list signs, lone letters, names, quotations, figures, dashes.

``python -m tests.siege.shapes [SECONDS] [SHAPE…]`` prints every step that takes longer than ``SECONDS`` (0.5) of the
processor at any of three sizes or ends in an error, beside a loop of a million additions in the same run, then the
worst of each step; ``SHAPE`` is a part of a shape's name.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.articles.file_reader import ArticleReader
from index.cli.command import collect_rarely, uncollected
from index.compare.alignment.preparation import prepare
from index.compare.comparison import compare
from index.model.article import Block, Role
from index.model.settings import ArticleSettings
from index.text.sentences import sentences
from index.text.tokens import tokens
from index.text.words import words
from tests.builders import article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.model.article import Article

SIZES = (25_000, 50_000, 100_000)
SIGNS = (
    *"\n\r\t .,:;!?…-–—_*•·#|/\\&%@§()[]{}<>\"'“”‘’„‚«»‹›「」『』。！？،؟।+=~^°",
    "a",
    "A",
    "1",
    "0",
    "é",
    "一",
    "ا",
    "\u200b",
)
PAIRS = ("\n", " ", ". ", ".\n", "\n\n")
LISTED = ("- ", "* ", "• ", "1. ", "1) ", "a) ", "A. ", "– ", "> ", "# ")
WORDS = (
    "talks",
    "border",
    "said",
    "Ada",
    "Lovel",
    "of",
    "the",
    "1990",
    "г.",
    "Mr.",
    "U.S.",
    "“we",
    "go”",
    "plan",
    "B.",
)
MATTERS = (
    *("talks", "border", "plan", "river", "vote", "court", "strike", "budget"),
    *("mayor", "troops", "accord", "export", "summit", "tariff"),
)
REPEATED = {
    "said he": "“We go,” he said. ",
    "asked": "“Why?” asked Ada. ",
    "named": "Ada Lovel said. ",
    "one sentence of names": "Ada Lovel, ",
    "names in a row": "Ada Lovel ",
    "names of a body": "Bank of Kent of Ada ",
    "particles": "van der ",
    "possessives": "Ada’s ",
    "initials": "A. B. ",
    "dotted": "U.S. ",
    "spaced dots": ". . ",
    "ordinals": "26. April ",
    "figures": "12,345.6 ",
    "amounts": "$12 million ",
    "percents": "12 % ",
    "dates": "26 April 1990, ",
    "clock": "10 a.m. ",
    "nested brackets": "([",
    "closed brackets": "(a) ",
    "single quotes": "‘a’ ",
    "typewriter quotes": '"a" ',
    "quoted letters": "“a” ",
    "guillemets": "« a » ",
    "German quotes": "„a“ ",
    "open quotes": "“a ",
    "open typewriter quotes": '"a. ',
    "wide quotes": "「a。」",
    "wide stops": "。」",
    "dash speech": "– Nie. ",
    "dash words": "a – b ",
    "hyphens": "a-b-",
    "credits": "a Image: ",
    "links": "https://a.b/c ",
    "mails": "a@b.c ",
    "headings": "# A\n\n",
    "tables": "| a | b |\n",
    "short lines": "a\n",
    "short paragraphs": "a\n\n",
    "capital lines": "A B C D\n\n",
    "list of names": "- Ada Lovel\n",
    "list of words": "- talks at the border\n",
    "colons": "Ada: we go\n",
    "same sentence": "The talks at the border go on. ",
    "same paragraph": "The talks at the border go on.\n\n",
    "shouted": "THE TALKS GO ON. ",
    "front matter": "title: a\n",
    "front matter fences": "---\n",
    "datelines": "LONDON (Reuters) — ",
    "datelines by lines": "LONDON, April 26 (AFP) - Talks.\n\n",
    "bylines": "By Ada Lovel and Bo Kent\n",
    "bylines of desks": "Reporting by Ada Lovel; Editing by Bo Kent\n",
    "emphasis": "**a** _b_ ",
    "open emphasis": "**a *b ",
    "emphasis marks": "*_",
    "code spans": "`a` ",
    "open code spans": "`a ``b ",
    "Markdown links": "[a](b) ",
    "open Markdown links": "[a](",
    "pictures": "![a](b) ",
    "reference links": "[a]: http://b.c\n",
    "nested quotations of Markdown": "> > a\n",
    "nested lists": "- a\n  - b\n    - c\n",
    "headings underlined": "A\n=\n\n",
    "advertisements": "Advertisement\n\n",
    "share lines": "Share on Twitter\nShare on Facebook\n\n",
    "related lines": "Read more: the talks go on\n\n",
    "captions": "Image: Ada Lovel / AP\n\n",
    "copyrights": "© 2024 The Herald. All rights reserved.\n\n",
    "offices": "President Foreign Minister Ada Lovel said ",
    "number words": "twenty-five hundred and two thousand ",
    "magnitudes": "5 million billion ",
    "units": "5 km, 6 kg, 7 %, ",
    "ranges": "5-6 to 7–8 ",
    "weekdays": "on Monday, ",
    "clocks": "at 10:30 a.m. on ",
    "according to": "according to Ada Lovel, ",
    "colon speech": "ADA: We go.\nBO: We stay.\n",
    "German": "„Wir gehen“, sagte Ada Lovel am 26. April. ",
    "French": "« Nous allons », a déclaré Ada Lovel le 26 avril. ",
    "Spanish": "“Vamos”, dijo Ada Lovel el 26 de abril. ",
    "Russian": "«Мы идём», — сказал Иван Петров 26 апреля. ",
    "Ukrainian": "«Ми йдемо», — сказав Іван Петренко 26 квітня. ",
    "Chinese": "王毅说：“我们走。”4月26日，",
    "Japanese": "田中氏は「行く」と述べた。4月26日、",
    "Korean": "김 장관은 “간다”고 말했다. 4월 26일 ",
    "Arabic": "قال أحمد «نذهب» في 26 أبريل، ",
    "Hindi": "राम ने कहा, “हम जाते हैं।” ",
    "Portuguese": "“Vamos”, disse Ada Lovel em 26 de abril. ",
    "Italian": "«Andiamo», ha detto Ada Lovel il 26 aprile. ",
    "Polish": "„Idziemy” – powiedział Jan Kowalski 26 kwietnia. ",
    "Dutch": "‘Wij gaan’, zei Ada Lovel op 26 april. ",
    "Swedish": "”Vi går”, sade Ada Lovel den 26 april. ",
    "Danish": "»Vi går«, sagde Ada Lovel den 26. april. ",
    "Norwegian": "«Vi går», sa Ada Lovel 26. april. ",
    "Finnish": "”Menemme”, sanoi Ada Lovel 26. huhtikuuta. ",
    "Czech": "„Jdeme,“ řekl Jan Novák 26. dubna. ",
    "Hungarian": "„Megyünk” – mondta Kiss Anna április 26-án. ",
    "Romanian": "„Mergem”, a spus Ada Lovel pe 26 aprilie. ",
    "Bulgarian": "„Отиваме“, каза Иван Петров на 26 април. ",
    "Greek": "«Πάμε», είπε η Άντα Λόβελ στις 26 Απριλίου. ",
    "Turkish": "“Gidiyoruz” dedi Ada Lovel 26 Nisan’da. ",
    "Hebrew": "“אנחנו הולכים”, אמר דוד לוי ב־26 באפריל 1990. ",
    "Persian": "احمد گفت: «می‌رویم» در ۲۶ آوریل ۱۹۹۰. ",
    "Urdu": "احمد نے کہا ”ہم جاتے ہیں“ 26 اپریل۔ ",
    "Bengali": "রাম বললেন, “আমরা যাই।” ২৬ এপ্রিল। ",
    "Thai": "นายกกล่าวว่า “เราไป” เมื่อวันที่ 26 เมษายน ",
    "Vietnamese": "“Chúng tôi đi”, ông Nguyễn nói ngày 26 tháng 4. ",
    "Indonesian": "“Kami pergi,” kata Ada Lovel pada 26 April. ",
    "right to left with figures": "בשנת 1990 נאמר ב־12.5 \u200f%\u200f ",
    "turned figures": "\u202e12\u202c\u200f34 ",
    "families": "👩\u200d👩\u200d👧\u200d👦",
    "skins": "👍🏽 ",
    "flags": "🇩🇪🇫🇷",
    "joined letters": "a\u200db\u200c",
    "mixed case": "aB",
    "apostrophes": "a’b’",
    "addresses without end": "c/d?e=f&",
    "tab-separated": "a\tb\t1,200\n",
    "strong emphasis": "***a***",
    "struck": "~~a",
    "open links": "[[",
    "closed links": "]](",
    "notes": "a[1] ",
    "notes of Markdown": "a[^1] ",
    "noted": "[^1]: a\n",
    "tags": "<b><i>",
    "open tags": "<a href=",
    "comments": "<!-- ",
    "cells": "<table><tr><td>a",
    "divisions": "<div><p>a",
    "named references": "&amp;&lt;",
    "numbered references": "&#8220;a&#x201d; ",
    "open references": "&a",
    "YAML lists": "- a: [b, {c: d}]\n",
    "open YAML": "a: {b: [",
    "YAML anchors": "a: &b *b\n",
    "agenda": "10:30 Talks at the border\n",
    "numbered parts": "1.1.1 Talks\n",
    "results": "Kent 3-2 Ohio (1-1)\n",
    "prices": "ABC 12.34 +0.5 % 1,200\n",
    "stage directions": "(pause)\nADA. We go.\n",
    "verses": "O river,\nthe talks go on\nat night\n\n",
    "spaces and letters": " " * 99 + "a",
    "sets in sets": "(«[“a”]»)",
}
NESTED = (
    "()",
    "[]",
    "{}",
    "“”",
    "„“",
    "«»",
    "»«",
    "‹›",
    "「」",
    "『』",
    "‘’",
    "‚‘",
    '""',
    "''",
    "（）",
    "【】",
    "《》",
    "<>",
)
"""Signs that open and close: half a text of the one, then half of the other."""


class Cost(NamedTuple):
    """What one step took for a shape: characters, step, seconds of the processor, and the error it ended in if any."""

    shape: str
    size: int
    step: str
    seconds: float
    failure: str = ""

    @property
    def per_100_000(self) -> float:
        """Seconds per 100,000 characters; a comparison has two texts of the size."""
        return self.seconds * 100_000 / (self.size * (2 if self.step.startswith("compare") else 1))

    @property
    def told(self) -> str:
        """The cost in a line."""
        return (
            f"{self.seconds:7.2f} s  {self.size:>7} characters  {self.per_100_000:5.2f} s per 100,000"
            f"  {self.step}: {self.shape}"
        )


def shapes() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield the shapes by name, each as what makes a text of a size."""
    for sign in SIGNS:
        yield f"repeat {sign!r}", _repeat(sign)
    for sign, gap in product(SIGNS, PAIRS):
        if sign.strip():
            yield f"pair {sign + gap!r}", _repeat(sign + gap)
    for sign, line in product(LISTED, ("a\n", "\n", "Ada Lovel.\n", "a\n\n")):
        yield f"list {sign + line!r}", _repeat(sign + line)
    yield from ((f"repeat {name}", _repeat(part)) for name, part in REPEATED.items())
    yield from ((f"nested {signs}", _nested(*signs)) for signs in NESTED)
    yield from ((f"whole {name}", make) for name, make in WHOLE.items())
    for name, draw in DRAWN.items():
        yield f"drawn {name}", _drawn(draw)


def _repeat(part: str) -> Callable[[int], str]:
    return lambda size: (part * (size // len(part) + 1))[:size]


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda size: opening * (size // 2) + "a" + closing * (size // 2)


WHOLE: dict[str, Callable[[int], str]] = {
    "spaces and a letter": lambda size: " " * size + "a",
    "blanks and a letter": lambda size: "\u00a0" * size + "a",
    "a letter of marks": lambda size: "a" + "\u0301" * size,
    "a joined letter": lambda size: "a" + "\u200d" * size,
    "a wide table": lambda size: "\n".join([sign * (size // 12) for sign in ("| a ", "|---", "| 1 ")]),
    "wide lines": lambda size: "\n".join(["a\t" * (size // 8)] * 4),
    "rising notes": lambda size: "".join(f"a[{number}] " for number in range(size // 9)),
    "notes and what they say": lambda size: (
        "".join(f"a[^{number}] " for number in range(size // 20))
        + "".join(f"\n[^{number}]: b" for number in range(size // 20))
    ),
    "one address": lambda size: "https://a.b/" + "c/" * (size // 2),
    "one hyphened word": lambda size: "ab-" * (size // 3),
}
"""Texts made as a whole."""


def _drawn(draw: Callable[[random.Random], str]) -> Callable[[int], str]:
    def made(size: int) -> str:
        chance, parts, length = random.Random(size), [], 0
        while length < size:
            parts.append(draw(chance))
            length += len(parts[-1])
        return "".join(parts)[:size]

    return made


def _told(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(MATTERS, k=count)).capitalize()


def _word(chance: random.Random, *, capital: bool = True) -> str:
    word = "".join(chance.choices("bdfgklmnprst", k=3)) + "".join(chance.choices("aeiou", k=2))
    return word.capitalize() if capital else word


DRAWN: dict[str, Callable[[random.Random], str]] = {
    "names": lambda chance: f"{_word(chance)} {_word(chance)} ",
    "names, a comma": lambda chance: f"{_word(chance)} {_word(chance)}, ",
    "names that speak": lambda chance: f"“{_word(chance)} goes,” {_word(chance)} {_word(chance)} said. ",
    "names of one family": lambda chance: f"when {_word(chance)} Lovel spoke, ",
    "names of one given name": lambda chance: f"when Ada {_word(chance)}{_word(chance, capital=False)} spoke, ",
    "bodies": lambda chance: f"the {_word(chance)} {_word(chance)} Bank, ",
    "lone names": lambda chance: f"so {_word(chance)}, ",
    "quotations": lambda chance: f"“{_word(chance, capital=False)} {_word(chance, capital=False)} we go” ",
    "long quotations": lambda chance: "“" + " ".join(_word(chance, capital=False) for _ in range(20)) + ",” he said. ",
    "letters": lambda chance: chance.choice("abcdefgh ABCDEFGH "),
    "lone letters": lambda chance: chance.choice("abcdefghABCDEFGH") + " ",
    "letters with stops": lambda chance: chance.choice("abcdefghABCDEFGH") + ". ",
    "digits": lambda chance: chance.choice("0123456789    .,"),
    "figures": lambda chance: f"{chance.randrange(10**6)} {chance.choice(('people', 'euros', 'km', '%'))} ",
    "one sentence, new figures": lambda chance: f"The talks cost {chance.randrange(10**6)} euros. ",
    "figures in sentences": lambda chance: f"{_told(chance, 10)} {chance.randrange(10**6)} people died. ",
    "dates in sentences": lambda chance: (
        f"{_told(chance, 8)} on {chance.randrange(1, 29)} April {chance.randrange(1900, 2099)}. "
    ),
    "dates alone": lambda chance: f"{chance.randrange(1, 29)} April {chance.randrange(1900, 2099)}, ",
    "weekdays": lambda chance: f"{_told(chance, 8)} on {chance.choice(('Monday', 'Friday'))}. ",
    "rounded": lambda chance: f"{chance.choice(('over', 'under', 'about'))} {chance.randrange(10**5) / 100} % ",
    "long digits": lambda chance: "".join(chance.choices("0123456789", k=40)) + " ",
    "like quotations": lambda chance: (
        f"“{_told(chance, 3)} will go on with the {chance.choice(MATTERS)},” said Ada Lovel. "
    ),
    "like quotations of many": lambda chance: (
        f"“{_told(chance, 3)} will go on,” said {_word(chance)} {_word(chance)}. "
    ),
    "lone speakers": lambda chance: f"“{_told(chance, 3)} will go on,” said {_word(chance)}. ",
    "labels": lambda chance: f"{_word(chance).upper()}: we go on with the {chance.choice(MATTERS)}.\n\n",
    "descriptions": lambda chance: (
        f"“We go on,” said the {_word(chance)} leader. Mayor {_word(chance)} {_word(chance)} spoke. "
    ),
    "initials and families": lambda chance: f"when {chance.choice('ABCDEFGH')}. {_word(chance)} spoke, ",
    "middle initials": lambda chance: f"when {_word(chance)} {chance.choice('ABCDEFGH')}. Lovel spoke, ",
    "full and lone": lambda chance: f"when {_word(chance)} {chance.choice(('Lovel', 'Kent'))} spoke, Lovel said so. ",
    "places": lambda chance: f"in {chance.choice(('London', 'Paris', 'Ohio'))}, {_word(chance)} of Kent ",
    "acronyms": lambda chance: f"{_word(chance)[:3].upper()} and ",
    "possessive names": lambda chance: f"{_word(chance)}’s {chance.choice(MATTERS)} ",
    "lone headings": lambda chance: f"{chance.choice(MATTERS).capitalize()}\n\n",
    "line ends": lambda chance: chance.choice(("\n", "\n\n", " \n", "a", "A", "- ")),
    "signs": lambda chance: chance.choice("()[]{}«»“”‘’„‚\"'–—-.,:;!? \n"),
    "words": lambda chance: chance.choice(WORDS) + " ",
    "words, two": lambda chance: chance.choice(("a ", "b ")),
    "sentences": lambda chance: " ".join(chance.choices(WORDS, k=12)) + ". ",
    "sentences of new words": lambda chance: (
        " ".join(_word(chance, capital=False) for _ in range(12)).capitalize() + ". "
    ),
    "paragraphs": lambda chance: " ".join(chance.choices(WORDS, k=12)) + ".\n\n",
    "marks of all kinds": lambda chance: chance.choice("“”„‟«»‹›「」『』\"＂‘’‚'()[]{}（）【】《》 a"),
    "marks and words": lambda chance: chance.choice(
        ("“", "”", "‘", "’", '"', "'", "«", "»", "„", "go ", "said ", ". ")
    ),
    "hashes": lambda chance: "".join(chance.choices("0123456789abcdef", k=64)) + "\n",
    "base64": lambda chance: chance.choice("ABCDEFGHIJKLabcdefghijkl0123456789+/"),
    "lines of base64": lambda chance: "".join(chance.choices("ABCDEFGHIJabcdefghij0123456789+/", k=76)) + "\n",
    "ends of lines": lambda chance: chance.choice(("\r\n", "\r", "\n", "\n\r", "a", "Talks go on.")),
    "a word a line": lambda chance: _word(chance, capital=False) + "\n",
    "a name a line": lambda chance: f"{_word(chance)} {_word(chance)}\n",
    "Markdown": lambda chance: chance.choice(
        ("*", "_", "**", "`", "[", "]", "(", ")", "!", "~~", "<", ">", "a ", "\n")
    ),
    "markup": lambda chance: chance.choice(
        ("<p>", "</p>", "<b>", "</i>", "<td>", "</table>", "<!--", "-->", "a ", "&lt;")
    ),
    "YAML": lambda chance: chance.choice(
        ("a: ", "- ", "{", "}", "[", "]", "|\n", ">\n", "  ", "\n", '"', "'", "&a ", "#")
    ),
    "transcript": lambda chance: f"SPEAKER {chance.randrange(500)}: {_told(chance, 8)}.\n",
    "verses": lambda chance: f"{_told(chance, 4)},\n{chance.choice(('', chr(10)))}",
    "results": lambda chance: f"{_word(chance)} {chance.randrange(9)} {_word(chance)} {chance.randrange(9)}\n",
    "prices": lambda chance: f"{_word(chance)[:3].upper()} {chance.randrange(10**4) / 100} {chance.randrange(99)} %\n",
}


def files(text: str, folder: Path) -> tuple[str, ...]:
    """Write a text as plain text, Markdown, front matter and HTML into ``folder``; return the names of the files."""
    written = {
        "a.txt": f"A title of seven words or so\n\n{text}",
        "a.md": f"# A title\n\n{text}",
        "fields.md": f"---\ntitle: a\n{text}\n---\nThe talks go on.",
        "a.html": f"<title>A title</title><p>{text}",
    }
    for name, whole in written.items():
        (folder / name).write_text(whole, encoding="utf-8", newline="")
    return tuple(written)


def costs(name: str, make: Callable[[int], str], size: int, folder: Path) -> Iterator[Cost]:
    """Yield what each step takes for one shape at one size; ``folder`` is for the files."""
    text = make(size)
    names = files(text, folder)
    reader = ArticleReader(folder, ArticleSettings())
    steps: dict[str, Callable[[], object]] = {
        **{f"reading {name}": partial(reader.read, name) for name in names},
        "sentences": lambda: sentences(text),
        "tokens": lambda: tokens(text),
        "words": lambda: list(words(text)),
        "compare lines": _comparing(article, text, make(size - 7)),
        "compare one block": _comparing(_whole, text, make(size - 7)),
    }
    for step, act in steps.items():
        began, failure = time.process_time(), ""
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever a text makes a step raise is what is looked for
            failure = f"{type(error).__name__}: {error}"[:200]
        yield Cost(name, size, step, time.process_time() - began, failure)


def _comparing(made: Callable[[str, str], Article], text: str, other: str) -> Callable[[], object]:
    """Return a comparison of two texts as the command and the child process make it."""
    return lambda: uncollected(lambda: compare([made(text, "a"), made(other, "b")]))


def _whole(text: str, id: str) -> Article:
    """Return an article of one block, line ends in it or not."""
    return replace(article("", id), text=text, blocks=(Block(0, len(text), Role.BODY),))


def reference() -> float:
    """Return the seconds a million additions to a dictionary take here and now: what else the machine does counts."""
    began, counts = time.process_time(), dict.fromkeys(range(4096), 0)
    for number in range(1_000_000):
        counts[number & 4095] += 1
    return time.process_time() - began


def main(limit: float = 0.5, *parts: str) -> None:
    """Print what takes long, then the worst of each step."""
    worst: dict[str, Cost] = {}
    tried = failed = 0
    collect_rarely()  # as the commands and the child process do
    sentences("A first call reads the lists.")
    compare([article("One sentence.", "a"), article("Another sentence.", "b")])
    with tempfile.TemporaryDirectory() as folder:
        for name, make in shapes():
            if parts and not any(part in name for part in parts):
                continue
            tried += 1
            prepare.cache_clear()  # else the collector goes through the texts of many shapes in the midst of a step
            gc.collect()
            loop = reference()
            for size in SIZES:
                found = list(costs(name, make, size, Path(folder)))
                for cost in found:
                    if cost.failure:
                        failed += 1
                        print(
                            f"failed: {cost.step} of {cost.size} characters, {cost.shape}: {cost.failure}", flush=True
                        )
                    if cost.seconds > limit:
                        print(f"{cost.told}  {cost.per_100_000 / loop:5.1f} × the loop", flush=True)
                    if cost.seconds > worst.get(cost.step, Cost("", 0, "", 0.0)).seconds:
                        worst[cost.step] = cost
                if max(cost.seconds for cost in found) > 8 * limit:
                    break
    print(f"{tried} shapes at {SIZES} characters, {failed} steps failed; the worst of each step:")
    for cost in worst.values():
        print(cost.told)


if __name__ == "__main__":
    main(float(sys.argv[1] if len(sys.argv) > 1 else 0.5), *sys.argv[2:])
