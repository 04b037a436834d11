"""Acts in a folder, one file each: nothing is touched in a folder that is not the one that was opened."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import SaveError
from index.notes.act_files import ActFiles

if TYPE_CHECKING:
    from pathlib import Path


class Act(NamedTuple):
    id: str
    label: str


def acts(folder: Path, lost: list[str]) -> ActFiles[Act]:
    """Return the acts of a folder that is another one as soon as ``lost`` says why."""

    def check() -> None:
        if lost:
            raise SaveError(str(folder), lost[0], "put it back")

    held: Any = SimpleNamespace(guard_of=lambda _: check)
    return ActFiles(folder, lambda path: Act(path.name.partition(".")[0], ""), lambda act: {"label": act.label}, held)


def test_nothing_is_written_moved_or_deleted_in_another_folder(tmp_path: Path) -> None:
    """What is undone, done and redone meanwhile counts in this run; files of the same names there stay as they are."""
    lost: list[str] = []
    made = acts(tmp_path, lost)
    for id in "123":
        made.record(Act(id, ""))
    made.step("3", back=True)
    before = sorted(path.name for path in tmp_path.iterdir())
    lost.append("another folder is in its place")
    made.step("2", back=True)
    made.record(Act("4", ""))
    assert sorted(path.name for path in tmp_path.iterdir()) == before == ["1.yaml", "2.yaml", "3.undone.yaml"]
    assert ([act.id for act in made.done], made.next()) == (["1", "4"], None)
