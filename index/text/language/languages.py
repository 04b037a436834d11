"""Which language a text is in, by its script and its commonest words.

Refuses to guess: without enough evidence, or with two languages close together, the answer is ``None``.

Scripts that one language of news uses decide by themselves; Latin, Cyrillic and Arabic go on to letters that only some
of their languages have and to the words that every text of a language is full of. A word counts the less the more
languages share it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMPLE: Final = 1200
_LEAST_LETTERS: Final = 8
_SCRIPT_WORDS: Final = 60
# Points of evidence needed, as a share of the words looked at and absolutely, and how far the best must stand before
# the second. Chosen on short passages: single headlines are mostly left unknown, paragraphs hardly ever.
_LEAST_SHARE: Final = 0.045
_LEAST_POINTS: Final = 1.6
_LEAD: Final = 1.35
# One word, however often, is no language: tables repeat theirs.
_MOST_OF_ONE: Final = 6

_RANGES: Final[tuple[tuple[int, int, str], ...]] = (
    (0x41, 0x24F, "latin"),
    (0x370, 0x3FF, "el"),
    (0x400, 0x52F, "cyrillic"),
    (0x531, 0x587, "hy"),
    (0x5D0, 0x5EA, "he"),
    (0x620, 0x77F, "arabic"),
    (0x900, 0x97F, "hi"),
    (0x980, 0x9FF, "bn"),
    (0xA00, 0xA7F, "pa"),
    (0xA80, 0xAFF, "gu"),
    (0xB80, 0xBFF, "ta"),
    (0xC00, 0xC7F, "te"),
    (0xC80, 0xCFF, "kn"),
    (0xD00, 0xD7F, "ml"),
    (0xD80, 0xDFF, "si"),
    (0xE00, 0xE7F, "th"),
    (0xE80, 0xEFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "el"),
    (0x3041, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "ko"),
    (0xF900, 0xFAFF, "han"),
    (0xFB50, 0xFEFC, "arabic"),
)
_STARTS: Final = [first for first, _, _ in _RANGES]
_EAST: Final = frozenset({"han", "kana"})

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "latin": {
        "en": "the of and to in that is was for on with as it by at from his be he are has have said which not an "
        "were they their this will would who been but had its after about more than we i you she her",
        "de": "der die und in den das von zu mit sich des ist im für nicht ein eine auf dem dass auch als es an "
        "werden hat aus er wie bei sind nach am einer um noch haben einen über war wurde sie so zum zur nur "
        "oder",
        "fr": "le la les de des et à en du un une est que qui dans pour par sur au pas ne ce il plus avec se sont "
        "son cette aux ont été mais ou comme nous elle ses leur était ces sa d'un d'une c'est",
        "es": "el la los las de que y en un una es por con para del se no su al como más lo pero sus ha este fue "
        "o esta entre ya son también sobre muy desde está han años hay ser dijo dos cuando porque hasta "
        "donde",
        "it": "il lo la i gli le di e che in un una per non è con del della si da al sono dei come nel alla anche "
        "più delle ha ma ci dal questo nella stato essere dell'anno hanno su suo loro tra fra",
        "pt": "o a os as de que e em um uma do da no na para com não por se mais dos das ao como foi mas são está "
        "ele à pela pelo também ser sua seu entre já muito até nos há ter disse isso",
        "nl": "de het een en van in is dat op te zijn voor met die niet aan er om ook als bij door naar maar "
        "worden uit nog wordt hij heeft werd dan hebben deze meer kan of geen over zich ze wat al",
        "sv": "och att i det som en på är av för med till den har de inte om ett var från han men vi kan så ska "
        "sig efter eller också hon när under mot vid nu skulle sin blev mycket hur år",
        "da": "og at i det er en på til som af for med den de ikke har et han der var fra om men vi kan skal sig "
        "efter også blev når hun eller så mod ved være havde nu meget end bliver hvor mig år ud",
        "no": "og å i det er en på til som av for med den de ikke har et han var fra om men vi kan skal seg etter "
        "også ble når hun eller så mot ved være hadde nå mye enn blir hvor meg år ut opp sier",
        "fi": "ja on ei se että oli hän ovat myös mutta kun niin kuin tai joka mukaan jo vain olla sen ole nyt "
        "vielä voi sitä ollut hänen sekä jos mitä tämä siitä jotka kanssa olisi vuoden ne he joka",
        "pl": "w i z na do nie że się to jest o jak po od za przez ale są tym dla tak co oraz było jego także ma "
        "przed który która już czy który które być został ze roku może tego jej",
        "eo": "la de kaj en al estas ne kiu por ke kun pri li mi ĝi ili tio kiuj sed de el per kiel pli oni ankaŭ "
        "ĉi estis ŝi tiu aŭ nur dum havas iuj povas post inter tre sen ĉu ni vi ties sia",
        "cs": "a v se na je že s z do to o k i za ve ale po jako si jsou jeho by aby podle který které která už "
        "od před také být byl bylo jsem byla však pro nebo při až jen více roku jeho není",
        "hu": "a az és hogy nem is egy ez volt csak de meg még már mint el kell vagy azt ki ha amely aki szerint "
        "van volna után majd lesz között pedig minden ezt során több ennek őket",
        "ro": "de și în a la cu care pe nu un o din să că este pentru mai au fost sunt al ce se lui prin sau după "
        "ar va fi dar între ale cel către anul acest aceasta fiind",
        "tr": "ve bir bu da de için ile olarak çok daha olan en sonra gibi ne kadar ancak olduğu olduğunu her şey "
        "var ise değil göre ya mi o dedi tarafından yeni iki önce üzerinde etti",
        "ca": "el la els les de i que en un una per amb del no és al com més ha però dels seva seu són també "
        "aquesta aquest sobre des ser està han anys molt va fer amb l'any d'un",
        "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada "
        "mereka lebih telah sudah kata oleh kami menjadi bahwa seperti hanya atau tahun para saat",
        "hr": "i u je na se da su za od s o kao koji što ne iz će bi nije to sve samo ali do bio po više nakon "
        "kako godine prema je biti između koje koja ili te nego",
        "vi": "và của là có không cho được trong một các những người với đã này khi đến từ cũng như về ra ở năm "
        "tại vào để nhiều sẽ hai theo nhưng trên ông phải nước",
    },
    "cyrillic": {
        "ru": "и в не на что с по это как его от за к из у о для так же но то он она они был была было были "
        "который которые также до или если уже при года после чтобы только есть мы",
        "uk": "і в не на що з та до у за це як його від про для й але він вона вони був була було були який які "
        "також або якщо вже при року після щоб лише є ми під час через",
        "be": "і ў не на што з у па гэта як яго ад за да для але ён яна яны быў была было былі які якія таксама "
        "або калі ўжо пры года пасля каб толькі ёсць мы",
        "bg": "и на да се в за от не че с е по са до като това ще си му той които който след или беше има но също "
        "няма още може при през част бе",
        "sr": "и у је на се да су за од са о као који што не из ће би није то све само али до био по више након "
        "како године према бити између које која или те",
        "mk": "и на да се во за од не дека со е по ги ја го тоа ќе која кој што или беше има но исто нема уште "
        "може при како бил една еден",
    },
    "arabic": {
        "ar": "في من على إلى أن عن التي الذي مع هذا هذه ما لا بعد كان كما بين أو قد قال كل لم منذ خلال وقد ذلك "
        "وفي إن ولا حتى كانت غير",
        "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شده گفت بود ها می شد شود کرده ایران ما "
        "هر دو اند باید",
        "ur": "کے کی میں کا ہے اور سے کو نے پر کہ اس ہیں یہ بھی جو کہا لیے نہیں تھا ایک ان کر وہ گیا ساتھ تھے تو "
        "ہو تھی رہے",
    },
}
# Letters that speak for or against a language however short the text; half a point each, three at most.
_LETTERS: Final[Mapping[str, str]] = {
    "de": "ß", "es": "ñ¿¡", "pt": "ãõ", "fr": "êèœ", "pl": "łąęśżźń", "eo": "ĉĝĥĵŝŭ", "cs": "řěů", "hu": "őű",
    "ro": "țșăţş", "tr": "ğışİ", "da": "øæ", "no": "øæ", "sv": "äö", "fi": "äö", "hr": "đ", "vi": "ơưđạếộ",
    "ca": "·", "ar": "ةىأإ", "uk": "іїєґ", "ru": "ыэёъ", "be": "ўі", "sr": "ђјљњћџ", "mk": "ѓќѕј",
    "fa": "پچژگ", "ur": "ٹڈےں",
}  # fmt: skip


def _weights(words: Mapping[str, str]) -> dict[str, list[tuple[str, float]]]:
    shared = Counter(word for listed in words.values() for word in set(listed.split()))
    weights: dict[str, list[tuple[str, float]]] = {}
    for language, listed in words.items():
        for word in set(listed.split()):
            weights.setdefault(word, []).append((language, 1 / shared[word]))
    return weights


_WEIGHTS: Final = {script: _weights(words) for script, words in _WORDS.items()}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The same for a text without accents, in half the time.
_ASCII_WORD: Final = re.compile("[A-Za-z]+(?:'[A-Za-z]+)?")


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or ``None`` when unsure.

    Only the first 1,200 characters are looked at: a text in two languages is called by its beginning.
    """
    sample = text[:_SAMPLE].casefold()
    words = (_ASCII_WORD if sample.isascii() else _WORD).findall(sample)
    if sum(map(len, words)) < _LEAST_LETTERS:
        return None
    script = "latin" if sample.isascii() else _script(words)
    return _by_words(sample, words, script) if script and script in _WORDS else script


def script(text: str) -> str | None:
    """Return the script of most letters of ``text``: ``latin``, ``cyrillic``, ``arabic`` or the language it decides.

    ``None`` for a mixture and for text without letters.
    """
    words = _WORD.findall(text[:_SAMPLE])
    return _script(words) if words else None


def _script(words: list[str]) -> str | None:
    """Return the script, or the language that it decides, of most letters; ``None`` for a mixture."""
    counts: Counter[str] = Counter()
    for word in words[:_SCRIPT_WORDS]:
        name = _script_of(word[0])
        if name in _EAST:
            # Japanese mixes both scripts in one word; a Han character says as much as two letters.
            kana = sum("\u3041" <= letter <= "\u30ff" for letter in word)
            counts["kana"] += kana
            counts["han"] += 2 * (len(word) - kana)
        else:
            counts[name] += len(word)
    if counts["kana"]:
        # Chinese holds kana only where it quotes Japanese.
        kana = counts.pop("kana")
        counts["ja" if kana * 12 > counts["han"] else "han"] += kana + counts.pop("han")
    name, letters = counts.most_common(1)[0]
    if name == "other":
        return None
    return ("zh" if name == "han" else name) if letters >= 0.6 * counts.total() else None


def _script_of(letter: str) -> str:
    first, last, name = _RANGES[max(0, bisect_right(_STARTS, ord(letter)) - 1)]
    return name if first <= ord(letter) <= last else "other"


def _by_words(sample: str, words: list[str], script: str) -> str | None:
    """Return the language of the script whose words and letters the sample is full of, if it stands out."""
    points = dict.fromkeys(_WORDS[script], 0.0)
    weights = _WEIGHTS[script]
    different = dict.fromkeys(points, 0)
    for word, times in Counter(words).items():
        for language, weight in weights.get(word, ()):
            points[language] += weight * min(times, _MOST_OF_ONE)
            different[language] += 1
    if not sample.isascii():
        for language in points:
            letters = sum(map(sample.count, _LETTERS.get(language, "")))
            points[language] += min(3.0, letters / 2)
    best, second = sorted(points, key=points.__getitem__, reverse=True)[:2]
    enough = different[best] >= 2 and points[best] >= max(_LEAST_POINTS, _LEAST_SHARE * len(words))
    return best if enough and points[best] >= _LEAD * points[second] else None
