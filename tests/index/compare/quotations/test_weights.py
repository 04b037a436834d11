"""The fitted weights and the features they weigh name each other: no weight is dead, no kind of feature unweighed."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from index.compare.quotations import weights
from index.compare.quotations.paragraph import SpeakerCandidate, bucket
from index.compare.quotations.quotations import CERTAIN, OUTRIGHT, choose, read, weighed
from index.compare.quotations.weights import WEIGHTS
from index.text.language.language_lexicon import english
from tests.builders import article
from tests.gold import fit_speakers

GAP = "|".join(re.escape(bucket(gap)) for gap in range(17))
CODE = rf"[{''.join({*english().classes.values()} - {'n'})}NnOQp.,;:()\-]"
PRONOUN = rf"(?:{'|'.join(english().words('pronoun'))})(?:'\w+)?"
YES = "True|False"
CLOSING, SHAPE = "[,.!]|none", "fragment|sentence"
QUOTATION = {"setting": rf"(?:{CLOSING}) (?:{SHAPE})", "length": r"1-2|3-5|6-12|13\+"}
STATEMENT = {
    "form": "subject|inverted|shared|according|noun|label|signature|none",
    "weight": "strong|plain|weak|none",
    "speaker": rf"speaker (?:name|noun|the|{PRONOUN})",
}

KINDS: dict[str, dict[str, str]] = {
    r"(?:(?:according|label|signature) )?(?:after|before|around)": {
        "itself": "",
        "outright": "outright",
        "gap": rf"gap (?:{GAP})",
        "cue gap": rf"cue gap (?:{GAP})",
        "stop": rf"stop (?:{YES}) quotes [012] rivals [01]",
        "joint": rf"joint (?:{CODE}|\^)",
        "that": rf"that (?:{YES})",
        "starts": rf"starts (?:{YES})",
        "rivals": "rivals [012] tie (?:close|object|clause|far)",
        "led": rf"led (?:{CODE}|\^) rivals [01]",
        "verbs": rf"verbs [012] comma (?:{YES})",
        "next": rf"next (?:{CODE}|\$) (?:{CLOSING})",
        "followed": rf"followed (?:{YES}) (?:{CLOSING})",
        "adjacent verb": rf"adjacent (?:{YES}) (?:{STATEMENT['weight']})",
        "adjacent setting": rf"adjacent (?:{YES}) {QUOTATION['setting']}",
        "clause": rf"clause (?:{YES})",
        **STATEMENT,
        **QUOTATION,
    },
    "(?:introduced|last|next|signed) (?:statement|subject)": {
        "itself": "",
        "bare": rf"bare (?:{YES}) (?:{YES})",
        "ends": rf"ends {CODE}",
        "quoted": rf"quoted (?:{YES})",
        "statements": rf"statements (?:{YES})",
        "from end": rf"from end (?:{GAP})",
        **STATEMENT,
        **QUOTATION,
    },
    "(?:same|bare|previous)-paragraph": {
        "itself": "",
        "introduced": rf"introduced (?:{YES}) followed (?:{YES})",
        "away": "away [012]",
        "statements": rf"statements (?:{YES})",
        "from": "from .+",
        "gap": rf"gap (?:{GAP}) stop (?:{YES})",
        "starts": rf"starts (?:{YES})",
        **QUOTATION,
    },
    "subject": {
        "itself": "",
        "gap": rf"gap (?:{GAP})",
        "speaker": STATEMENT["speaker"],
        "followed": rf"followed (?:{YES})",
        "joint": rf"joint (?:{CODE}|\^)",
        **QUOTATION,
    },
    "nobody": {
        "itself": "",
        "setting": rf"(?:{SHAPE}) (?:{CLOSING})",
        "length": QUOTATION["length"],
        "bare": rf"bare (?:{YES})",
        "statements": rf"statements (?:{YES})",
        "resumed": rf"resumed (?:{YES})",
        "named": rf"named (?:{YES})",
        "titled": rf"titled (?:{YES}) joint (?:{CODE}|\^)",
        "next": rf"next (?:{CODE}|\$) titled (?:{YES})",
        "joint": rf"joint (?:{CODE}|\^)",
    },
    "title": {"itself": ""},
    "continued": {"itself": ""},
    "chain": {"itself": ""},
    "hearsay": {"itself": ""},
    "label inside": {"itself": ""},
}
"""What a feature may say, by family of rules; a feature is the rule, alone or with a blank and one of these."""

TEXTS = (
    "Ana Reyes said: “The water rose in an hour and nobody came.\n“We waited until noon.”",
    "“We will go to the sea,” said Ana Reyes, who leads the harbour. “And we will stay there,” she added.",
    "Ana Reyes said the council would “never agree” to it. Critics say that “nobody asked them” in time.",
    "According to Ana Reyes, “the water rose in an hour”. The road was “gone by noon”, according to the mayor.",
    "Mr. Tan: “The bridge is closed.”\n“It opens in May,” the minister’s warning said.",
    "“Nothing is lost.” – Ana Reyes, 12 May",
    "“Nothing is lost.” Ana Reyes: “We are still here.”",
    "“Nothing at all is lost to us here today,”\n– Ana Reyes",
    "The thief was reportedly “a man of means”. A film called “The Long Night” opened. He is “very tall”, it seems.",
    "Ana Reyes spoke to us for an hour:\n“The water rose in an hour and nobody came to help us.",
    "Ana Reyes said on Friday:\n“The water rose.”\n“Nobody came.”\n“We waited until noon, all of us!”",
    """“The water rose in an hour, and nobody came to help us until the morning.
“We waited on the roof,” Ana Reyes said. “It was cold”; he told her so.""",
    "The mayor walked through the flooded streets.\n“Nobody came.”\nMs. Ortiz said that the “help” was late.",
    "“REYES: I feel that we must go.”\n“Ortiz Tan: We must stay, I think.”",
    "The council, angry and tired, “walked away” from it. They talked, “with pain”, and he called it “a bad day”.",
    """“Who asked them?” he asked the council, and the council, in “a rare move”, answered. “We,” said they.
Then there was silence. “No,” – Ana said.""",
    "Ana Reyes: The road to the harbour is “closed for good.”",
    "The mayor wrote a novel, “The Long Night,” in May.",
    "“First,” the mayor said.\nNobody answered him in the “big” hall.\n“Then,” he went on, “we left.”\nIt was “late”.",
)


@cache
def made() -> frozenset[str]:
    """Return the features of every candidate for every quotation of `TEXTS`."""
    texts = [read(article(text)) for text in TEXTS]
    offers = chain.from_iterable(weighed(*one, WEIGHTS) for one in texts)
    return frozenset(feature for offered, _, _ in offers for candidate in offered for feature in candidate.features)


@cache
def rules() -> frozenset[str]:
    """Return the rules that propose candidates for the quotations of `TEXTS`."""
    texts = [read(article(text)) for text in TEXTS]
    offers = chain.from_iterable(weighed(*one, WEIGHTS) for one in texts)
    return frozenset(candidate.rule for offered, _, _ in offers for candidate in offered)


def kind(feature: str) -> tuple[str, str, str] | None:
    """Return the family, the rule and the kind of a feature; ``None`` when no candidate can have it."""
    for family, kinds in KINDS.items():
        for name, value in kinds.items():
            found = re.fullmatch(rf"(?P<rule>{family})" + (f" (?:{value})" if value else ""), feature)
            if found is not None:
                return family, found["rule"], name
    return None


def test_every_weight_is_of_a_feature_that_can_be() -> None:
    """Every weight has the name of a feature that a candidate can have."""
    assert [name for name in WEIGHTS if kind(name) is None] == []


def test_every_feature_is_of_a_known_kind() -> None:
    """A new kind of feature, or one whose name was changed, is not weighed until the weights are fitted anew."""
    assert [name for name in made() if kind(name) is None] == []


def test_every_kind_with_a_weight_is_made() -> None:
    """For each rule and each kind of feature that has a weight, a text makes such a feature."""
    assert {kind(name) for name in WEIGHTS} - {kind(name) for name in made()} == set()


def test_every_kind_of_feature_is_weighed() -> None:
    """Each kind of feature has a weight with one rule of its family at least, fitted or set by hand.

    The rule by itself may have none: what it is worth is in the features that always come with it.
    """
    fitted = {found for name in chain(WEIGHTS, OUTRIGHT) if (found := kind(name))}
    weighed = {(family, name) for family, _, name in fitted}
    kinds = {(family, name) for family, names in KINDS.items() for name in names if name != "itself"}
    assert kinds - weighed == set()


def test_every_rule_is_weighed() -> None:
    """Each rule that proposes a speaker has weights; of signatures, only one that follows at once is believed."""
    of = {found[1] for name in chain(WEIGHTS, OUTRIGHT) if (found := kind(name))}
    alone = {rule.removeprefix("chain ") for rule in rules() - {""}}
    assert alone - of == set()


def test_weights_by_earlier_rule_name_rules() -> None:
    """What a speaker was found by, as a feature of the next quotation, is the name of a rule."""
    leaning = [name for name in WEIGHTS if "-paragraph from " in name]
    names = [name.split(" from ", 1)[1] for name in leaning]
    assert [name for name in names if name not in rules()] == []


def test_rules_that_give_certainty_are_rules() -> None:
    """A rule that never proposes anybody could not make anybody certain."""
    assert [rule for rule in CERTAIN if rule not in rules()] == []


def test_no_weight_is_too_small_to_tell() -> None:
    """The fit leaves out what it found to count next to nothing."""
    assert [name for name, weight in WEIGHTS.items() if abs(weight) < 0.08] == []


@pytest.mark.parametrize("name", sorted(OUTRIGHT))
def test_what_a_text_says_by_its_form_outweighs_the_fit(name: str) -> None:
    """A label, a signature or "reportedly" decides against a candidate that the fit alone likes."""
    liked = SpeakerCandidate((0, 3), None, "after", ("after strong", "after subject", "after speaker name"))
    formal = SpeakerCandidate((9, 12), None, name, (name,))
    assert choose([liked, formal])[0] == formal


def test_the_fit_writes_the_file_that_is_read() -> None:
    """Written anew with the same weights, the file of weights is the same to the byte."""
    assert fit_speakers.table(WEIGHTS) == fit_speakers.WEIGHTS.read_text(encoding="utf-8")
    assert Path(str(weights.__file__)).with_suffix(".tsv") == fit_speakers.WEIGHTS
