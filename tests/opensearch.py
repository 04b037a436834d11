"""Servers that shared archives are tested on: one in memory that is always there, and a real OpenSearch.

``python -m tests.opensearch`` fetches OpenSearch from Maven Central into ``build/``, where there are Java 17 and Maven;
tests start it from there, on loopback addresses alone. ``VARIORUM_TEST_OPENSEARCH`` names another server instead.
"""

from __future__ import annotations

import json
import os
import shutil
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
    from collections.abc import Sequence

VERSION: Final = "2.19.6"
BUILD: Final = Path(__file__).parent.parent / "build"
HOME: Final = BUILD / f"opensearch-{VERSION}"
OTHER: Final = "VARIORUM_TEST_OPENSEARCH"
_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy"
_ARTIFACTS: Final = (
    f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip",
    f"org.opensearch.plugin:analysis-common:{VERSION}:jar",
)
_DESCRIPTOR: Final = f"""description=The analysis that every distribution has
version={VERSION}
name=analysis-common
classname=org.opensearch.analysis.common.CommonAnalysisPlugin
java.version=11
opensearch.version={VERSION}
custom.foldername=
extended.plugins=
has.native.controller=false
"""
_NOBODY: Final = 65534


def lacking() -> str:
    """Return why no real OpenSearch can be started here, empty when one can."""
    if os.environ.get(OTHER):
        return ""
    if shutil.which("java") is None:
        return "needs Java 17; or name a server with VARIORUM_TEST_OPENSEARCH"
    return "" if (HOME / "lib").is_dir() else "needs OpenSearch; `make opensearch` fetches it"


def fetch() -> None:
    """Put OpenSearch together in ``build/`` of what Maven Central serves."""
    if (HOME / "lib").is_dir():
        return
    loaded = BUILD / "maven"
    for artifact in _ARTIFACTS:
        command = ["mvn", "-q", "-B", _PLUGIN, f"-Dartifact={artifact}", f"-DoutputDirectory={loaded}"]
        subprocess.run(command, check=True, cwd=BUILD.parent)
    partial = BUILD / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    with zipfile.ZipFile(loaded / f"opensearch-{VERSION}.zip") as archive:
        archive.extractall(partial)
    module = partial / HOME.name / "modules" / "analysis-common"
    module.mkdir()
    shutil.copy(loaded / f"analysis-common-{VERSION}.jar", module)
    (module / "plugin-descriptor.properties").write_text(_DESCRIPTOR, "utf-8")
    (partial / HOME.name).rename(HOME)
    shutil.rmtree(partial)
    shutil.rmtree(loaded)


@dataclass
class Server:
    """A server on a loopback address; ``url`` has no slash at its end."""

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
            process.kill()
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
    )
    assert process.stdout is not None
    return Server(json.loads(process.stdout.readline())["url"], [process])


def start_opensearch(folder: Path, nodes: int = 1) -> Server:
    """Start a cluster of some nodes whose files are in ``folder``; the server is the first of them."""
    if other := os.environ.get(OTHER):
        return Server(other.rstrip("/"))
    _open_to_all(folder)
    ports = _free_ports(2 * nodes)
    transports = ports[nodes:]
    names = [f"node{number}" for number in range(nodes)]
    server = Server(f"http://127.0.0.1:{ports[0]}")
    for name, port, transport in zip(names, ports, transports, strict=False):
        settings = {
            "cluster.name": "variorum-tests",
            "node.name": name,
            "network.host": "127.0.0.1",
            "http.port": port,
            "transport.port": transport,
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{each}" for each in transports),
            "cluster.initial_cluster_manager_nodes": ",".join(names),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        server.processes.append(_start_node(folder / name, settings, 384 if nodes == 1 else 256))
    for process in server.processes:
        _await_start(process)
    server.ask("GET", f"/_cluster/health?wait_for_nodes={nodes}&timeout=60s")
    return server


def _start_node(home: Path, settings: dict[str, Any], megabytes: int) -> subprocess.Popen[str]:
    shutil.copytree(HOME, home)
    (home / "tmp").mkdir()
    lines = "".join(f"{name}: {value}\n" for name, value in settings.items())
    (home / "config" / "opensearch.yml").write_text(lines, "utf-8")
    # OpenSearch does not run as root.
    root = os.geteuid() == 0
    if root:
        for path in (home, *home.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY)
    who = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if root else {}
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return] # the keywords are those of who runs it
        [
            *("java", f"-Xms{megabytes}m", f"-Xmx{megabytes}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            *("-Djava.security.manager=allow", f"-Djava.io.tmpdir={home / 'tmp'}", f"-Dopensearch.path.home={home}"),
            *(f"-Dopensearch.path.conf={home / 'config'}", "-Dopensearch.distribution.type=tar"),
            *("-cp", f"{home / 'lib'}/*", "org.opensearch.bootstrap.OpenSearch"),
        ],
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "OPENSEARCH_JAVA_OPTS": ""},
        **who,
    )


def _await_start(process: subprocess.Popen[str]) -> None:
    """Read what a node says until it says that it has started; the rest is read away so that it never waits."""
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if line.rstrip().endswith("started"):
            threading.Thread(target=_read_away, args=(process.stdout,), daemon=True).start()
            return
    message = f"OpenSearch did not start:\n{''.join(said[-20:])}"
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


if __name__ == "__main__":
    if shutil.which("java") is None or shutil.which("mvn") is None:
        sys.exit("OpenSearch needs Java 17 and Maven; its tests are skipped without.")
    fetch()
