"""Where the installed command begins: it makes sure that the library imported is this program's own.

``index`` is a short name: another package of that name in the same environment may stand in its place, or may have
written over its files. Refuses to import anything else before that is settled.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command; where ``index`` is somebody else's, say so in one sentence and return 2."""
    told = foreign()
    if told:
        sys.stderr.write(f"{told}\n")
        return 2
    from .__main__ import main as run  # noqa: PLC0415 - only once it is known whose library that imports

    return run()


def foreign() -> str:
    """Return what stands in the place of the library, in a sentence with the cure; empty when it is ours."""
    try:
        import index  # noqa: PLC0415 - whatever it is, it must not run before `main` can tell of it
    except Exception as error:  # noqa: BLE001 - another program's package may fail in any way
        found = f"“index” can't be imported ({type(error).__name__}: {error})"
    else:
        if getattr(index, "PROGRAM", None) == "variorum":
            return ""
        where = getattr(index, "__file__", None) or ", ".join(getattr(index, "__path__", ()))
        found = f"“index” in {where} is another package"
    return (
        f"Variorum's library is not there: {found}; give Variorum an environment of its own, "
        "with `pipx install variorum` or `uv tool install variorum`."
    )
