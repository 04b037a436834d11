"""How a comparison is shown, as it is kept for the next session and restored there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frame.list_pane import put_at_line, screen_line
from ..session.kept_screens import KeptComparison
from .shown_rows import RowChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..session.jump_history import JumpPlace
    from .compare_screen import CompareScreen


def kept_comparison(screen: CompareScreen) -> KeptComparison:
    """Return how the comparison is shown."""
    view, choice = screen.view, screen.view.choice
    return KeptComparison(
        matrix=view.as_matrix,
        side=view.side,
        line=screen_line(view.pane),
        lead=choice.lead,
        folded=choice.folded,
        whole=choice.whole,
        opened=tuple(sorted(choice.opened)),
        differing=choice.differing,
        quotes=choice.quotes,
        needle=choice.needle,
        plain=not view.table.words,
        notes=bool(screen.notes.display),
        facts=screen.facts.open,
        zen=screen.zen,
    )


def restore_comparison(screen: CompareScreen, kept: KeptComparison, at: Sequence[JumpPlace]) -> None:
    """Show the comparison as it was kept, once it has been shown, with the cursor at the row of the places ``at``."""
    view = screen.view
    if kept.matrix is None or kept.lead >= len(view.articles):
        return
    view.as_matrix, view.table.words = kept.matrix, not kept.plain
    view.choice = RowChoice(
        lead=kept.lead,
        folded=kept.folded,
        whole=kept.whole,
        opened=frozenset(kept.opened),
        differing=kept.differing,
        quotes=kept.quotes,
        needle=kept.needle,
    )
    screen.find_box.value, screen.find_box.display = kept.needle, bool(kept.needle)
    if kept.zen != screen.zen:
        screen.toggle_zen()
    if kept.notes != screen.notes.display:
        screen.row_notes.toggle()
    view.show_rows()
    view.choose_side(kept.side)
    for place in at:
        view.go_to(place)
    view.pane.focus()
    # Once the pane has its size.
    view.pane.call_after_refresh(put_at_line, view.pane, kept.line)
    if kept.facts:
        screen.facts.toggle()
