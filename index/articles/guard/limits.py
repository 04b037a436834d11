"""The limits of the worker: memory and time of its process, and an audit hook for Python code.

A safeguard against faulty libraries, not a sandbox for native code.
"""

from __future__ import annotations

import os
import resource
import sys
from typing import Final

MEMORY: Final = 1 << 30
"""The address space of a worker in bytes, where the system enforces it."""

SECONDS: Final = 9
"""How long a worker may go without an answer on one file."""

_FORBIDDEN: Final = (
    "socket.connect socket.bind socket.getaddrinfo socket.gethostbyname socket.sendto subprocess.Popen os.system",
    "os.exec os.posix_spawn os.fork os.forkpty os.remove os.rename os.mkdir os.rmdir os.symlink os.link os.truncate",
    "os.chmod os.chown os.kill os.putenv shutil.rmtree shutil.move shutil.copyfile urllib.Request webbrowser.open",
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine() -> None:
    """Set the limits of this process for good."""
    for name, value in (("RLIMIT_AS", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, name, None)
        if kind is not None:
            _lower(kind, value)
    forbidden = frozenset(" ".join(_FORBIDDEN).split())

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        if event in forbidden or (event == "open" and _writes(arguments)):
            raise PermissionError(f"{event} is not allowed while a file is read")

    sys.addaudithook(audit)


def rearm() -> None:
    """Reset the CPU time limit of this process for one more answer."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 2 * SECONDS, hard))


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        # macOS accepts but does not enforce it; the parent watches the size as well.
        return


def _writes(arguments: tuple[object, ...]) -> bool:
    _, mode, flags = (*arguments, None, None, None)[:3]
    if isinstance(mode, str) and any(sign in mode for sign in "wax+"):
        return True
    return isinstance(flags, int) and bool(flags & _WRITING)
