"""Sends the forms of one English word to one string, cheaply, for matching words across accounts.

These are not real stems: the string need not be a word, and words of other languages pass unchanged.
"""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = {
    form: forms.split()[0]
    for forms in (
        "use used using uses", "die died dies dying", "lie lies lied lying", "tie ties tied tying", "go went gone goes",
        "become became", "begin began begun", "break broke broken", "bring brought", "build built", "buy bought",
        "catch caught", "choose chose chosen", "come came", "deal dealt", "draw drew drawn", "drive drove driven",
        "fall fell fallen", "feel felt", "fight fought", "find found", "fly flew flown flies", "forbid forbade",
        "get got gotten", "give gave given", "grow grew grown", "hear heard", "hide hid hidden", "hold held",
        "keep kept", "know knew known", "lay laid", "lead led", "leave left", "lend lent", "lose lost", "make made",
        "mean meant", "meet met", "pay paid", "ride rode ridden", "rise rose risen", "run ran",
        "see saw seen", "seek sought", "sell sold", "send sent", "shake shook shaken", "show shown", "sink sank",
        "speak spoke spoken", "spend spent", "stand stood", "steal stole stolen", "strike struck", "swear swore sworn",
        "sweep swept", "take took taken", "teach taught", "tear tore torn", "think thought", "throw threw thrown",
        "understand understood", "wear wore worn", "win won", "withdraw withdrew withdrawn", "write wrote written",
        "man men", "woman women", "child children", "person people", "foot feet", "life lives", "leader leaders",
        "shoot shot", "arise arose arisen", "forget forgot forgotten", "news news", "bear bore born borne",
    )
    for form in forms.split()
}  # fmt: skip
# British spellings that vary without a change of word: honour, organise, defence, centre.
_BRITISH = re.compile(
    r"(?<=[a-z]{3})our|(?<=[a-z]{2})is(?=(?:e[ds]?|ing|ations?)$)|(?<=en)c(?=es?$)"
    r"|(?:(?<=cent)|(?<=theat)|(?<=met)|(?<=lit)|(?<=fib)|(?<=calib))re(?=s?$)"
)
_AMERICAN = {"our": "or", "is": "iz", "c": "s", "re": "er"}
_DOUBLED = frozenset("bdgmnprt")


@lru_cache(maxsize=1 << 16)
def stem(plain: str) -> str:
    """Return a light stem of a case-folded word: plurals, -ed, -ing, possessives, British spelling, irregular forms."""
    word = plain.removesuffix("'s").removesuffix("'") or plain
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return _IRREGULAR.get(word, word)
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    else:
        word = _without_ending(_singular(_BRITISH.sub(lambda match: _AMERICAN[match[0]], word)))
    if len(word) > 3 and word[-1] == word[-2] and (word[-1] in _DOUBLED or (word[-1] == "l" and len(word) > 5)):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _singular(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_ending(word: str) -> str:
    if word.endswith("ing") and len(word) > 5:
        return word[:-3]
    if word.endswith("eed") and len(word) > 4:
        return word[:-1]
    return word[:-2] if word.endswith("ed") and len(word) > 4 else word
