"""The table of actions: id, keys, label, help, screens, place in the hint line. Everything else derives from it.

Must not import Textual or Rich. Nothing is done here: a screen's parts have the verbs.
"""

from __future__ import annotations

from typing import Final, NamedTuple

LIBRARY: Final = "library"
READER: Final = "reader"
COMPARE: Final = "compare"
NOTES: Final = "notes"
STORIES: Final = "stories"
TABS: Final = ((LIBRARY, "Library"), (READER, "Read"), (COMPARE, "Compare"), (NOTES, "Notes"), (STORIES, "Stories"))
"""The screens with a tab, in the order of the number keys."""

MOVING, FINDING, ARTICLES, COMPARING, NOTING, SHOWING, PROGRAM = GROUPS = (
    "Moving",
    "Finding",
    "Articles",
    "Comparing",
    "Notes",
    "Showing",
    "Program",
)
"""The groups of actions, in the key help and in the table of docs/keys.md."""


class Action(NamedTuple):
    """Something a reader can do on some screens.

    ``keys`` are key names a terminal can send (empty: only in palette and help); names separated by blanks are typed in
    sequence. ``footer`` is the rank in the hint line, 1 first; 0 keeps the action out of it.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    screens: tuple[str, ...]
    footer: int = 0


def _row(name: str, keys: str, label: str, sentence: str, group: str, screens: str, footer: int = 0) -> Action:
    """Make a row of the table; the keys of a sequence are joined by ``_`` here."""
    return Action(
        name, tuple(_typed(key) for key in keys.split()), label, sentence, group, tuple(screens.split()), footer
    )


def _typed(key: str) -> str:
    first, joined, rest = key[:-1].partition("_")
    return f"{first} {rest}{key[-1]}" if joined else key


_BOTH = f"{LIBRARY} {READER}"
_ALL = f"{LIBRARY} {READER} {COMPARE} {NOTES} {STORIES}"
_LISTS = f"{LIBRARY} {NOTES} {STORIES}"
_ON_NOTES = f"{READER} {COMPARE} {NOTES}"
_FORWARD = "ctrl+w_w ctrl+w_ctrl+w ctrl+w_j ctrl+w_l"
_BACKWARD = "ctrl+w_W ctrl+w_p ctrl+w_k ctrl+w_h"

ACTIONS: Final[tuple[Action, ...]] = (
    _row("open", "enter", "read", "Read this article, landing on the hit.", ARTICLES, LIBRARY, 1),
    _row("act", "enter", "unfold", "Open the fold here, or the other account of this paragraph.", ARTICLES, READER),
    _row("down", "j down g_j", "down", "Go one row or line down.", MOVING, _ALL),
    _row("up", "k up g_k", "up", "Go one row or line up.", MOVING, _ALL),
    _row("top", "g_g home", "top", "Go to the first row or line.", MOVING, _ALL),
    _row("bottom", "G end", "bottom", "Go to the last row or line.", MOVING, _ALL),
    _row("read_on", "space", "page", "Read on: a page down.", MOVING, READER, 1),
    _row("page_down", "pagedown ctrl+f", "page down", "Go a page down.", MOVING, _ALL),
    _row("page_up", "pageup ctrl+b", "page up", "Go a page up.", MOVING, _ALL),
    _row("half_page_down", "ctrl+d d", "half down", "Go half a page down.", MOVING, _ALL),
    _row("half_page_up", "ctrl+u", "half up", "Go half a page up.", MOVING, _ALL),
    _row("scroll_down", "ctrl+e", "scroll down", "Scroll a line down; the cursor stays where it can.", MOVING, _ALL),
    _row("scroll_up", "ctrl+y", "scroll up", "Scroll a line up; the cursor stays where it can.", MOVING, _ALL),
    _row("cursor_middle", "z_z z_.", "to middle", "Scroll the cursor to the middle of the screen.", MOVING, _ALL),
    _row("cursor_top", "z_t z_enter", "to top", "Scroll the cursor to the top of the screen.", MOVING, _ALL),
    _row("cursor_bottom", "z_b z_-", "to bottom", "Scroll the cursor to the bottom of the screen.", MOVING, _ALL),
    _row("screen_top", "H", "screen top", "Go to the first row on the screen.", MOVING, _LISTS),
    _row("screen_middle", "M", "middle", "Go to the middle row on the screen.", MOVING, f"{_LISTS} {COMPARE}"),
    _row("screen_bottom", "L", "screen end", "Go to the last row on the screen.", MOVING, f"{LIBRARY} {STORIES}"),
    _row("pane_left", "h left", "pane left", "Go to the pane on the left: preview, list, facets.", MOVING, LIBRARY),
    _row("pane_right", "l right", "pane right", "Go to the pane on the right: facets, list, preview.", MOVING, LIBRARY),
    _row("caret_left", "h left", "left", "Move the caret one character left.", MOVING, READER),
    _row("caret_right", "l right", "right", "Move the caret one character right.", MOVING, READER),
    _row("word_left", "b ctrl+left B", "word left", "Move the caret to the word before.", MOVING, READER),
    _row("line_start", "0 ^", "line start", "Move the caret to the start of the line.", MOVING, READER),
    _row("line_end", "$ g__", "line end", "Move the caret to the end of the line.", MOVING, READER),
    _row("word_right", "w ctrl+right W", "word right", "Move the caret to the next word.", MOVING, READER),
    _row("to_sign", "f", "to letter", "Move the caret to the letter typed next, in this paragraph.", MOVING, READER),
    _row("next_sign", ";", "letter again", "Move the caret to that letter again.", MOVING, READER),
    _row("previous_sign", "comma", "letter before", "Move the caret back to that letter.", MOVING, READER),
    _row("jump_label", "g_w", "jump", "Show a letter beside each paragraph; typing it goes there.", MOVING, READER),
    _row("sentence_back", "(", "sentence up", "Move the caret to the sentence before.", MOVING, READER),
    _row("sentence_on", ")", "sentence down", "Move the caret to the next sentence.", MOVING, READER),
    _row("paragraph_back", "{", "paragraph up", "Move the caret to the paragraph before.", MOVING, READER),
    _row("paragraph_on", "}", "paragraph", "Move the caret to the next paragraph.", MOVING, READER, 4),
    _row("next_pane", f"tab {_FORWARD}", "next pane", "Go to the next pane.", MOVING, _ALL),
    _row("previous_pane", f"shift+tab {_BACKWARD}", "pane before", "Go to the pane before.", MOVING, _ALL),
    _row("search", "/", "search", "Search the collection, as you type.", FINDING, LIBRARY, 3),
    _row("find", "/", "find", "Find words in this article.", FINDING, READER, 2),
    _row("next_hit", "n", "next hit", "Go to the next hit in this article.", FINDING, _BOTH, 6),
    _row("previous_hit", "N", "hit before", "Go to the hit before.", FINDING, _BOTH),
    _row("word_on", "*", "this word", "Find the word at the caret, further on in this article.", FINDING, READER),
    _row("word_before", "#", "word before", "Find the word at the caret, before it in this article.", FINDING, READER),
    _row("filter", "f", "facets", "Filter by outlet, author, tag, month, mark or saved search.", FINDING, LIBRARY, 4),
    _row("sort", "S", "sort", "Choose the order of the list.", FINDING, LIBRARY, 9),
    _row("save_search", "W", "save search", "Save this search under a name, or forget it.", FINDING, LIBRARY),
    _row("next_article", "J", "next article", "Read the next article of the list.", ARTICLES, READER, 5),
    _row("previous_article", "K", "article before", "Read the article before it in the list.", ARTICLES, READER),
    _row("compare", "c", "compare", "Lay the marked, or this story's accounts, side by side.", COMPARING, _BOTH, 3),
    _row("compare_nearest", "C", "nearest", "Lay this and the account nearest to it side by side.", COMPARING, _BOTH),
    _row("compare_versions", "=", "versions", "Lay two versions of this page side by side.", COMPARING, READER),
    _row("open_passage", "enter", "read here", "Open the fold, else read this account here.", COMPARING, COMPARE, 6),
    _row("open_story", "enter c", "compare", "Compare this story, or read its account.", COMPARING, STORIES, 1),
    _row("find_stories", "/", "find", "Find stories by words of headlines and outlets.", FINDING, STORIES, 3),
    _row("sort_stories", "S", "sort", "Choose the order of the stories.", FINDING, STORIES, 9),
    _row("mark_story", "space", "mark", "Mark this story, or take the mark off, and go down.", COMPARING, STORIES, 2),
    _row("join_stories", "J", "join", "Make one story of the marked stories and articles.", COMPARING, STORIES, 4),
    _row("take_account_out", "x", "take out", "Take an account out of this story.", COMPARING, STORIES, 6),
    _row("forget_decisions", "", "regroup", "Let the program group this story again.", COMPARING, STORIES),
    _row("join", "J", "join", "Make one story of the marked articles and their stories.", COMPARING, LIBRARY, 15),
    _row("take_out", "x", "take out", "Take this article, or the marked, out of its story.", COMPARING, LIBRARY, 15),
    _row("side_left", "h left", "left", "Choose the account on the left.", COMPARING, COMPARE),
    _row("side_right", "l right", "right", "Choose the account on the right.", COMPARING, COMPARE),
    _row("next_difference", "n", "next diff", "Go to the next row that differs.", COMPARING, COMPARE, 1),
    _row("previous_difference", "N", "diff before", "Go to the difference before.", COMPARING, COMPARE),
    _row("next_flag", "!", "next flag", "Go to the next row whose accounts do not agree.", COMPARING, COMPARE, 3),
    _row("previous_flag", "#", "flag before", "Go to the row before whose accounts do not agree.", COMPARING, COMPARE),
    _row("next_one_sided", "}", "only one", "Go to the next run that one account tells alone.", COMPARING, COMPARE),
    _row("previous_one_sided", "{", "only one before", "Go to the run before told by one alone.", COMPARING, COMPARE),
    _row("open_all", ".", "open all", "Open what one account tells alone, or fold it again.", COMPARING, COMPARE, 2),
    _row("fold_same", "=", "fold same", "Fold what is the same in all accounts, or show it.", COMPARING, COMPARE, 2),
    _row("quotations", '"', "quotes", "Show only rows with quotations, or all.", COMPARING, COMPARE, 4),
    _row("differing", "f", "differing", "Show only rows that differ, or all.", COMPARING, COMPARE, 5),
    _row("words", "w", "words", "Mark the words that differ, or not.", COMPARING, COMPARE, 10),
    _row("lead", "x", "lead", "Have the rows follow the account on this side.", COMPARING, COMPARE, 7),
    _row("matrix", "m", "matrix", "Show who tells what, or the wordings in columns.", COMPARING, COMPARE, 3),
    _row("facts", "F", "facts", "Show which account names whom, and which figures; or leave.", COMPARING, COMPARE, 6),
    _row("bring_in", "space", "add", "Bring in what was set aside or is marked.", COMPARING, COMPARE, 8),
    _row("select_rows", "v V", "select rows", "Select rows; again to stop.", COMPARING, COMPARE, 15),
    _row("find_rows", "/", "find", "Show the rows that hold some words.", COMPARING, COMPARE, 9),
    _row("export", "E", "export", "Write the comparison as a report, JSON or citations.", COMPARING, COMPARE, 14),
    _row("mark", "space", "mark", "Mark this article, or take the mark off, and go down.", ARTICLES, LIBRARY, 2),
    _row("clear_marks", "X", "clear marks", "Take all marks off.", ARTICLES, _LISTS),
    _row("star", "s", "star", "Put a star on this article, or take it off.", ARTICLES, _BOTH, 7),
    _row("tag", "t", "tag", "Change the tags of this article.", ARTICLES, _BOTH, 8),
    _row("toggle_read", "r", "read/unread", "Call this article read, or unread.", ARTICLES, _BOTH, 10),
    # Twice, since in vim and less `m` and a letter set a mark: that letter must not run its own action.
    _row("bookmark", "m_m", "bookmark", "Set a bookmark at this paragraph, or take it away.", ARTICLES, READER, 9),
    _row("next_unread", "U", "next unread", "Go to the next unread article of the list.", ARTICLES, _BOTH),
    _row("read_all", "", "mark all read", "Call all articles of the list read; undo takes it back.", ARTICLES, LIBRARY),
    _row("places", "'", "places", "Go to a bookmark or a place you read lately.", ARTICLES, _BOTH, 14),
    _row("recent", "O", "recent", "Open again what you read or compared lately, also days ago.", ARTICLES, _ALL),
    _row("select_sentence", "v", "select", "Select by sentences; again to stop.", ARTICLES, READER, 3),
    _row("select_character", "V", "select letters", "Select by characters; again to stop.", ARTICLES, READER),
    _row("annotate", "a", "annotate", "Write a note here: on the article, the passage, the row.", NOTING, _ALL, 5),
    _row("highlight", "H", "highlight", "Mark the passage without words.", NOTING, f"{READER} {COMPARE}"),
    _row("edit_note", "e", "edit note", "Change the note here.", NOTING, _ON_NOTES, 9),
    _row("edit_outside", "ctrl+x_ctrl+e", "edit outside", "Change the note here in $EDITOR.", NOTING, _ON_NOTES),
    _row("delete_note", "D delete", "delete note", "Move this note to the trash; undo restores it.", NOTING, _ON_NOTES),
    _row("note_kind", "T", "kind", "Choose the kind of the note here.", NOTING, _ON_NOTES),
    _row("tag_note", "t", "tag", "Change the tags of the note here.", NOTING, f"{COMPARE} {NOTES}", 8),
    _row("link", "L", "link", "Link the note here with another one, or no longer.", NOTING, _ON_NOTES),
    _row("reply", "i", "reply", "Answer the note here.", NOTING, _ON_NOTES),
    _row("next_note", "]", "next note", "Go to the next note.", NOTING, f"{READER} {COMPARE}"),
    _row("previous_note", "[", "note before", "Go to the note before.", NOTING, f"{READER} {COMPARE}"),
    _row("go_passage", "enter", "go there", "Read the passage the note is on.", NOTING, NOTES, 1),
    _row("find_notes", "/", "find", "Search the notes, as you type.", NOTING, NOTES, 2),
    _row("filter_notes", "f", "filter", "Choose notes by kind, tag, author, state, date, article.", NOTING, NOTES, 4),
    _row("sort_notes", "S", "sort", "Choose the order of the notes.", NOTING, NOTES, 12),
    _row("mark_note", "space", "mark", "Mark this note, or take the mark off, and go down.", NOTING, NOTES, 10),
    _row("accept_guess", "A", "accept guess", "Take the best guess for where the passage is now.", NOTING, NOTES, 5),
    _row("pick_anew", "P", "pick anew", "Choose the passage of this note anew, in its article.", NOTING, NOTES, 6),
    _row("keep_whole", "x", "whole article", "Keep this note on its whole article.", NOTING, NOTES, 7),
    _row("export_notes", "E", "export", "Write the marked notes, else those listed, to a file.", NOTING, NOTES, 11),
    _row("row_notes", "p", "notes", "Show or hide the notes of this row.", SHOWING, COMPARE, 11),
    _row("note_detail", "p", "detail", "Show or hide the note in full.", SHOWING, NOTES, 13),
    _row("story_accounts", "p", "accounts", "Show or hide the accounts of the story.", SHOWING, STORIES, 7),
    _row("copy", "y", "copy", "Copy title and URL, or the selection or sentence in the reader.", ARTICLES, _ALL, 12),
    _row("copy_cited", "Y", "copy cited", "Copy with the citation: title, outlet, byline, date, URL.", ARTICLES, _ALL),
    _row("copy_command", "", "copy as command", "Copy what this screen shows as a shell command.", ARTICLES, _ALL),
    _row("browse", "o g_x", "open", "Open the article's URL in the browser.", ARTICLES, _ALL, 13),
    _row("pipe", "|", "pipe", "Send the article to $PAGER or a command of yours.", ARTICLES, _ALL),
    _row("preview", "p", "preview", "Show or hide the preview.", SHOWING, LIBRARY, 11),
    _row("aside", "p", "details", "Show or hide the column about this article.", SHOWING, READER, 11),
    _row("furniture", "F", "furniture", "Unfold what stands around the article, or fold it.", SHOWING, READER, 15),
    _row("narrower", "-", "narrower", "Make the lines shorter.", SHOWING, READER),
    _row("wider", "+", "wider", "Make the lines longer.", SHOWING, READER),
    _row("pane_smaller", "< ctrl+w_<", "pane smaller", "Make the side panes smaller.", SHOWING, _BOTH),
    _row("pane_larger", "> ctrl+w_>", "pane larger", "Make the side panes larger.", SHOWING, _BOTH),
    _row("plain_quotes", "", "plain quotes", "Show curly quotes as plain ones, or as they stand.", SHOWING, READER),
    _row("justify", "", "justify", "Spread lines to the full measure, or leave them ragged.", SHOWING, READER),
    _row("zen", "z_e ctrl+w_o", "zen", "Show nothing but the text, or the list, or all again.", SHOWING, _ALL, 16),
    _row("theme", "", "theme", "Choose a theme, seen as you choose.", SHOWING, _ALL),
    _row("go_library", "1", "Library", "Go to the Library.", PROGRAM, _ALL),
    _row("go_reader", "2", "Read", "Go to the article read last.", PROGRAM, _ALL),
    _row("go_compare", "3", "Compare", "Go to the comparison made last.", PROGRAM, _ALL),
    _row("go_notes", "4", "Notes", "Go to all notes.", PROGRAM, _ALL),
    _row("go_stories", "5", "Stories", "Go to the stories that several accounts tell.", PROGRAM, _ALL),
    _row("back_place", "ctrl+o alt+left", "back", "Go back to where you came from.", MOVING, _ALL),
    _row("forward_place", "alt+right", "forward", "Go forward again.", MOVING, _ALL),
    _row("undo", "u", "undo", "Undo the last change of a mark, tag, note or story.", PROGRAM, _ALL, 17),
    _row("redo", "ctrl+r", "redo", "Do again what was undone.", PROGRAM, _ALL),
    _row("rescan", "R", "re-scan", "Look through the folder for new and changed files.", PROGRAM, _ALL, 18),
    _row("rebuild", "", "rebuild index", "Build the index of this library anew.", PROGRAM, LIBRARY),
    _row("problems", "", "problems", "List what is wrong with files, settings and the cache.", PROGRAM, LIBRARY),
    _row("record", "Q", "record", "Record the keys that follow under a letter; again to end.", PROGRAM, _ALL),
    _row("replay", "@", "play", "Play the keys recorded under a letter; a number before it: so often.", PROGRAM, _ALL),
    _row("palette", ": ctrl+p", "commands", "Find any command or article by typing.", PROGRAM, _ALL, 19),
    _row("help", "? f1", "keys", "Search the keys of this screen; Enter runs one.", PROGRAM, _ALL, 99),
    _row("leave", "escape", "leave", "Call off a comparison; leave a box, a selection, a search.", PROGRAM, _ALL),
    _row("back", "q", "back", "Go one step back; from the list of all articles, quit.", PROGRAM, _ALL, 20),
    _row("suspend", "ctrl+z", "suspend", "Stop and go back to the shell; `fg` there goes on.", PROGRAM, _ALL),
    _row("redraw", "ctrl+l", "redraw", "Paint the screen anew, after another program wrote over it.", PROGRAM, _ALL),
    _row("quit", "ctrl+q Z_Z Z_Q", "quit", "Quit from anywhere.", PROGRAM, _ALL),
)  # fmt: skip


ELSEWHERE: Final = {
    "b": "page_up",
    "H": "top",
    "M": "half_page_down",
    "L": "bottom",
    "^": "top",
    "$": "bottom",
    "0": "top",
    "w": "page_down",
    "e": "down",
    "y": "up",
    "d": "half_page_down",
    "u": "half_page_up",
    "x": "leave",
    "v": "edit_outside",
    "&": "search find find_rows find_notes find_stories",
    "Z": "quit",
    "*": "find",
    "#": "find",
    ",": "previous_hit",
    ";": "next_hit",
    "D": "delete_note",
    "A": "toggle_read",
    "i": "annotate",
    "`": "places",
    "m": "bookmark",
    "g e": "word_left up",
    "g i": "annotate",
    "g v": "select_sentence select_rows",
    "g d": "word_on find",
    "g ;": "places back_place",
    "z a": "act open_passage",
    "z o": "act open_passage",
    "z c": "act open_passage",
    "z R": "furniture open_all",
    "z M": "furniture fold_same",
    "ctrl+w c": "preview aside row_notes note_detail story_accounts",
    "ctrl+w q": "preview aside row_notes note_detail story_accounts",
    "Q": "quit",
    "+": "down",
    "-": "up",
    "s": "sort",
    "E": "word_right",
    "!": "pipe",
    "backspace": "caret_left up",
    "f5": "rescan",
    "ctrl+g": "aside help",
    "ctrl+j": "down",
    "ctrl+k": "up",
    "ctrl+n": "down",
    "ctrl+t": "back_place",
    "ctrl+v": "select_character select_rows page_down",
    "ctrl+right_square_bracket": "act open_passage open open_story go_passage",
    "ctrl+circumflex_accent": "recent",
}
"""What keys do in vim, less and newsboat, by the ids of the actions here; the first one the screen has counts."""

AWAITING: Final = frozenset("\"'`mrcftFT[]")
"""Keys that take another key as argument in vim. Where one is unbound, the key typed right after it is ignored too."""


COMMANDS: Final = {
    "quit": "q q! qa qa! qall quit! wq wq! wqa x x! xa exit",
    "help": "h help keys",
    "rescan": "e! edit! reload",
    "next_article": "n next bn bnext",
    "previous_article": "p prev bp bprevious",
    "recent": "ls buffers files browse",
    "places": "marks jumps",
    "theme": "colo colorscheme",
    "compare": "diffthis diffsplit vs sp",
    "pipe": "!",
    "zen": "on only",
    "copy": "y yank",
}
"""Commands typed after `:` in vim and less, by the id of the action here."""

TOLD: Final = (
    ("w w! wa up update write", "saved", "Notes, marks and places are saved as you make them."),
    ("set se setlocal", "settings", "`variorum config show` names the file of settings, and what is in force."),
    ("noh nohl nohlsearch", "highlights", "esc takes the marks of a search away."),
    ("reg registers di display", "registers", "What is copied goes to the terminal's clipboard."),
    ("s/ %s/ g/ d", "articles", "Articles are never changed; e changes the note here."),
)
"""Such commands without an action here: the commands, the name shown, and the sentence given instead."""


class Keymap(NamedTuple):
    """The actions with the keys in effect: the table's own, or the reader's."""

    actions: tuple[Action, ...] = ACTIONS

    def on(self, screen: str) -> tuple[Action, ...]:
        """Return the actions of a screen, in the table's order."""
        return tuple(action for action in self.actions if screen in action.screens)

    def hints(self, screen: str) -> tuple[Action, ...]:
        """Return the actions of a screen's hint line, most useful first; each has a key."""
        shown = (action for action in self.on(screen) if action.footer and action.keys)
        return tuple(sorted(shown, key=lambda action: action.footer))

    def instead(self, key: str, screen: str) -> Action | None:
        """Return the action here for what a key does in vim, less or newsboat, ``None`` if unknown."""
        here = {action.id: action for action in self.on(screen) if action.keys}
        names = ELSEWHERE.get(key) or ELSEWHERE.get(key[:1] if key[:1] in AWAITING else "", "")
        return next((here[id] for id in names.split() if id in here), None)

    def action(self, name: str) -> Action:
        """Return the action with this id; raises ``KeyError``."""
        for action in self.actions:
            if action.id == name:
                return action
        raise KeyError(name)


_SHOWN: Final = {
    "enter": "⏎",
    "space": "␣",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "⌫",
    "delete": "Del",
    "comma": ",",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
    "backslash": "\\",
    "underscore": "_",
}


def shown(key: str, *, ascii_only: bool = False) -> str:
    """Return a key as people write it: ``^p`` for ``ctrl+p``, ``⏎`` for ``enter``, ``Z Z`` for a sequence."""
    if len(key) > 1 and " " in key:
        return " ".join(shown(part, ascii_only=ascii_only) for part in key.split())
    modifier, plus, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    if name[:1] == "f" and name[1:].isdigit():
        name = name.upper()
    name = name if ascii_only else _SHOWN.get(name, name)
    if modifier == "ctrl" and len(name) == 1 and not ascii_only:
        return f"^{name}"
    return f"{modifier}{plus}{name}"
