"""Taking a comparison out of the program: copied rows with their sources, reports, shell commands.

Existing files are never overwritten.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from index import Cited, cite

from ..frame.file_prompt import ask_export, file_name
from .accounts import labels

if TYPE_CHECKING:
    from ..frame.file_prompt import Forms
    from ..session.session import Session, Verbs
    from .compared import Compared
    from .comparison_view import ComparisonView


class ComparisonOutput:
    """Copies and exports what ``view`` shows."""

    def __init__(self, session: Session, view: ComparisonView) -> None:
        self._session, self._view = session, view
        self.verbs: Verbs = {
            "copy": self.copy,
            "copy_cited": self.copy,
            "copy_command": self.copy_command,
            "export": self.ask_export,
        }

    def copy(self) -> None:
        """Copy the row, or the selected rows, each account with its source."""
        passages, rows = self._view.passages, self._view.chosen_rows
        if passages is None or not rows:
            self._session.refuse("There is no row here.")
            return
        told = [
            cite(passages.passage(row, place).text, Cited.of(article))
            for row in rows
            for place, article in enumerate(self._view.articles)
            if passages.rows[row].cells[place] is not None
        ]
        self._session.copy("\n".join(told), f"{len(rows)} row{'s' if len(rows) > 1 else ''} with sources")

    def copy_command(self) -> None:
        """Copy the shell command that prints this comparison."""
        compared = self._view.compared
        if compared is not None:
            self._session.copy_command("compare", [("include", id) for id in compared.included], compared.asked)

    def ask_export(self) -> None:
        """Ask for a file and write the comparison to it."""
        compared = self._view.compared
        if compared is not None:
            name = f"{file_name(labels(compared.comparison))}.html"
            ask_export(self._session, "Write the comparison to", name, report_forms(compared))


def report_forms(compared: Compared) -> Forms:
    """Return the functions that make each format of a comparison's report, by file suffix."""
    from index import REFERENCES, Reference, references, to_html, to_json, to_markdown  # noqa: PLC0415 only an export needs them

    comparison, articles = compared.comparison, compared.articles
    cited = [Reference(Cited.of(article)) for article in articles]
    return {
        ".md": lambda: to_markdown(comparison, articles),
        ".html": lambda: to_html(comparison, articles),
        ".json": lambda: json.dumps(to_json(comparison), ensure_ascii=False, indent=2) + "\n",
        **{f".{form}": partial(references, form, cited) for form in REFERENCES},
    }
