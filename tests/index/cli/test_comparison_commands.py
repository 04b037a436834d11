"""The commands of comparison: the keys of their JSON, their reports, and what they refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from index.cli.main import run
from tests.builders import SEEDS

if TYPE_CHECKING:
    from pathlib import Path


class Shell:
    """Runs commands on the seeds."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys, self._config = capsys, folder / "config.yaml"
        self._config.write_text(f"cache: {folder / 'cache'}\nnotes: {folder / 'notes'}\n", "utf-8")

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = run(["--library", str(SEEDS), "--config", str(self._config), *arguments])
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json")[1])


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_compare_answers_with_the_keys_of_the_contract(shell: Shell) -> None:
    """Every list of the document has the keys it must have; ids, spans and positions lead somewhere."""
    document = shell.json("compare", "001", "002")
    pair = document["pairs"][0]
    link = pair["links"][0]
    text = shell.json("show", pair["a"])["text"]

    assert list(document) == [
        *("version", "articles", "aside", "rows", "pairs", "quotes", "quote_links", "entities", "quantities"),
        "disagreements",
    ]
    assert list(document["articles"][0]) == ["id", "title", "outlet", "published", "hash", "agency"]
    assert set(document["articles"][0]["agency"]) >= {"stated", "computed"}
    assert set(link) >= {"kind", "score", "moved", "a", "b"}
    assert 0 < pair["shared_a"] < 1
    assert text[slice(*link["a"])].strip()
    assert {len(row["cells"]) for row in document["rows"]} == {2}
    assert all(set(quote) >= {"article", "start", "end", "speaker", "certain", "rule"} for quote in document["quotes"])
    assert all(max(link["a"], link["b"]) < len(document["quotes"]) for link in document["quote_links"])


def test_reports_say_where_they_are_from(shell: Shell) -> None:
    """Markdown and HTML name both sources; the page works without scripts and fetches nothing."""
    _, text, _ = shell("compare", "001", "002", "--markdown")
    _, page, _ = shell("compare", "001", "002", "--html")

    assert all("Los Angeles Times" in report for report in (text, page))
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "<script" not in page
    assert "src=" not in page


def test_a_comparison_takes_two_articles(shell: Shell) -> None:
    """One sentence, exit 2."""
    code, out, err = shell("compare", "001", "001")

    assert (code, out, err.count("\n")) == (2, "", 1)


def test_one_article_is_compared_with_its_nearest(shell: Shell) -> None:
    """As `c` does on the screen; which one it is and why is said, and is what `nearest` answers."""
    near = shell.json("nearest", "001")
    code, out, err = shell("compare", "001", "--json")

    assert list(near) == ["id", "reason"]
    assert near["id"].startswith("002")
    assert [account["id"] for account in json.loads(out)["articles"]][1] == near["id"]
    assert (code, near["reason"] in err) == (0, True)


def test_other_accounts_of_a_paragraph_are_listed(shell: Shell) -> None:
    """Each with its passage there; one paragraph alone when asked for; the spans lie in paragraphs of that number."""
    told = shell.json("related", "001")
    article = shell.json("show", "001")
    paragraphs = [block for block in article["blocks"] if block["role"] in {"body", "quote", "list"}]
    number = told[0]["paragraph"]
    one = shell.json("related", "001", "--paragraph", str(number))

    assert list(told[0]) == ["paragraph", "here", "id", "there", "kind", "score"]
    assert all(
        paragraphs[each["paragraph"] - 1]["start"] <= each["here"][0] < paragraphs[each["paragraph"] - 1]["end"]
        for each in told
        if each["paragraph"]
    )
    assert one == [each for each in told if each["paragraph"] == number]
    assert (shell("related", "001", "--paragraph", "999")[0], article["id"] in {each["id"] for each in told}) == (
        2,
        False,
    )


def test_quotes_slice_the_text(shell: Shell) -> None:
    """Each quotation's text is the span of the article; a speaker's span too."""
    quotes = shell.json("quotes", "003")
    text = shell.json("show", "003")["text"]

    assert list(quotes[0]) == ["article", "start", "end", "text", "speaker", "speaker_span", "certain", "rule"]
    assert all(text[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)
    assert "Xi Jinping" in {quote["speaker"] for quote in quotes}


def test_stories_and_traces_answer(shell: Shell) -> None:
    """One story with two events; a passage of 001 is found in 002."""
    (story,) = shell.json("stories")
    traces = shell.json("trace", "001", "--span", "302:565")

    assert list(story) == ["id", "label", "articles", "events", "shared", "decided"]
    longest = max(shell.json("list"), key=lambda article: int(str(article["words"])))
    assert story["label"] == longest["title"]
    assert (0 < story["shared"] < 1, story["decided"]) == (True, False)
    assert [list(event) for event in story["events"]] == [["articles", "reason"]] * 2
    assert list(traces[0]) == ["id", "start", "end", "kind", "score"]
    assert traces[0]["id"].startswith("002")


def test_stories_are_decided_on_by_hand(shell: Shell) -> None:
    """Joining, parting and giving up answer with the stories concerned; every other command believes it."""
    ids = [article["id"] for article in sorted(shell.json("list"), key=lambda each: str(each["id"]))]
    code, out, err = shell("stories", "--apart", "003", "--json")
    parted = json.loads(out)
    again = shell.json("stories")
    joined = shell.json("stories", "--join", "000", "001")

    assert (code, err) == (0, "Taken out: 003.\n")
    assert ([story["articles"] for story in parted], parted) == ([ids[:3]], again)
    assert [(story["decided"], len(story["events"])) for story in joined] == [(True, 1)]
    assert shell.json("compare", "000", "001", "002", "003")["aside"] == [
        {"id": ids[3], "reason": "another story: parted from it by you"}
    ]
    assert shell.json("related", "003") == []
    assert "as you decided)" in shell("stories")[1]
    assert shell.json("stories", "--forget", *ids)[0]["articles"] == ids


def test_what_was_decided_is_undone_by_a_later_command(shell: Shell) -> None:
    """And done again; where there is nothing to undo the exit code is 1."""
    before = shell.json("stories")
    joined = shell.json("stories", "--join", "000", "001")
    undone = shell("stories", "--undo", "--json")
    assert (undone[0], undone[2]) == (0, "Undone: accounts joined into one story.\n")
    assert shell.json("stories") == before
    assert shell("stories", "--undo")[::2] == (1, "There is nothing to undo.\n")
    assert shell.json("stories", "--redo") == joined
    assert shell("stories", "--redo", "--json") == (1, "[]\n", "There is nothing to do again.\n")


@pytest.mark.parametrize("arguments", [("--join", "001"), ("--apart", "000", "001", "002", "003"), ("--forget", "001")])
def test_a_decision_that_decides_nothing_is_refused(shell: Shell, arguments: tuple[str, ...]) -> None:
    """One sentence, exit 2, and nothing is written."""
    code, out, err = shell("stories", *arguments)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert shell.json("stories")[0]["decided"] is False


@pytest.mark.parametrize("span", ["5", "9:3", "a:b", "0:9999999"])
def test_a_wrong_span_is_refused(shell: Shell, span: str) -> None:
    """One sentence, exit 2."""
    code, out, err = shell("trace", "001", "--span", span)

    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_passage_that_stands_nowhere_is_exit_one(shell: Shell) -> None:
    """Nothing found."""
    assert shell("trace", "wholly invented words that nobody ever printed anywhere at all")[0] == 1
