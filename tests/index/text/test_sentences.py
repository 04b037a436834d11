"""Sentences end where a reader would end them, and nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["U.S. Secretary of State Antony J. Blinken met Xi.", "He left."],
        ["He lives in the U.S.", "The end came soon."],
        ["He flew to Washington, D.C.", "He works for Acme Inc. and left."],
        ["They met at 5 p.m. Saturday.", "“But no,” he said."],
        ["It followed 5½ hours of talks.", "“But they ended,” he said."],
        ["Yahoo! Inc. rose.", "It fell later."],
        ["Mr. Smith sued Jones vs. Ohio.", "No. 5 won."],
        ["The answer is no.", "Then he left."],
        ["KYIV, Ukraine — “Why?” Blinken asked.", "“Because,” came the reply."],
        ["“Should we?” he asked.", "“This is a question.”", "They left."],
        ["Patients live with MS.", "Final approval came."],
        ["1. First thing.", "Then the second."],
        ["He met George W. Bush in St. Louis.", "They talked."],
        ["Born Jan. 5, he died on Feb. 6.", "Nobody came."],
        ["He (or she) left.", "(They came back.)", "So it went."],
        ["It rose 5 percent in 2002.", "2003 was worse."],
        ["The bill, Wal-Mart v. Dukes, failed.", "Nobody cried."],
        ["Wait… what?", "Nothing."],
    ],
)
def test_full_stops(parts: list[str]) -> None:
    """Initials, abbreviations, dotted names, clock times and attributions do not end a sentence."""
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Am 26. April kam er nach Wien.", "Dann ging er."],
        ["В. Путін прибув до Києва.", "Він поїхав."],
        ["« Oui. »", "Il part."],
        ["Ŝi vidis d-ro. Zamenhof kaj s-ro. Bein tie."],
        ["Das ist ihr 12. Titel.", "Sie lacht."],
        ["Es war der 3. und 4. Versuch.", "Sie gab auf."],
        ["Er kam zum 1. Mal.", "Er blieb."],
        ["Er wurde der 14.", "Danach ging er."],
        ["Im Jahr 9 v. Chr. war Krieg.", "Er starb 14 n. Chr.", "Sie lebte."],
        ["Das kostet 5 Mrd. Franken, d. h. alles.", "So ist es."],
        ["Dr. med. Anna Lund kam.", "Sie sprach."],
        ["Vive en EE. UU. desde 2010.", "Nació en el siglo I a. C.", "Después emigró."],
        ["Né en 100 av. J.-C. à Rome, il fut tué.", "Il avait 55 ans."],
        ["W 1990 r. Polska była inna.", "Urodził się w Krakowie w dniu 5 maja 1990 r.", "Mieszka tam."],
        ["Przyjechał m.in. Jan, tzw. Długi.", "Nie mówił."],
        ["Он родился в большом городе в 1990 г.", "Мать умерла."],
        ["Вони з м. Київ та с. Петрівка.", "Там тепло."],
        ["Он читал, писал и т. д.", "Вечером он ушел."],
    ],
)
def test_other_languages(parts: list[str]) -> None:
    """Ordinals, initials, guillemets, years, places and abbreviations of two parts are understood."""
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["– Nie wiem.", "– To źle – powiedziała Ola.", "– Jedźmy."],
        ["Вона прийшла.", "— Ми чекаємо, — сказав він.", "— І не підемо."],
        ["„Wir gehen.“ – so endete es.", "Er ging."],
        ["Sie lief hinaus.", "»Ich warte«, rief sie.", "Er kam."],
        ["»Geht!«", "Sie gingen."],
        ["BOSTON, Mass. — The court met.", "It rose."],
        ["It is late. — Dora Fenwick"],
        ["We were promised a bridge . . . and got a ferry.", "It sank."],
    ],
)
def test_speech(parts: list[str]) -> None:
    """A dash behind a stop opens speech, but no dateline and no signature; guillemets open either way round."""
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Trade grew in the U.S.", "Lena Ode was glad."],
        ["He works for the U.S. Embassy.", "He said so to the U.S. Senate was told."],
        ["It was plan C.", "Rita left."],
        ["It ended World War I.", "Austria lost."],
        ["She is older than I.", "Rita is younger."],
        ["By then J. Smith and B. Jones had left.", "It rained."],
    ],
)
def test_single_letters(parts: list[str]) -> None:
    """A country, a plan or a war may end a sentence before a name; an initial never does."""
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["今日は。", "明日！", "「はい。」", "終"],
        ["“门开了。”她说。", "雨停了。"],
        ["她说：“门开了。”", "雨停了。"],
        ["「門が開いた。」と彼女は言った。", "雨が止んだ。"],
        ["门开了。", "“雨停了。”"],
        ['"门开了。"她说。', "雨停了。"],
    ],
)
def test_marks_without_white_space(parts: list[str]) -> None:
    """Ideographic stops end a sentence where no space follows, unless the words behind a quotation say whose it is."""
    assert split("".join(parts)) == parts


def test_missing_space() -> None:
    """A full stop glued to the next sentence by a scraper still ends one, and a domain name does not."""
    assert split("It ended here.The next day came. See Booking.Com now.") == [
        "It ended here.",
        "The next day came.",
        "See Booking.Com now.",
    ]


def test_dateline_stays() -> None:
    """A dateline belongs to the sentence it opens."""
    assert split("WASHINGTON, D.C. — The House voted. It adjourned.") == [
        "WASHINGTON, D.C. — The House voted.",
        "It adjourned.",
    ]


def test_caption_credit() -> None:
    """A caption without a full stop ends before its credit."""
    assert split("Widow and Captain America Image: Nick Moreau.") == [
        "Widow and Captain America",
        "Image: Nick Moreau.",
    ]


def test_lines() -> None:
    """Blank lines and short lines end a sentence; the line ends of wrapped prose do not."""
    wrapped = (
        "The company said on Monday that the sale of its share in\nthe refinery would be completed by June. It rose."
    )
    assert split("A heading\nA line\n\nThe end") == ["A heading", "A line", "The end"]
    assert split(wrapped) == [wrapped.removesuffix(" It rose."), "It rose."]


def test_part_of_a_text() -> None:
    """Offsets are those of the whole text when only a stretch is split."""
    text = "Caption without stop Body one. Body two. Rest"
    assert [text[a:b] for a, b in sentences(text, 21, 40)] == ["Body one.", "Body two."]


@given(st.text(alphabet='Aa.b?! \n"”“J1é。»…-', max_size=80) | st.text(max_size=80))
def test_covers_everything_but_white_space(text: str) -> None:
    """Sentences are ordered, disjoint, trimmed, and leave nothing but white space outside."""
    spans = sentences(text)
    rest = list(text)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        rest[start:end] = " " * (end - start)
    assert list(spans) == sorted(spans)
    assert "".join(rest).strip() == ""
