"""The `notes` commands, from writing a note to reading it in another program."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from index.cli.main import run
from tests.builders import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

    Answer = tuple[int, str, str]

QUOTE = "butted heads over a number of contentious bilateral"


class Desk:
    """Runs commands on a copy of the seeds."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder / "library", capsys
        shutil.copytree(SEEDS, self.folder)
        self.config = folder / "config.yaml"
        self.config.write_text(f"cache: {folder / 'cache'}\nauthor: Ana\n", "utf-8")

    def __call__(self, *arguments: str) -> Answer:
        code = run(["--library", str(self.folder), "--config", str(self.config), "notes", *arguments])
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json")[1])


@pytest.fixture
def notes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_note_on_a_passage_is_a_yaml_file_beside_the_articles(notes: Desk) -> None:
    """Adding writes the file, listing finds it at its place."""
    added = notes.json("add", "002", "--quote", "butted heads", "-m", "AP phrase", "--kind", "claim", "--tag", "agency")
    listed = notes.json("list")
    (file,) = (notes.folder / "notes").glob("*.yaml")
    target = listed[0]["targets"][0]

    assert added == listed
    assert (listed[0]["kind"], listed[0]["tags"], listed[0]["author"]) == ("claim", ["agency"], "Ana")
    assert (target["exact"], target["state"], target["span"]) == ("butted heads", "here", [482, 494])
    assert "AP phrase" in file.read_text("utf-8")


def test_an_ambiguous_quotation_is_refused_with_its_places(notes: Desk) -> None:
    """The places are listed; nothing is written."""
    code, out, err = notes("add", "002", "--quote", "human rights", "-m", "which?")

    assert (code, out) == (2, "")
    assert "2 times" in err or "3 times" in err or "times (" in err
    assert notes("list")[0] == 1


def test_a_quotation_that_is_not_there_is_refused(notes: Desk) -> None:
    """One sentence, exit 2."""
    code, _, err = notes("add", "002", "--quote", "words never printed", "-m", "x")

    assert (code, err.count("\n")) == (2, 1)


def test_a_quotation_may_be_typed_with_plain_marks(notes: Desk) -> None:
    """Straight quotation marks and other white space fit the typographic ones of the text."""
    note = notes.json("add", "002", "--quote", "China's  support for Russia and its", "-m", "x")[0]

    assert note["targets"][0]["exact"] == "China’s support for Russia and its"


def test_a_note_follows_its_article(notes: Desk) -> None:
    """After a rename the note is listed under the new id; after an edit its passage is found again."""
    notes("add", "002", "--quote", QUOTE, "-m", "x")
    path = next(notes.folder.glob("002*"))
    path.rename(notes.folder / "renamed.txt")
    renamed = notes.json("list", "--article", "renamed")
    (notes.folder / "renamed.txt").write_text(
        "A new first line stands here now.\n\n" + (notes.folder / "renamed.txt").read_text("utf-8"), "utf-8"
    )
    edited = notes.json("list")

    assert [target["article"] for target in renamed[0]["targets"]] == ["renamed.txt"]
    assert [(target["state"], target["span"][0] - target["start"]) for target in edited[0]["targets"]] == [
        ("moved", 35)
    ]


def test_a_lost_passage_is_listed_by_check(notes: Desk) -> None:
    """The passage goes; the note stays, is lost, and check says where it is."""
    notes("add", "002", "--quote", QUOTE, "-m", "x")
    clean = notes("check")[0]
    path = next(notes.folder.glob("002*"))
    path.write_text("Nothing of it is left here. Other words stand in its place.\n", "utf-8")
    code, out, _ = notes("check", "--json")

    assert clean == 0
    assert (code, len(json.loads(out))) == (1, 1)
    assert notes.json("list", "--state", "lost")[0]["text"] == "x"


def test_a_note_on_an_article_that_is_gone_is_listed_by_check(notes: Desk) -> None:
    """Nothing is said of its passage, which may be as it was."""
    notes("add", "002", "--quote", QUOTE, "-m", "x")
    next(notes.folder.glob("002*")).unlink()
    (told,) = json.loads(notes("check", "--json")[1])
    assert told["message"].endswith(".txt, which is not in the library")
    assert "bring its file back" in told["cure"]


def test_filters_narrow_the_list(notes: Desk) -> None:
    """Kind, tag, author and words each choose."""
    notes("add", "001", "-m", "about the whole", "--kind", "question", "--tag", "Framing")
    notes("add", "002", "-m", "something else", "--kind", "fact")

    assert [note["kind"] for note in notes.json("list", "--kind", "fact")] == ["fact"]
    assert [note["kind"] for note in notes.json("list", "--tag", "framing")] == ["question"]
    assert [note["kind"] for note in notes.json("search", "ELSE something")] == ["fact"]
    assert notes("list", "--author", "Ben")[0] == 1


def test_edit_remove_restore(notes: Desk) -> None:
    """A note changes, goes to the trash, and comes back as it was."""
    note = notes.json("add", "001", "-m", "first", "--tag", "a")[0]
    edited = notes.json("edit", note["id"], "-m", "second", "--kind", "to-do")[0]
    removed = notes("rm", note["id"])
    empty = notes("list")[0]
    restored = notes.json("restore", note["id"])[0]

    assert (edited["text"], edited["kind"], edited["tags"]) == ("second", "to-do", ["a"])
    assert (removed[0], empty) == (0, 1)
    assert (restored["text"], restored["created"]) == ("second", note["created"])


def test_exported_notes_come_back_once(notes: Desk, tmp_path: Path) -> None:
    """JSON-LD out, in, and in again: the same notes, no second copy; Markdown and CSV say where they are from."""
    notes("add", "002", "--quote", QUOTE, "-m", "=1+1", "--tag", "agency")
    path = tmp_path / "notes.jsonld"
    notes("export", "--to", "jsonld", "-o", str(path))
    before = notes.json("list")
    notes("import", str(path))
    notes("import", str(path))

    assert notes.json("list") == before
    assert "Los Angeles Times" in notes("export", "--to", "md")[1]
    assert "'=1+1" in notes("export", "--to", "csv")[1]


def test_a_file_that_is_no_export_is_said(notes: Desk, tmp_path: Path) -> None:
    """An import of any file never ends in a traceback."""
    path = tmp_path / "odd.json"
    path.write_bytes(b"\xff{[")
    code, _, err = notes("import", str(path))

    assert code == 2
    assert "odd.json" in err


def test_notes_are_found_by_search(notes: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """`has:note`, `kind:`, `by:` and `tag:` narrow a search of articles."""
    notes("add", "001", "-m", "x", "--kind", "question", "--tag", "framing")
    totals = []
    for query in ("taiwan has:note", "taiwan kind:question", "taiwan by:ana", "taiwan tag:framing", "taiwan kind:fact"):
        run(["--library", str(notes.folder), "--config", str(notes.config), "search", query, "--json"])
        totals.append(json.loads(capsys.readouterr().out)["total"])

    assert totals == [1, 1, 1, 1, 0]


def test_a_file_with_a_typo_is_never_overwritten(notes: Desk) -> None:
    """The typo is listed with line and column; a new note waits beside the file and is in force."""
    notes("add", "001", "-m", "first")
    (file,) = (notes.folder / "notes").glob("*.yaml")
    broken = file.read_text("utf-8").replace("kind: note", "kind: [note")
    file.write_text(broken, "utf-8")
    notes("add", "001", "-m", "second")
    complaints = json.loads(notes("check", "--json")[1])

    assert file.read_text("utf-8") == broken
    assert any(complaint["where"].endswith(".yaml") and complaint["line"] > 0 for complaint in complaints)
    assert "second" in {note["text"] for note in notes.json("list")}


def test_a_note_is_a_result_of_a_search(notes: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The words of a note are found in the same search: kind, article and note are named, marks slice the snippet."""
    note = notes.json("add", "002", "--quote", QUOTE, "-m", "Zebras were never mentioned")[0]

    def search(query: str) -> list[dict[str, Any]]:
        run(["--library", str(notes.folder), "--config", str(notes.config), "search", query, "--json"])
        hits: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["hits"]
        return hits

    (hit,) = search("zebras")
    notes("edit", note["id"], "-m", "Nothing of the kind")
    after = search("zebras")
    notes("rm", note["id"])

    assert (hit["kind"], hit["id"][:3], hit["note"], hit["outlet"]) == ("note", "002", note["id"], "Los Angeles Times")
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["Zebras"]
    assert (after, search('"nothing of the kind"')) == ([], [])


def edited_away(notes: Desk) -> str:
    """Write a note on a passage, change words in it, and return the id of the note."""
    note = notes.json("add", "002", "--quote", QUOTE, "-m", "x")[0]
    path = next(notes.folder.glob("002*"))
    path.write_text(
        path.read_text("utf-8").replace(QUOTE, "clashed over a large number of contentious bilateral"), "utf-8"
    )
    return str(note["id"])


def test_a_guess_is_accepted(notes: Desk) -> None:
    """A passage that has changed is asked about; accepted, the note stands on today's words, and undo takes it back."""
    id = edited_away(notes)
    changed = notes.json("list")[0]["targets"][0]
    accepted = notes.json("accept", id)[0]["targets"][0]
    again = notes("accept", id)
    undone = notes.json("undo")
    back = notes.json("list")[0]["targets"][0]
    redone = notes.json("redo")

    assert (changed["state"], accepted["state"], accepted["span"]) == ("changed", "here", changed["guess"])
    assert (again[0], "no guess" in again[2]) == (2, True)
    assert (back["state"], undone, redone) == ("changed", {"done": "targets changed"}, {"done": "targets changed"})
    assert notes.json("list")[0]["targets"][0]["state"] == "here"


def test_a_note_is_put_elsewhere(notes: Desk) -> None:
    """On other words of the same article, of another article, or on the article as a whole when its words are gone."""
    id = edited_away(notes)
    assert notes("place", id, "--quote", "butted heads")[0] == 2
    placed = notes.json("place", id, "--quote", "China's support for Russia and its")[0]["targets"][0]
    assert (placed["exact"], placed["state"]) == ("China’s support for Russia and its", "here")
    refused = notes("place", id, "--whole")
    assert (refused[0], "stands in its place" in refused[2]) == (2, True)
    other = notes.json("place", id, "--span", "0:4", "--article", "001", "--target", "1")[0]["targets"][0]
    assert (other["article"][:3], other["span"]) == ("001", [0, 4])
    assert notes("place", id, "--span", "0:4", "--target", "2")[0] == 2


def test_a_note_stays_on_its_article_when_its_words_are_gone(notes: Desk) -> None:
    """The passage is given up, the note is not."""
    id = edited_away(notes)
    whole = notes.json("place", id, "--whole")[0]["targets"][0]
    assert (whole["exact"], whole["state"], whole["article"][:3]) == (None, "here", "002")


def test_nothing_to_undo_is_exit_one(notes: Desk) -> None:
    """With nothing to undo, the command says so and the JSON answer is null."""
    assert (notes("undo", "--json")[:2], notes("redo")[0]) == ((1, '{\n  "done": null\n}\n'), 1)


def test_a_file_of_notes_that_cannot_be_read_is_named(notes: Desk) -> None:
    """`notes list` answers with what it can read, names file, line and cure on standard error, and exits with 2."""
    notes("add", "001", "-m", "Fine")
    notes("add", "002", "-m", "Broken soon")
    (file,) = (notes.folder / "notes").glob("002*.yaml")
    file.write_text(file.read_text("utf-8") + "\n  - [unclosed\n", "utf-8")
    code, out, err = notes("list")
    assert code == 2
    assert "Fine" in out
    assert f"{file.name}:" in err
    assert notes("list", "--json")[0] == 2


def test_a_kind_that_is_set_up_nowhere_is_kept_and_told(notes: Desk) -> None:
    """A slip is seen when it is made; the kinds of notes are free all the same, and the first is the usual one."""
    _, out, said = notes("add", "001", "-m", "x", "--kind", "fct", "--json")
    assert json.loads(out)[0]["kind"] == "fct"
    assert said == "fct is none of your kinds of notes, and kept as it is written; did you mean “fact”?\n"
    assert notes("add", "001", "-m", "x", "--kind", "fact")[2] == ""
    with notes.config.open("a", encoding="utf-8") as file:
        file.write("note_kinds: [{name: lead, key: l, glyph: '!', colour: red}]\n")
    assert notes.json("add", "001", "-m", "x")[0]["kind"] == "lead"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kind:fct", "There is no kind:fct; did you mean kind:fact?"),
        ("kind:own", ""),
        ("kind:xyzzy", "There is no kind:xyzzy; there are kind:note, kind:fact, kind:claim,"),
        ("is:unred", "There is no is:unred; did you mean is:unread?"),
        ("is:new", "There is no is:new; did you mean is:unread?"),
        ("is:xyzzy", "There is no is:xyzzy; there are is:unread, is:read, is:starred, is:version, is:copy"),
        ("has:nte", "There is no has:nte; did you mean has:note?"),
    ],
)
def test_values_that_are_none_are_told_with_what_is_meant(
    notes: Desk, capsys: pytest.CaptureFixture[str], query: str, told: str
) -> None:
    """Kinds of the settings and those that notes have are known, be there a note of them or not."""
    notes("add", "001", "-m", "x", "--kind", "Own")
    run(["--library", str(notes.folder), "--config", str(notes.config), "search", f"{query} taiwan"])
    said = capsys.readouterr().err
    assert said.startswith(told)
    assert told or "There is no" not in said
