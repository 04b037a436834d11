"""Servers that shared archives are tested on: one in memory that is always there, a real OpenSearch and Elasticsearch.

``python -m tests.archive_servers`` fetches the two from Maven Central into ``build/``, where there are Java 17 and
Maven; tests start them from there, on loopback addresses alone. ``VARIORUM_TEST_OPENSEARCH`` and
``VARIORUM_TEST_ELASTICSEARCH`` name other servers instead.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from osmem_server import resolve_binary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BUILD: Final = Path(__file__).parent.parent / "build"
_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy"
_ANALYSIS: Final = "analysis-common"
_COMPILED: Final = "CommonAnalysis"
_NOBODY: Final = 65534
_STARTED: Final = re.compile(r"\[node\d+\] started\b").search
"""Finds the line in which a node says that it has started."""


@dataclass(frozen=True)
class Product:
    """A server that can be fetched and started.

    ``analysis`` is the plugin of words that every distribution has, ``module`` the artifact with it: where Maven
    Central has none, ``CommonAnalysis.java`` beside this file stands for what the tests need of it. ``clustered`` names
    the setting of the nodes that begin a cluster, ``command`` what starts a node in its folder.
    """

    name: str
    shown: str
    version: str
    analysis: str
    module: str
    clustered: str
    settings: Mapping[str, str]
    command: Callable[[Path, int], Sequence[str]]

    @property
    def home(self) -> Path:
        """Where it is put together."""
        return BUILD / f"{self.name}-{self.version}"

    @property
    def other(self) -> str:
        """The variable that names another server."""
        return f"VARIORUM_TEST_{self.name.upper()}"

    def lacking(self) -> str:
        """Return why it can't be started here, empty when it can."""
        if os.environ.get(self.other):
            return ""
        if shutil.which("java") is None:
            return f"needs Java 17; or name a server with {self.other}"
        return "" if (self.home / "lib").is_dir() else f"needs {self.shown}; `make servers` fetches it"

    def fetch(self) -> None:
        """Put it together in ``build/`` of what Maven Central serves."""
        if (self.home / "lib").is_dir():
            return
        loaded, partial = BUILD / f"maven-{self.name}", BUILD / f"partial-{self.name}"
        for path in (loaded, partial):
            shutil.rmtree(path, ignore_errors=True)
        _copied(f"org.{self.name}.distribution.integ-test-zip:{self.name}:{self.version}:zip", loaded)
        with zipfile.ZipFile(loaded / f"{self.name}-{self.version}.zip") as archive:
            archive.extractall(partial)
        unpacked = partial / self.home.name
        module = unpacked / "modules" / _ANALYSIS
        module.mkdir()
        if self.module:
            _copied(self.module, module)
        else:
            _compile(unpacked / "lib", module / f"{_ANALYSIS}.jar")
        (module / "plugin-descriptor.properties").write_text(self._descriptor(), "utf-8")
        unpacked.rename(self.home)
        shutil.rmtree(partial)
        shutil.rmtree(loaded)

    def _descriptor(self) -> str:
        told = {
            "description": "The analysis that every distribution has",
            "version": self.version,
            "name": _ANALYSIS,
            "classname": self.analysis,
            "java.version": "11",
            f"{self.name}.version": self.version,
            "extended.plugins": "",
            "has.native.controller": "false",
        }
        return "".join(f"{name}={value}\n" for name, value in told.items())


def _copied(artifact: str, folder: Path) -> None:
    command = ["mvn", "-q", "-B", _PLUGIN, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    subprocess.run(command, check=True, cwd=BUILD.parent)


def _compile(libraries: Path, jar: Path) -> None:
    source, classes = Path(__file__).with_name(f"{_COMPILED}.java"), jar.with_name("classes")
    subprocess.run(["javac", "-cp", f"{libraries}/*", "-d", classes, source], check=True)
    with zipfile.ZipFile(jar, "w") as archive:
        for path in sorted(classes.iterdir()):
            archive.write(path, path.name)
    shutil.rmtree(classes)


def _opensearch_node(home: Path, megabytes: int) -> Sequence[str]:
    return [
        *("java", f"-Xms{megabytes}m", f"-Xmx{megabytes}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        *("-Djava.security.manager=allow", f"-Djava.io.tmpdir={home / 'tmp'}", f"-Dopensearch.path.home={home}"),
        *(f"-Dopensearch.path.conf={home / 'config'}", "-Dopensearch.distribution.type=tar"),
        *("-cp", f"{home / 'lib'}/*", "org.opensearch.bootstrap.OpenSearch"),
    ]


def _elasticsearch_node(home: Path, megabytes: int) -> Sequence[str]:
    heap = f"-Xms{megabytes}m\n-Xmx{megabytes}m\n"
    (home / "config" / "jvm.options").write_text(f"{heap}-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1\n", "utf-8")
    return ["bash", str(home / "bin" / "elasticsearch")]


OPENSEARCH: Final = Product(
    name="opensearch",
    shown="OpenSearch",
    version="2.19.6",
    analysis="org.opensearch.analysis.common.CommonAnalysisPlugin",
    module="org.opensearch.plugin:analysis-common:2.19.6:jar",
    clustered="cluster.initial_cluster_manager_nodes",
    settings={},
    command=_opensearch_node,
)
ELASTICSEARCH: Final = Product(
    name="elasticsearch",
    shown="Elasticsearch",
    version="8.15.0",
    analysis=_COMPILED,
    module="",
    clustered="cluster.initial_master_nodes",
    settings={"xpack.security.enabled": "false"},
    command=_elasticsearch_node,
)


@dataclass
class Server:
    """A server on a loopback address; ``url`` has no slash at its end."""

    name: str
    url: str
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the server directly, past everything that is tested."""
        data = None if body is None else json.dumps(body).encode()
        head = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}{path}", data, head, method=method)  # noqa: S310 loopback
        with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310 loopback
            return json.loads(answer.read() or b"{}")

    def stop(self) -> None:
        """End the processes."""
        for process in self.processes:
            _kill(process)
        for process in self.processes:
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()


def start_osmem() -> Server:
    """Start the server that keeps everything in memory."""
    process = subprocess.Popen(
        [resolve_binary(), "--parent-pid", str(os.getpid()), "--no-ja"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    return Server("osmem", json.loads(process.stdout.readline())["url"], [process])


def start(product: Product, folder: Path, nodes: int = 1) -> Server:
    """Start a cluster of some nodes whose files are in ``folder``; the server is the first of them."""
    if other := os.environ.get(product.other):
        return Server(product.name, other.rstrip("/"))
    _open_to_all(folder)
    ports = _free_ports(2 * nodes)
    transports = ports[nodes:]
    names = [f"node{number}" for number in range(nodes)]
    server = Server(product.name, f"http://127.0.0.1:{ports[0]}")
    for name, port, transport in zip(names, ports, transports, strict=False):
        settings = {
            "cluster.name": "variorum-tests",
            "node.name": name,
            "network.host": "127.0.0.1",
            "http.port": port,
            "transport.port": transport,
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{each}" for each in transports),
            product.clustered: ",".join(names),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            **product.settings,
        }
        server.processes.append(_start_node(product, folder / name, settings, 384 if nodes == 1 else 256))
    for process in server.processes:
        _await_start(process)
    server.ask("GET", f"/_cluster/health?wait_for_nodes={nodes}&timeout=60s")
    return server


def _start_node(product: Product, home: Path, settings: dict[str, Any], megabytes: int) -> subprocess.Popen[str]:
    shutil.copytree(product.home, home)
    (home / "tmp").mkdir()
    lines = "".join(f"{name}: {value}\n" for name, value in settings.items())
    (home / "config" / f"{product.name}.yml").write_text(lines, "utf-8")
    command = product.command(home, megabytes)
    # Neither of them runs as root.
    root = os.geteuid() == 0
    if root:
        for path in (home, *home.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY)
    who = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if root else {}
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return] # the keywords are those of who runs it
        command,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env={**os.environ, "ES_JAVA_HOME": _java_home(), "ES_TMPDIR": str(home / "tmp")},
        **who,
    )


def _java_home() -> str:
    return str(Path(shutil.which("java") or "").resolve().parent.parent)


def _kill(process: subprocess.Popen[str]) -> None:
    """Kill a process and those it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _await_start(process: subprocess.Popen[str]) -> None:
    """Read what a node says until it says that it has started; the rest is read away so that it never waits."""
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if _STARTED(line):
            threading.Thread(target=_read_away, args=(process.stdout,), daemon=True).start()
            return
    message = f"The server did not start:\n{''.join(said[-20:])}"
    raise RuntimeError(message)


def _read_away(stream: Any) -> None:
    try:
        for _ in stream:
            pass
    except ValueError:  # closed under the loop, when the server was stopped
        pass


def _free_ports(count: int) -> Sequence[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _open_to_all(folder: Path) -> None:
    """Let another user pass through the folders of a test to those of the server."""
    for path in (folder, *folder.parents):
        if path.name.startswith(("variorum-tests-", "pytest-", "popen-")) or path == folder:
            path.chmod(path.stat().st_mode | 0o011)


def _fetch_all() -> int:
    """Fetch what can be fetched; return how many could not."""
    failed = 0
    for product in (OPENSEARCH, ELASTICSEARCH):
        try:
            product.fetch()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{product.shown} can't be fetched: {error}", file=sys.stderr)
            failed += 1
    return failed


if __name__ == "__main__":
    if shutil.which("java") is None or shutil.which("mvn") is None:
        sys.exit("OpenSearch and Elasticsearch need Java 17 and Maven; their tests are skipped without.")
    sys.exit(_fetch_all())
