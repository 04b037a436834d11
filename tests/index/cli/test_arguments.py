"""The command line as a whole: what every verb understands, what it refuses, and its exit codes."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from index.cli.arguments import parser
from index.cli.grammar import read
from index.cli.main import run
from tests.builders import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Answer = tuple[int, str, str]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command on a copy of the seeds: exit code, standard output, standard error."""
    library, config = tmp_path / "library", tmp_path / "config.yaml"
    shutil.copytree(SEEDS, library)
    config.write_text(f"cache: {tmp_path / 'cache'}\n", "utf-8")

    def command(*arguments: str) -> Answer:
        try:
            code = run(["--library", str(library), "--config", str(config), *arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return code, *capsys.readouterr()

    return command


RECORDED = (
    ("list",),
    ("show", "002"),
    ("search", "taiwan"),
    ("compare", "001", "002"),
    ("quotes", "003", "001"),
    ("stories",),
    ("nearest", "001"),
    ("related", "001"),
    ("trace", "001", "--span", "302:565"),
    ("shelf", "001", "--star", "--tag", "a b", "--bookmark", "p2"),
    ("notes", "add", "002", "--quote", "butted heads", "-m", "two\nlines\tand a tab"),
)
"""Commands that have something to say of the seeds."""


@pytest.mark.parametrize("arguments", RECORDED, ids=lambda arguments: " ".join(arguments[:2]))
def test_records_have_the_columns_that_help_names(shell: Callable[..., Answer], arguments: tuple[str, ...]) -> None:
    """One record a line, a cell for each column, each column told by some record."""
    columns = parser().parse_args([*arguments]).columns
    code, out, err = shell(*arguments, "--plain")
    records = [line.split("\t") for line in out.splitlines()]
    empty = {name for place, name in enumerate(columns) if not any(record[place] for record in records)}

    assert (code, err) == (0, "")
    assert {len(record) for record in records} == {len(columns)}
    assert empty <= {"published", "tags", "note", "author"}  # what no seed and no reader of them tells


def test_records_of_changes_say_what_became_of_each_file(shell: Callable[..., Answer], tmp_path: Path) -> None:
    """Added, changed, removed, moved, and stepped over with the reason."""
    shell("refresh")
    library = tmp_path / "library"
    names = sorted(path.name for path in library.glob("*.txt"))
    (library / "new.txt").write_text("A line of text that is quite long enough to be one.\n", "utf-8")
    (library / "bad.txt").write_bytes(b"\0\1\2" * 100)
    (library / names[0]).rename(library / "moved.txt")
    (library / names[1]).unlink()
    (library / names[2]).write_text("Another text stands here now, which says nothing.\n", "utf-8")
    told = [line.split("\t") for line in shell("refresh", "--plain")[1].splitlines()]

    assert [record[:2] for record in told] == [
        ["added", "new.txt"],
        ["changed", names[2]],
        ["removed", names[1]],
        ["moved", "moved.txt"],
        ["skipped", "bad.txt"],
    ]
    assert told[3][2] == f"was {names[0]}"
    assert told[4][2] != ""


def test_every_verb_has_records_but_those_that_print_a_document() -> None:
    """--plain and --json are understood everywhere else, and never both."""
    verbs = [verb for verb in read(parser()).walk() if verb.path and not verb.verbs]
    without = [" ".join(verb.path) for verb in verbs if not {"--plain", "--json"} <= _flags(verb.options)]
    assert without == ["notes export", "config schema", "completion", "demo", "man"]


def _flags(options: object) -> set[str]:
    return {flag for option in options for flag in option.flags}  # type: ignore[attr-defined]


def test_the_first_line_of_help_is_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """What most people want stands first; --plain is explained once for all verbs."""
    with pytest.raises(SystemExit):
        run(["--help"])
    told = capsys.readouterr().out
    assert told.splitlines()[0] == "usage: variorum FOLDER"
    assert told.count("--plain") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--json", "--plain"), "not allowed with argument --json"),
        (("compare", "001", "002", "--json", "--html"), "not allowed with argument --json"),
        (("compare", "001", "002", "--markdown", "--plain"), "not allowed with argument"),
        (("compare", "001", "002", "--evidence"), "--evidence adds to --json"),
        (("shelf", "001", "--read", "--unread"), "not allowed with argument --read"),
        (("shelf", "001", "--tag", "a", "--untag", "a"), "--tag and --untag both name a"),
        (("notes", "add", "001", "--quote", "x", "--span", "1:2"), "not allowed with argument --quote"),
        (("notes", "place", "x", "--whole", "--target", "1"), "it takes no --article and no --target"),
        (("notes", "place", "x", "--whole", "--article", "1"), "it takes no --article and no --target"),
        (("notes", "edit", "x"), "nothing to change"),
        (("refresh", "--no-refresh"), "unrecognized arguments: --no-refresh"),
        (("search", "taiwan", "-beijing"), "write 'taiwan -beijing'"),
        (("search", "taiwan", "beijing"), "write 'taiwan beijing'"),
        (("search", "-taiwan"), "stands behind two: variorum search -- '-query'"),
        (("notes", "search", "-taiwan"), "stands behind two: variorum notes search -- '-words'"),
        (("trace", "-but"), "stands behind two: variorum trace -- '-text'"),
        (("search", "x", "--limit", "many"), "“many” is no whole number from 0 on"),
        (("related", "001", "--paragraph", "0"), "“0” is no whole number from 1 on"),
        (("config", "shew"), "argument ACTION: there is no “shew”; did you mean “show”? `variorum config"),
        (("config", "xyzzy"), "there is no “xyzzy”; there are check, show, keys, trust, distrust, schema; `variorum"),
        (("notes", "delete", "x"), "did you mean “rm”?"),
        (("search", "x", "--sort", "dat"), "argument --sort: there is no “dat”; did you mean “date”?"),
        (("notes", "export", "--to", "markdown"), "did you mean “md”?"),
        (("compare", "001", "002", "--md"), "variorum compare: there is no --md; did you mean “--markdown”?"),
        (("list", "--jsn"), "there is no --jsn; did you mean “--json”?"),
        (("list", "--libary=x"), "there is no --libary; did you mean “--library”?"),
        (("list", "--library", "x"), "--library stands before the command: variorum --library … list; `"),
        (("notes", "check", "--no-pager"), "stands before the command: variorum --no-pager … notes check; `"),
        (("search", "--", "-x", "--plain"), "--plain stands right behind the command: variorum search --plain …; `"),
        (("notes", "--json", "check"), "--json stands right behind the command: variorum notes check --json …; `"),
        (("list", "--", "--json"), "--json stands right behind the command: variorum list --json …; `"),
        (("list", "--xyzzy"), "unrecognized arguments: --xyzzy; `variorum list --help`"),
    ],
    ids=str,
)
def test_what_contradicts_itself_or_is_not_understood(
    shell: Callable[..., Answer], arguments: tuple[str, ...], said: str
) -> None:
    """One sentence with the cure and the command to ask for help, exit 2, nothing done."""
    code, out, err = shell(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert err.startswith(f"variorum {arguments[0]}" if "unrecognized" not in said else "variorum")
    assert "--help` shows what there is." in err


@pytest.mark.parametrize(
    ("query", "code", "found"),
    [
        ("taiwan", 0, True),
        ("-zzyzx", 0, True),
        ("zzyzx", 1, False),
        ("taiwan (", 2, True),
        ("outlt:ap", 2, False),
        ("taiwan outlt:ap", 2, True),
        ("date:notaday", 2, None),
    ],
)
def test_exit_codes_of_a_search(
    shell: Callable[..., Answer],
    query: str,
    code: int,
    found: bool | None,  # noqa: FBT001
) -> None:
    """A query that is understood only in part is 2, its mistake is said, and what was understood is printed."""
    got, out, err = shell("search", "--json", "--", query)
    page = json.loads(out)
    assert (got, bool(page["problems"]), bool(err)) == (code, code == 2, code == 2)
    if found is not None:
        assert bool(page["hits"]) == found


@pytest.mark.parametrize("arguments", [("list",), ("search", "taiwan"), ("stories",), ("list", "--json")], ids=" ".join)
def test_what_could_not_be_read_is_said(
    shell: Callable[..., Answer], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """An answer that speaks of all articles counts, on standard error, the files that are not in it."""
    (tmp_path / "library" / "bad.txt").write_bytes(b"\0\1\2" * 100)
    code, out, err = shell(*arguments)
    assert (code, out != "") == (0, True)
    assert "1 file was stepped over; `variorum check` says why.\n" in err
    (tmp_path / "library" / "worse.txt").write_bytes(b"\0\1\3" * 100)
    assert "2 files were stepped over" in shell(*arguments)[2]
    assert "stepped over" not in shell("show", "001")[2]


def test_each_quotation_names_its_article(shell: Callable[..., Answer]) -> None:
    """Quotations of several articles stand on a line each, with the article's id."""
    lines = shell("quotes", "001", "003")[1].splitlines()
    assert {line[:3] for line in lines} == {"001", "003"}
    assert all(line.endswith("”") for line in lines)


def test_a_comparison_prints_passages_and_differences(shell: Callable[..., Answer]) -> None:
    """Word for word once, edited on both sides with the words that differ between brackets, the rest folded."""
    _, out, _ = shell("compare", "001", "002")
    assert "= A B  Talks between the two sides have increased in recent months" in out
    assert "Beijing’s ⟦growing⟧ aggressiveness" in out
    assert "in this account only (--all prints them)" in out
    assert "\x1b" not in out
    assert len(shell("compare", "001", "002", "--all")[1].splitlines()) > len(out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "entries"), [(("show", "002"), 1), (("compare", "001", "002"), 2), (("quotes", "001", "003"), 2)]
)
def test_articles_and_quotations_are_cited_for_reference_managers(
    shell: Callable[..., Answer], arguments: tuple[str, ...], entries: int
) -> None:
    """CSL-JSON, BibTeX and RIS of the articles meant; `quotes` adds what is said in them, with its speaker."""
    csl, bib, ris = (shell(*arguments, "--as", form)[1] for form in ("csl", "bib", "ris"))
    assert [len(json.loads(csl)), bib.count("\n}\n"), ris.count("ER  - ")] == [entries] * 3
    quoting = arguments[0] == "quotes"
    assert [("— Matthew Miller" in told) for told in (csl, bib, ris)] == [quoting] * 3


def test_notes_are_cited_for_reference_managers(shell: Callable[..., Answer]) -> None:
    """Each article with the passages the notes are on, and what they say of them."""
    shell("notes", "add", "002", "--quote", "butted heads", "-m", "AP phrase")
    (item,) = json.loads(shell("notes", "export", "--to", "csl")[1])
    assert item["note"].splitlines()[-1] == "“butted heads” (¶ 1) AP phrase"
    assert "butted heads" in shell("notes", "export", "--to", "bib")[1]
    assert "N1  - “butted heads” (¶ 1) AP phrase\r\n" in shell("notes", "export", "--to", "ris")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("notes", "merge", "/no/such/file.yaml"), 2, "/no/such/file.yaml: no such file or directory; name a file"),
        (("notes", "format", "/no/such/file.yaml"), 2, "/no/such/file.yaml: no such file or directory; name a file"),
        (("notes", "import", "/no/such/file.json"), 2, "/no/such/file.json: no such file or directory; name a file"),
        (("notes", "import", str(next(SEEDS.glob("*.txt")))), 2, "1:1: this is not JSON"),
        (("notes", "export", "--kind", "claim"), 1, ""),
        (("notes", "list", "--kind", "claim"), 1, ""),
        (("notes", "undo"), 1, "There is nothing to undo."),
        (("versions", "http://example.org/a"), 1, ""),
        (("notes", "import", "/"), 2, "/: a folder stands in its place; name a file"),
        (("add", "no-such-list.txt"), 2, "no such file or directory"),
        (("add", "ftp://example.org/a"), 2, "ftp://example.org/a: it is no address that can be fetched; write http://"),
        (("shelf", "001", "--tag", ""), 2, "A tag has at least one letter; write --tag WORD."),
        (("related", "001", "--paragraph", "999"), 2, ": there is no paragraph 999; name one from 1 to"),
        (
            ("--library", "ftp://example.org/a", "list"),
            2,
            "ftp://example.org/a: this is no address of an archive;",
        ),
        (
            ("archive", "push", "no-such-folder", "http://127.0.0.1:1/a"),
            2,
            "no-such-folder: there is no such folder;",
        ),
        (("completion", "tags"), 1, ""),
        (("notes", "check"), 0, ""),
    ],
    ids=str,
)
def test_exit_codes_of_other_commands(
    shell: Callable[..., Answer], arguments: tuple[str, ...], code: int, said: str
) -> None:
    """What can't be read or fetched could not run; what finds nothing is 1; a check without findings is 0."""
    found, _, err = shell(*arguments)
    assert found == code
    assert said in err
    assert "Traceback" not in err


def test_the_help_of_the_program_needs_no_options_of_commands() -> None:
    """What is made for ``--help`` alone prints what the whole table prints."""
    assert parser("").format_help() == parser().format_help()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (b"c\xff\xfe.txt", "c\udcff\udcfe.txt"),
        (b"50%25.txt", "50%25.txt"),
        (b"50%E9.txt", "50%E9"),
        (b"-d.txt", "-d.txt"),
    ],
    ids=str,
)
def test_an_article_is_named_as_its_file_is_called(
    shell: Callable[..., Answer], tmp_path: Path, name: bytes, typed: str
) -> None:
    """A shell completes the name of a file: it is understood where the id is written in another way."""
    (tmp_path / "library" / os.fsdecode(name)).write_text("Cod feeds Hull, says the mayor of Hull.\n", "utf-8")
    code, out, err = shell("show", "--json", "--", typed)

    assert (code, err, json.loads(out)["text"]) == (0, "", "Cod feeds Hull, says the mayor of Hull.\n")


def test_two_dashes_are_a_value_behind_an_equals_sign(shell: Callable[..., Answer]) -> None:
    """As in Python from 3.13 on; before, argparse made an empty list of them."""
    assert shell("shelf", "001", "--tag=--")[0] == 0
    assert json.loads(shell("shelf", "001", "--json")[1])[0]["tags"] == ["--"]
    assert "“--” is no whole number" in shell("search", "x", "--limit=--")[2]
    assert "there is no “--”; there are relevance" in shell("search", "x", "--sort=--")[2]


@pytest.mark.parametrize(("letters", "told"), [(299, 299), (300, 201), (5000, 201)])
def test_of_a_long_argument_as_much_is_told_as_tells_which(
    shell: Callable[..., Answer], letters: int, told: int
) -> None:
    """200 letters and a sign that more were there, from 300 on."""
    quoted = shell("show", "a" * letters)[2].removeprefix("No article “").partition("”")[0]
    assert (len(quoted), quoted[200:] == "…") == (told, letters >= 300)


def test_of_a_long_name_both_ends_are_told(shell: Callable[..., Answer]) -> None:
    """No path is as long."""
    err = shell("notes", "import", "/" + "a" * 1100)[2]
    assert err == f"/{'a' * 199}…{'a' * 59}: file name too long; name a file that can be read.\n"


def test_an_export_that_can_not_be_written_names_its_file(shell: Callable[..., Answer]) -> None:
    """With the cure."""
    shell("notes", "add", "001", "-m", "Whose words?")
    told = shell("notes", "export", "-o", "/dev/full")
    assert told == (2, "", "/dev/full could not be saved: the disk is full; free some space and save again.\n")


@pytest.mark.parametrize("form", ["--json", "--plain"])
def test_a_page_that_could_not_be_added_is_told_in_every_form(shell: Callable[..., Answer], form: str) -> None:
    """On standard error, with exit code 2; the answer has it too."""
    code, out, err = shell("add", "no-such-list", form)
    assert (code, err) == (
        2,
        "no-such-list: it can't be read: no such file or directory; name an address (https://…) or a file with some.\n",
    )
    assert "no such file or directory" in out


@pytest.mark.parametrize("name", ["\udcff\udcfe", "http://a.example/\udcff?b=\udcff"])
def test_an_address_of_broken_bytes_has_no_versions(shell: Callable[..., Answer], name: str) -> None:
    """An address with broken bytes is looked for like any other."""
    assert shell("versions", name) == (1, "", "")
