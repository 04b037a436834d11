"""Articles and queries that shared archives are tested with: made here, so that what must be found is known."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OUTLETS = ("The Gazette", "Times", "Los Angeles Times", "Le Courrier", "")
AGENCIES = ("Reuters", "AP", "")
LANGUAGES = ("en", "fr", "de", "")
DATES = ("2024-04-26", "2024-04", "2024", "2023-12-31", "2024-05-01", "")
TAGS = ("energy", "Élections", "")
WORDS = (
    *("oil", "price", "prices", "pricing", "police", "policies", "policy", "talks", "talking", "envoy", "envoys"),
    *("China’s", "U.S.", "counter-narcotics", "l’état", "covid19", "5.5", "1,000", "5½", "Erdoğan", "Müller", "naïve"),
    *("中国人民", "サッカー", "서울에서", "об’єкт", "rain", "rained", "river", "the", "of", "and", "a"),
)


def write_articles(folder: Path, count: int = 36, seed: int = 7) -> None:
    """Write ``count`` articles of words that tell how they are cut, bent and laid into zones, and copies of some."""
    chance = random.Random(seed)
    for number in range(count):
        fields = {
            "title": " ".join(chance.choices(WORDS, k=4)),
            "outlet": chance.choice(OUTLETS),
            "agency": chance.choice(AGENCIES),
            "language": chance.choice(LANGUAGES),
            "date": chance.choice(DATES),
            "author": chance.choice(("Ann Example", "Bob Sample", "")),
        }
        head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
        tag = chance.choice(TAGS)
        tags = f"tags: [{tag}]\n" if tag else ""
        body = "\n\n".join(
            " ".join(chance.choices(WORDS, k=chance.randrange(8, 30))).capitalize() + "." for _ in range(3)
        )
        path = folder / f"part{number % 3}" / f"a{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}{tags}---\n\n{body}\n", "utf-8")
        if number % 10 == 0:
            path.with_name(f"b{number:03}.md").write_bytes(path.read_bytes())


WHOLE = (
    *("", "oil", "prices", "policies", "Policy", "chinas", "us", "U.S.", "narcotics", "counter-narcotics", "état"),
    *("etat", "l'état", "covid", "19", "5", "5.5", "1000", "1,000", "erdogan", "Erdoğan", "muller", "naive", "中国"),
    *("人", "국", "서울", "об'єкт", "об’єкт", "rains", "raining", '"oil price"', '"oil prices"', '"the oil"', "the of"),
    *('"counter narcotics"', '"china economy"', "title:oil", 'title:"oil price"', "title:(oil police)", "title:pri*"),
    *(
        "pri*",
        "p*",
        "*",
        "poli* -police",
        '"oil pri*"',
        '"pri* oil"',
        "polic~",
        "prise~",
        "prise~2",
        "o~",
        '"oil prise~"',
    ),
    *("oil OR rain", "oil AND rain", "oil rain", "NOT oil", "-oil -rain", "NOT (oil OR rain)", "(oil OR rain) -price"),
    *("outlet:times", 'outlet:"=Times"', "outlet:gazette,times", "outlet:the", "-outlet:times", "agency:reuters"),
    *("agency:ap,reuters", "author:ann", 'author:"ann example"', "language:en", "language:=fr", "language:en,de"),
    *("agency:美联社", "agency:=AP", "-agency:AP通信"),
    *("tag:energy", "tag:élections", "tag:elections", "path:part1", "path:part?/a00*.md", "path:*[12]/*", "path:=none"),
    *("path:a001", "date:2024", "date:2024-04", "date:2024-04-26", "date:2024-04..2024-05", "date:..2023"),
    *("before:2024-04-26", "after:2024-04-26", "after:2024", "colour:red", "outlet:", '"', "(", ")", "AND", "OR oil"),
    *('"the covid19"', '"covid19 oil"', '"u.s. policy"', '"5.5 the"', '"서울에서 oil"'),
    *("is:copy", "oil is:copy", "-is:copy", "oil is:copy,read", "is:version"),
    *("is:unread", "is:read", "is:purple", "has:note", "has:nothing", "oil outlet:times date:2024", "nosuchword"),
)
"""Queries of every sort; none asks in a row of words for a form that stands inside another (`INSIDE` does)."""

INSIDE = ('"s oil"', '"s price"', '"covid oil"', '"19 the"', '"5 oil"', '"the 5"', '"서울 oil"', '"u of"')
"""Rows of words with a form that stands at the place of another: ``s`` in ``China’s``, ``5`` in ``5.5``."""


def made_up(count: int, seed: int = 11) -> list[str]:
    """Return queries put together by chance, a bracket or two deep."""
    chance = random.Random(seed)
    plain = [word for word in WORDS if word.isascii() and word.isalpha()]

    def part(depth: int) -> str:
        kind = chance.randrange(9 if depth < 2 else 7)
        word, other = chance.choice(plain), chance.choice(plain)
        return (
            word,
            word,
            f'"{word} {other}"',
            f"{word[:2]}*",
            f"title:{word}",
            f"outlet:{chance.choice(('times', 'gazette', 'courrier'))}",
            f"date:{chance.choice(('2024', '2024-04', '2023..2024-04'))}",
            f"({part(depth + 1)} OR {part(depth + 1)})" if depth < 2 else word,
            f"-({part(depth + 1)} {part(depth + 1)})" if depth < 2 else word,
        )[kind]

    return [" ".join(part(0) for _ in range(chance.randrange(1, 4))) for _ in range(count)]
