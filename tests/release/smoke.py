"""A release tried as its users will have it: wheel and sdist hold what they must, and the wheel works by itself.

`make dist` builds both into `dist/` and calls this with the paths of the two and of the constraints. The wheel is
installed into an empty environment in a temporary folder, outside of the checkout; nothing of it is left.
"""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tarfile
import time
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]
WATCHED = 2.0
"""Seconds for which the screen has to stand."""
PATIENCE = 30.0
"""Seconds within which it has to show its articles."""


def main(wheel: Path, sdist: Path, constraints: Path) -> int:
    """Try both files and return how many things were wrong with them, each of which is printed."""
    wrong = [*missing_from_wheel(wheel), *missing_from_sdist(sdist)]
    with TemporaryDirectory(prefix="variorum-release-") as folder:
        wrong += installed(wheel, constraints, Path(folder))
    for line in wrong:
        print(f"WRONG: {line}")
    print(f"{wheel.name} and {sdist.name}: {len(wrong)} wrong")
    return len(wrong)


def sources() -> set[str]:
    """Return the files of the two packages, as they stand in the checkout."""
    found = (path for name in ("index", "tui") for path in (ROOT / name).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts}


def missing_from_wheel(wheel: Path) -> list[str]:
    """Return what the wheel lacks of the packages, and what it holds beside them."""
    with ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if not name.startswith("variorum-")}
        seeds = {name.rpartition("/")[2] for name in opened.namelist() if "/seeds/" in name}
    lacking = [f"the wheel lacks {name}" for name in sorted(sources() - held)]
    lacking += [f"the wheel lacks {seed.name}" for seed in (ROOT / "seeds").glob("*.txt") if seed.name not in seeds]
    return lacking + [f"the wheel holds {name}" for name in sorted(held - sources())]


def missing_from_sdist(sdist: Path) -> list[str]:
    """Return what the source archive lacks to be built from."""
    with tarfile.open(sdist) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {*sources(), "pyproject.toml", "README.md", "LICENSE"}
    return [f"the source archive lacks {name}" for name in sorted(wanted - held)]


def installed(wheel: Path, constraints: Path, folder: Path) -> list[str]:
    """Install the wheel into an empty environment and return which of its commands fail."""
    venv.create(folder / "environment", with_pip=True)
    program = folder / "environment" / "bin" / "variorum"
    pip = [str(program.parent / "python"), "-m", "pip", "install", "--quiet", "--constraint", str(constraints)]
    subprocess.run([*pip, str(wheel)], check=True, cwd=folder)
    library = folder / "library"
    library.mkdir()
    for seed in (ROOT / "seeds").glob("*.txt"):
        (library / seed.name).write_bytes(seed.read_bytes())
    return [*commands(program, library, folder), *screen(program, library, folder)]


def _environment(folder: Path) -> dict[str, str]:
    ours = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color", **ours}


def commands(program: Path, library: Path, folder: Path) -> list[str]:
    """Run commands that between them read every kind of data file, and return those that fail."""
    tried = (
        ("--help",),
        ("--version",),
        ("man",),
        ("completion", "bash"),
        ("completion", "fish"),
        ("config", "schema"),
        ("config", "check"),
        ("list",),
        ("search", "taiwan"),
        ("compare", "001", "002"),
        ("compare", "001", "002", "--html"),
        ("quotes", "003"),
        ("stories",),
        ("show", "002", "--as", "bib"),
        ("check",),
    )
    failed = []
    for arguments in tried:
        given = [str(program), "--library", str(library), *arguments]
        done = subprocess.run(given, capture_output=True, text=True, check=False, cwd=folder, env=_environment(folder))
        silent = not done.stdout and arguments not in {("check",), ("config", "check")}
        if done.returncode or silent:
            failed.append(f"variorum {' '.join(arguments)}: exit {done.returncode} {done.stderr[-300:]}")
    return failed


def screen(program: Path, library: Path, folder: Path) -> list[str]:
    """Open the reader in a pseudo-terminal, let it stand for two seconds, leave it, and return what went wrong."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        told = {**_environment(folder), "COLORFGBG": "15;0"}
        os.execve(program, [str(program), str(library)], told)  # noqa: S606 - the program under test
    shown = _read(terminal, PATIENCE, b"Blinken") + _read(terminal, WATCHED)
    try:
        os.write(terminal, b"\x11")
        _read(terminal, PATIENCE)  # until it has ended: it would take a terminal that is closed before for its end
    except OSError:
        pass  # it has ended
    os.close(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    wrong = [] if b"Blinken" in shown else [f"the screen shows no article: {shown[-300:]!r}"]
    return wrong if status == 0 else [*wrong, f"the reader ended with {status}"]


def _read(terminal: int, seconds: float, until: bytes | None = None) -> bytes:
    """Return what a program writes within some time, until it has written ``until``, or until it ends."""
    end, said = time.monotonic() + seconds, b""
    while (left := end - time.monotonic()) > 0 and (until is None or until not in said):
        if select.select([terminal], [], [], left)[0]:
            try:
                said += os.read(terminal, 65536)
            except OSError:
                break
    return said


if __name__ == "__main__":
    sys.exit(min(1, main(*(Path(argument).absolute() for argument in sys.argv[1:4]))))
