"""The strict reader: what it accepts, what it refuses and where it says the trouble is."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from unittest import mock

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index.errors import YamlError
from index.files.yaml import yaml_events
from index.files.yaml.strict_yaml import decode, load, load_mapping
from index.files.yaml.yaml_nodes import Node, YamlList, YamlMapping
from tests.counting import lines

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]
SIGNS = st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,?<~ \t\n\r\x85\u2028é\\\\uUxD801.", max_size=60)
HOSTILE = [
    ("key given twice", b"a: 1\nb: 2\na: 3\n", 3, 1),
    ("key given twice in flow style", b"x: {a: 1, a: 2}\n", 1, 11),
    ("anchor", b"a: &x 1\n", 1, 4),
    ("anchor on a list", b"a: &x [1]\n", 1, 4),
    ("alias", b"a: 1\nb: *x\n", 2, 4),
    ("core tag", b"a: !!int 3\n", 1, 4),
    ("python tag", b"a: !!python/object/apply:os.system [ls]\n", 1, 4),
    ("binary", b"a: !!binary aGk=\n", 1, 4),
    ("set", b"!!set {a, b}\n", 1, 1),
    ("lone tag", b"a: ! x\n", 1, 4),
    ("merge key", b"x:\n  <<: {a: 1}\n", 2, 3),
    ("second document", b"a: 1\n---\nb: 2\n", 2, 1),
    ("deep flow", b"[" * 200_000, 1, 17),
    ("deep block", b"- " * 200_000, 1, 33),
    ("deep mapping", b"{a: " * 100_000, 1, 65),
    ("deep flow, a little more than libyaml bears", b"[" * 1001, 1, 17),
    ("deep flow of words", b"[a, " * 1200, 1, 65),
    ("deep flow on a later line", b"a: 1\nb: " + b"{a: [" * 600, 2, 43),
    ("deep steps", b"\n".join(b" " * step + b"a:" for step in range(1100)), 17, 17),
    ("deep before a reserved sign", b"[" * 20 + b"@", 1, 17),
    ("deep before an unknown escape", b"[" * 20 + b'"abc\\q"', 1, 17),
    ("key given twice before a reserved sign", b"{a: 1, a: 2, @}\n", 1, 8),
    ("list as key", b"? [a]\n: b\n", 1, 3),
    ("mapping as key", b"{a: 1}: b\n", 1, 1),
    ("NUL", b"a: 1\nb: \x00\n", 2, 4),
    ("escape sequence", b"a: \x1b[31m\n", 1, 4),
    ("C1 control", "a: \x9b\n".encode(), 1, 4),
    ("byte order mark inside", "a: x\ufeff\n".encode(), 1, 5),
    ("not a character", "a: \ufffe\n".encode(), 1, 4),
    ("Latin-1", b"a: 1\nb: caf\xe9\n", 2, 7),
    ("UTF-16", "a: 1\n".encode("utf-16"), 1, 1),
    ("surrogate", b"a: \xed\xa0\x80\n", 1, 4),
    ("column after accents", "é: naïve: x\n".encode(), 1, 9),
    ("tab for indentation", b"a:\n\tb: 1\n", 2, 1),
    ("open quotation mark", b"a: 'x\nb: 1\nc: 2\n", 1, 4),
    ("open bracket", b"a: 1\nb: [1, 2\n", 2, 4),
    ("conflict", b"a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n", 2, 1),
    ("reserved sign", b"a: @b\n", 1, 4),
    ("unknown escape", b'a: "\\q"\n', 1, 5),
    ("escape of half a pair", b'a: 1\nb: "\\ud83d\\ude00"\n', 2, 7),
    ("escape beyond Unicode", b'a: 1\nb: "\\U00110000"\n', 2, 7),
    ("strange version", b"%YAML 3.0\n---\na: 1\n", 1, 1),
    ("version to come", b"# c\n\n%YAML 1.3\n---\na: 1\n", 3, 1),
    ("version of many digits", b"%YAML 1." + b"1" * 5000 + b"\n---\na: 1\n", 1, 1),
    ("version without a document", b"%YAML 1.2\na: 1\n", 1, 1),
    ("version given twice", b"%YAML 1.2\n%YAML 1.2\n---\na: 1\n", 1, 1),
    ("unknown directive", b"%FOO bar\n---\na: 1\n", 1, 1),
    ("tag directive", b"%TAG ! tag:e.org,2000:\n---\na: 1\n", 1, 1),
    ("nothing after an opening bracket", b"a: 1\nb: [", 2, 5),
    ("half an indentation", b"a:\n    b: 1\n  c: 2\n", 3, 3),
]


@pytest.mark.parametrize(("data", "line", "column"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_refuses_with_place(data: bytes, line: int, column: int) -> None:
    """Each refusal names the line and the column of the mistake."""
    with pytest.raises(YamlError) as refusal:
        load(data, "n.yaml")
    assert (refusal.value.line, refusal.value.column) == (line, column)


@pytest.mark.parametrize("data", [row[1] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_refusal_is_one_sentence_with_a_cure(data: bytes) -> None:
    """A refusal is one line naming the file, and it carries a cure."""
    with pytest.raises(YamlError) as refusal:
        load(data, "n.yaml")
    assert (str(refusal.value).startswith("n.yaml:"), "\n" in str(refusal.value)) == (True, False)
    assert refusal.value.cure != ""


@pytest.mark.parametrize(("data", "line"), [row[1:3] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_refuses_without_libyaml(monkeypatch: pytest.MonkeyPatch, data: bytes, line: int) -> None:
    """Without libyaml, PyYAML's Python parser refuses the same at the same line."""
    monkeypatch.setattr(yaml_events, "_LOADER", yaml.SafeLoader)
    with pytest.raises(YamlError) as refusal:
        load(data, "n.yaml")
    assert refusal.value.line == line


def twice(key: str, first: int) -> str:
    """Return the complaint on a key that is given again."""
    return f"the key “{key}” is given twice (first on line {first})"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\na: 4\n",
            f"3:1: {twice('a', 1)}; line 6: {twice('d', 5)}; line 7: {twice('a', 1)}; remove one.",
        ),
        (
            b"a: &x 1\nb: !!int 2\nb: [c]\n",
            (
                "1:4: anchors (&x) are not allowed; line 2: tags (tag:yaml.org,2002:int) are not allowed; "
                f"line 3: {twice('b', 2)}; mend these lines."
            ),
        ),
        (
            b"a: &x 1\nb: *x\n",
            "1:4: anchors (&x) are not allowed; line 2: aliases (*x) are not allowed; write the value out.",
        ),
        (
            b"a: 1\n" * 6,
            f"2:1: {twice('a', 1)}; " + "".join(f"line {n}: {twice('a', 1)}; " for n in range(3, 7)) + "remove one.",
        ),
        (
            b"a: 1\n" * 8,
            f"2:1: {twice('a', 1)}; "
            + "".join(f"line {line}: {twice('a', 1)}; " for line in range(3, 7))
            + "and 2 more; remove one.",
        ),
        (b"a: 1\na: 2\nb: [\n", f"2:1: {twice('a', 1)}; remove one."),
    ],
)
def test_everything_refused_is_named_at_once(
    monkeypatch: pytest.MonkeyPatch, loader: type, data: bytes, told: str
) -> None:
    """What can be walked past is listed with its lines, five at most; the cure is theirs where they share one."""
    monkeypatch.setattr(yaml_events, "_LOADER", loader)
    with pytest.raises(YamlError) as refusal:
        load(data, "n.yaml")
    assert str(refusal.value) == f"n.yaml:{told}"


@pytest.mark.parametrize("given", ["?\n", "a: 1\n", "a: 1\na: 1\nb: 2\nb: 2\n", "- a: 1\n  a: 2\n"])
def test_keys_given_many_times_cost_no_more_each(given: str) -> None:
    """Four times the keys that are given twice run some four times the lines of code."""

    def load_refused(data: bytes) -> None:
        with pytest.raises(YamlError):
            load(data, "n.yaml")

    def refused(times: int) -> int:
        data = (given * times).encode()
        return lines(lambda: load_refused(data))

    assert refused(400) < 5 * refused(100)


@pytest.mark.parametrize(
    ("data", "loader", "reason"),
    [
        (b"a:\n \tb: 1\n", yaml.CSafeLoader, "a tab can't indent"),
        (b"a:\n \tb: 1\n", yaml.SafeLoader, "a tab can't indent"),
        (b"a: b\tc\n", yaml.SafeLoader, "a tab can't stand here"),
    ],
)
def test_a_tab_is_named_for_what_it_does(
    monkeypatch: pytest.MonkeyPatch, data: bytes, loader: type, reason: str
) -> None:
    """A tab is blamed for indentation only where it indents."""
    monkeypatch.setattr(yaml_events, "_LOADER", loader)
    with pytest.raises(YamlError, match=reason):
        load(data, "n.yaml")


def test_everything_is_text() -> None:
    """No value is interpreted: not the code of Norway, dates, octals, clock times or nothing at all."""
    data = b"country: no\ndate: 2026-11-22\ntime: 12:30:45\noctal: 017\nnull: ~\nempty:\nodd: 2026-13-45\n"
    expected = {
        "country": "no",
        "date": "2026-11-22",
        "time": "12:30:45",
        "octal": "017",
        "null": "~",
        "empty": "",
        "odd": "2026-13-45",
    }
    assert load(data, "n.yaml") == expected


def test_quoted_merge_sign_is_a_key() -> None:
    """Two quoted angle brackets are a key like any other."""
    assert load(b"'<<': x\n", "n.yaml") == {"<<": "x"}


def test_knows_places() -> None:
    """Keys, values and items know where they stand, counted from 1 and in the text's code points."""
    document = load("# é\nkey: value\nlist:\n  - one\n  - two: 2\n".encode(), "n.yaml")
    assert isinstance(document, YamlMapping)
    assert document.key_at("key")[:2] == (2, 1)
    assert document.at("key") == (2, 6, 9, 14)
    items = document["list"]
    assert isinstance(items, YamlList)
    assert [items.at(position)[:2] for position in range(2)] == [(4, 5), (5, 5)]


def test_first_line_shifts_places() -> None:
    """A part of a file that begins further down is named by the file's own lines."""
    with pytest.raises(YamlError) as refusal:
        load(b"a: 1\na: 2\n", "story.md", first_line=2)
    assert str(refusal.value).startswith("story.md:3:1: ")


@pytest.mark.parametrize("version", ["%YAML 1.1", "# c\r\n\n%YAML 1.2  # c"])
def test_the_version_of_yaml_may_be_stated(version: str) -> None:
    """A file may say that it is YAML 1.1 or 1.2; it is read the same."""
    document = load_mapping(f"{version}\n---\na: 50 %YAML\n".encode(), "n.yaml")
    assert (dict(document), document.key_at("a").line) == ({"a": "50 %YAML"}, 3 + version.count("\n"))


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"---\n", b"\xef\xbb\xbf"])
def test_nothing_is_an_empty_mapping(data: bytes) -> None:
    """A file of nothing or of comments holds no keys and is no error."""
    assert load_mapping(data, "n.yaml") == {}


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"- a\n", 1, 1), (b"# c\n\n- a\n", 3, 1), (b"--- [a]\n", 1, 5), (b"just words\n", 1, 1)],
)
def test_mapping_is_demanded(data: bytes, line: int, column: int) -> None:
    """A list, where it begins, or a bare text is refused where keys are expected."""
    with pytest.raises(YamlError, match="expected keys with values") as refusal:
        load_mapping(data, "n.yaml")
    assert (refusal.value.line, refusal.value.column) == (line, column)


@pytest.mark.parametrize(
    ("data", "cure"),
    [
        (b"a: b: c\n", "put a text that holds “: ” in quotes, or mend the indentation"),
        (b"a: [1, 2\nb: 3\n", "close the bracket that was opened here"),
        (b"a: 'x\n", "close the quotation mark or bracket that was opened here"),
        (b"a: @x\n", "put the text in quotes"),
        (b'a: "b" c\n', "mend that line"),
        (b"{[a]: b}\n", "use a word as the key"),
        (b"? [a]\n: b\n", "use a word as the key"),
        (b"a: *x\n", "write the value out"),
    ],
)
def test_the_cure_is_that_of_the_mistake(data: bytes, cure: str) -> None:
    """Each mistake that libyaml reports has a cure."""
    with pytest.raises(YamlError) as refusal:
        load(data, "n.yaml")
    assert refusal.value.cure == cure


def test_byte_order_mark_is_stepped_over() -> None:
    """A byte order mark at the beginning is no part of the first key."""
    assert load(b"\xef\xbb\xbfa: 1\n", "n.yaml") == {"a": "1"}


def test_old_line_breaks_are_characters() -> None:
    """U+0085, U+2028 and U+2029 are characters, as YAML 1.2 has it, and do not count as lines."""
    document = load_mapping("a: x\x85y\u2028\nb: |-\n  p\u2029q\nc: 1\n".encode(), "n.yaml")
    assert (dict(document), document.key_at("c").line) == ({"a": "x\x85y\u2028", "b": "p\u2029q", "c": "1"}, 4)


def test_windows_line_ends_are_read_as_lines() -> None:
    """A file with CRLF reads like one with LF, at the same lines."""
    document = load_mapping(b"a: |-\r\n  x\r\n  y\r\nb: 1\r\n", "n.yaml")
    assert (dict(document), document.key_at("b").line) == ({"a": "x\ny", "b": "1"}, 4)


def test_size_is_capped() -> None:
    """A file beyond the cap is refused before it is decoded, one of just its size is not."""
    assert len(decode(b"#" * 33_554_432, "n.yaml")) == 33_554_432
    with pytest.raises(YamlError, match="larger than 32 MB"):
        load(b"#" * 33_554_433, "n.yaml")


@given(st.binary(max_size=200) | SIGNS.map(str.encode), st.sampled_from(LOADERS))
def test_never_another_exception(data: bytes, loader: type) -> None:
    """Any bytes are read or raise YamlError, no other exception."""
    with mock.patch.object(yaml_events, "_LOADER", loader), contextlib.suppress(YamlError):
        load(data, "n.yaml")


@given(SIGNS)
def test_both_parsers_read_alike(text: str) -> None:
    """What libyaml and PyYAML's own parser both read has the same values."""
    read: list[Node | None] = []
    for loader in LOADERS:
        with mock.patch.object(yaml_events, "_LOADER", loader):
            try:
                read.append(load(text.encode(), "n.yaml"))
            except YamlError:
                read.append(None)
    if None not in read:
        assert read[0] == read[1]


@given(st.recursive(st.text(alphabet="ab0 é", max_size=5), st.lists, max_leaves=8).map(lambda value: [value]))
def test_reads_flow_lists_as_written(value: object) -> None:
    """Nested lists of quoted texts read back as they were written."""
    assert load(str(value).replace("'", '"').encode(), "n.yaml") == value


def test_bomb_kills_no_process() -> None:
    """A depth bomb is a sentence even where a crash of the parser would end the process."""
    code = (
        "from index.errors import YamlError\n"
        "from index.files.yaml.strict_yaml import load\n"
        "steps = b'\\n'.join(b' ' * i + b'a:' for i in range(3000))\n"
        "for bomb in (b'[' * 2_000_000, b'- ' * 2_000_000, b'{' * 2_000_000, b'? ' * 2_000_000, steps):\n"
        "    try:\n        load(bomb, 'n')\n"
        "    except YamlError as refusal:\n        print(refusal.line)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.split(), result.stderr) == (0, ["1", "1", "1", "1", "17"], "")


def test_reader_costs_no_yaml_before_use() -> None:
    """Importing the reader imports no YAML; the first call does."""
    look = "print('yaml' in sys.modules)"
    code = f"import sys, index.files.yaml.strict_yaml as reader; {look}; reader.load(b'a: 1', 'n'); {look}"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "True"]


def test_sixteen_levels_are_read() -> None:
    """Sixteen levels are read, seventeen are not."""
    assert load(b"[" * 16 + b"]" * 16, "n.yaml") != ""
    with pytest.raises(YamlError, match="nested deeper than 16"):
        load(b"[" * 17 + b"]" * 17, "n.yaml")
