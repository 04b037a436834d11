"""Child processes for long work: started, listened to on a thread, cancelled, and reported when killed.

Does not do the work itself and touches no widget: everything goes through ``deliver``.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from index import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index import Comparison, Progress, Refresh

_CODE: Final = "import sys; sys.path[:] = sys.argv[1:]; from tui.child import main; sys.exit(main())"


class Listener(NamedTuple):
    """Callbacks of a job, called on the screen's thread: progress, the outcome, or a sentence why there is none.

    The outcome is what the verb answers: ``refresh`` a `Refresh`, ``digest`` the number of articles, ``compare`` a
    `Comparison`.
    """

    progress: Callable[[Progress], None]
    done: Callable[[Any], None]
    failed: Callable[[str], None]


class Job(Protocol):
    """Long work done elsewhere."""

    def start(self, request: Mapping[str, Any], listener: Listener) -> None:
        """Start; what was started before must have ended."""

    def cancel(self) -> None:
        """Ask the job to stop; the listener is still called."""

    def close(self) -> None:
        """Stop it now."""

    def abandon(self) -> None:
        """Stop it without waiting; the listener is not called again."""

    @property
    def running(self) -> bool:
        """Whether the job is still running."""


class ChildJob:
    """Long work in a child process; ``deliver`` makes a call on the screen's thread."""

    def __init__(self, deliver: Callable[[Callable[[], None]], None]) -> None:
        self._deliver = deliver
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None

    def start(self, request: Mapping[str, Any], listener: Listener) -> None:
        """Start the child with this process's module search path; the listener is told if that can't be done."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our own code
                [sys.executable, "-P", "-c", _CODE, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=0,  # interrupts typed for a program that has the terminal are not the child's
            )
        except OSError as error:
            self._process = self._thread = None
            why = f"{ENDED[request['verb']]} can't be started ({error.strerror})"
            self._deliver(partial(listener.failed, why))
            return
        self._thread = Thread(target=self._listen, args=(self._process, request, listener), name="job", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Close the child's input, which tells it to stop."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def close(self, patience: float = 2.0) -> None:
        """Cancel, wait ``patience`` seconds, then kill the child; the index survives that."""
        if self._process is None:
            return
        self.cancel()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._thread is not None:
            self._thread.join(patience)

    def abandon(self) -> None:
        """Kill the child without waiting; its listening thread reaps it."""
        process, self._process, self._thread = self._process, None, None
        if process is not None:
            process.kill()

    @property
    def running(self) -> bool:
        """Whether the listening thread is still waiting for an outcome."""
        return self._thread is not None and self._thread.is_alive()

    def _listen(self, process: subprocess.Popen[bytes], request: Mapping[str, Any], listener: Listener) -> None:
        try:
            self._request(process, request)
            heard = self._relay(process, listener)
        except (OSError, ValueError, LibraryError):
            heard = False
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # what could not be written to a dead child
                if stream is not None:
                    stream.close()
        if not heard:
            reason = f"signal {-process.returncode}" if process.returncode < 0 else f"exit {process.returncode}"
            ended = f"{ENDED[request['verb']]} ended before its work did ({reason})"
            self._tell(process, partial(listener.failed, ended))

    @staticmethod
    def _request(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
        import json  # noqa: PLC0415 no child is started before the first paint

        if process.stdin is not None:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()

    def _relay(self, process: subprocess.Popen[bytes], listener: Listener) -> bool:
        """Pass on the child's messages; return whether one was an outcome."""
        import json  # noqa: PLC0415 as above

        from index import Progress  # noqa: PLC0415 as below

        for line in process.stdout or ():
            message = json.loads(line)
            if "progress" in message:
                self._tell(process, partial(listener.progress, Progress(**message["progress"])))
            elif "error" in message:
                self._tell(process, partial(listener.failed, str(message["error"])))
                return True
            else:
                ((verb, told),) = message.items()
                self._tell(process, partial(listener.done, OUTCOMES[verb](told)))
                return True
        return False

    def _tell(self, process: subprocess.Popen[bytes], call: Callable[[], None]) -> None:
        """Make a call on the screen's thread, unless the job was abandoned in the meantime."""

        def unless_abandoned() -> None:
            if process is self._process:
                call()

        self._deliver(unless_abandoned)


def _refresh(told: Mapping[str, Any]) -> Refresh:
    """Build a `Refresh` from its JSON form."""
    from index import Refresh, Skipped  # noqa: PLC0415 the first screen needs no answers

    return Refresh(
        added=tuple(told["added"]),
        changed=tuple(told["changed"]),
        moved=tuple((old, new) for old, new in told["moved"]),
        removed=tuple(told["removed"]),
        skipped=tuple(Skipped(**skipped) for skipped in told["skipped"]),
        elapsed_ms=told["elapsed_ms"],
        unread=told.get("unread", {}),
    )


def _comparison(told: Mapping[str, Any]) -> Comparison:
    from index import from_json  # noqa: PLC0415 the first screen needs nothing of comparison

    return from_json(told)


OUTCOMES: Final[Mapping[str, Callable[[Any], Any]]] = {"refresh": _refresh, "digest": int, "compare": _comparison}
"""Converts the child's answer to a value, by verb."""

ENDED: Final = {"refresh": "The indexing process", "digest": "The preparation", "compare": "The comparison"}
"""What to call a child that ended too soon or never began, by verb."""


def rate(progress: Progress, seconds: float, first: Progress | None = None) -> str:
    """Format progress: ``1,234 of 5,000 · 20/s · 3 min left``; ``seconds`` have passed since ``first``.

    The rate leaves out what ``first`` counted, which came before the processes were up. Where files hold many articles
    these are counted instead: ``2,000 articles, 0 of 1 files · 400/s``.
    """
    count = f"{progress.done:,} of {progress.total:,}" if progress.total else f"{progress.done:,}"
    many = progress.articles > progress.done
    count = f"{progress.articles:,} articles, {count} files" if many else count
    before, held = (first.done, first.articles) if first else (0, 0)
    done = progress.done - before
    counted = progress.articles - held if many else done
    if seconds <= 0 or counted <= 0:
        return count
    left = (progress.total - progress.done) * seconds / done / 60 if progress.total and done > 0 else 0.0
    # Under a minute the count says enough.
    return f"{count} · {counted / seconds:,.0f}/s" + (f" · {left:.0f} min left" if left >= 1 else "")


class Jobs:
    """The app's long work, each kind in its own child: refreshing the index, preparing articles, comparing.

    ``request`` tells a child which library to open, ``new_job`` makes a job; ``refreshing`` replaces the one that
    refreshes.
    """

    def __init__(self, request: Mapping[str, Any], new_job: Callable[[], Job], refreshing: Job | None = None) -> None:
        self._request = dict(request)
        self._refreshing = refreshing if refreshing is not None else new_job()
        self._digesting, self._comparing = new_job(), new_job()

    @property
    def possible(self) -> bool:
        """Whether a child can open the library."""
        return bool(self._request.get("paths"))

    @property
    def refreshing(self) -> bool:
        """Whether the folder is being scanned."""
        return self._refreshing.running

    def refresh(self, listener: Listener, *, rebuild: bool) -> bool:
        """Start scanning the folder, cancelling any preparation; return whether it was started."""
        if self._refreshing.running:
            return False
        if self._digesting.running:
            self._digesting.cancel()
        self._refreshing.start({**self._request, "verb": "refresh", "rebuild": rebuild}, listener)
        return True

    def digest(self, listener: Listener) -> bool:
        """Start preparing new articles for comparison; return whether it was started."""
        if not self.possible or self._digesting.running:
            return False
        self._digesting.start({**self._request, "verb": "digest"}, listener)
        return True

    @property
    def comparing(self) -> bool:
        """Whether a comparison is running."""
        return self._comparing.running

    def compare(
        self,
        articles: Sequence[str],
        include: Sequence[str],
        listener: Listener,
    ) -> None:
        """Start comparing accounts; a comparison still running is abandoned."""
        self.stop_comparing()
        request = {**self._request, "verb": "compare", "articles": list(articles), "include": list(include)}
        self._comparing.start(request, listener)

    def stop_comparing(self) -> None:
        """Abandon the running comparison: the reader wants another, or none."""
        self._comparing.abandon()

    def close(self) -> None:
        """Stop all jobs: cancel them first, then wait."""
        self.stop_comparing()
        self._digesting.cancel()
        self._refreshing.close()
        self._digesting.close()
