"""The entry point of the command and of ``python -m tui``: it checks that the imported library is this program's own.

``index`` is a short name: another package of that name in the environment may shadow it or have overwritten its files.
Nothing else is imported before that is checked.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command; if ``index`` is another package, say so in one sentence and return 2."""
    told = foreign()
    if told:
        sys.stderr.write(f"{told}\n")
        return 2
    from .launch import main as run  # noqa: PLC0415 - only once the library is known to be ours

    return run()


def foreign() -> str:
    """Return a sentence about what is there instead of the library, with the cure; empty if it is ours."""
    try:
        import index  # noqa: PLC0415 - whatever it is, it must not run before `main` can report it
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


if __name__ == "__main__":
    sys.exit(main())
