"""JupyterLab as a person has it: a real server with real kernels on a folder, seen through a real browser.

Nothing here stands in for anything: the server is started as `jupyter lab` is, the page is Chromium's, and what was
coded is read from the log on disk. No network but the server's own, and nothing of the user's own Jupyter settings.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat

import qualkit

SOURCE = Path(qualkit.__file__).parents[1]
PATIENCE = 120.0  # seconds; a limit, not a measure: a loaded machine is slow, and not wrong
# The notebook keeps the state of its widgets, which must not be the transcript; and nobody is asked about news.
_SETTINGS = {
    "@jupyter-widgets/jupyterlab-manager/plugin": {"saveState": True},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_browser() -> str | None:
    """The Chromium of this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def wait_for(what: Callable[[], Any], *, so_that: str, patience: float = PATIENCE) -> Any:
    """What the call gives, once that is something; a failure names what was waited for and what came last."""
    end = time.monotonic() + patience
    while True:
        found = what()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:.0f} seconds in vain so that {so_that}; last: {found!r}")
        time.sleep(0.02)


def read_log(study: Path, coder: str) -> list[dict[str, Any]]:
    """The lines of a coder's log as they are on disk, by the standard library alone."""
    path = study / "coding" / "codings" / f"{coder}.jsonl"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip() and line.endswith("\n")]


def cells(*sources: str) -> nbformat.NotebookNode:
    """A notebook of code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


class Lab:
    """A running JupyterLab whose root is `folder`."""

    def __init__(self, folder: Path, settings: Path) -> None:
        self.folder = folder
        self.token = secrets.token_hex(16)
        self.output = settings / "server.log"
        self._settings = settings
        self._runtime = settings / "runtime"
        self._runtime.mkdir(parents=True)
        self._server: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        for plugin, settings in _SETTINGS.items():
            path = self._settings / "jupyterlab_settings_dir" / f"{plugin}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(settings), encoding="utf-8")
        command = [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={_free_port()}", "--ServerApp.port_retries=50", f"--ServerApp.root_dir={self.folder}",
            f"--IdentityProvider.token={self.token}", "--LabApp.news_url=None", "--LabApp.expose_app_in_browser=True",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]  # fmt: skip
        with self.output.open("wb") as output:
            self._server = subprocess.Popen(
                command, cwd=self.folder, env=self._environment(), stdout=output, stderr=output, start_new_session=True
            )
        self.url = wait_for(self._find_url, so_that="JupyterLab starts")

    def stop(self) -> None:
        """End the server and its kernels."""
        if self._server is None:
            return
        with suppress(OSError):
            self.end_kernels()
        self._server.terminate()
        try:
            self._server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(20)

    def end_kernels(self) -> None:
        """End every kernel, as closing all notebooks does."""
        for session in self._ask("api/sessions"):
            self._ask(f"api/sessions/{session['id']}", method="DELETE")

    def write_notebook(self, name: str, *sources: str) -> Path:
        """A new notebook in the root folder."""
        path = self.folder / name
        nbformat.write(cells(*sources), path)
        return path

    def _find_url(self) -> str:
        assert self._server is not None
        if self._server.poll() is not None:
            raise AssertionError(f"JupyterLab ended: {self.output.read_text(encoding='utf-8')}")
        for about in self._runtime.glob("jpserver-*.json"):
            try:
                url = str(json.loads(about.read_text(encoding="utf-8"))["url"])
                urllib.request.urlopen(f"{url}api?token={self.token}", timeout=5).close()
            except (OSError, ValueError):
                continue
            return url
        return ""

    def _ask(self, path: str, *, method: str = "GET") -> Any:
        request = urllib.request.Request(f"{self.url}{path}", method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def _environment(self) -> dict[str, str]:
        own = {
            name: str(self._settings / name.lower())
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR", "JUPYTERLAB_SETTINGS_DIR",
                         "JUPYTERLAB_WORKSPACES_DIR")
        }  # fmt: skip
        foreign = ("JUPYTER", "PYTEST", "IPYTHON", "COV_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return kept | own | {"JUPYTER_RUNTIME_DIR": str(self._runtime), "PYTHONPATH": str(SOURCE)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_lab(folder: Path, settings: Path) -> Iterator[Lab]:
    """A JupyterLab on a folder, ended with all its kernels afterwards."""
    lab = Lab(folder, settings)
    try:
        lab.start()
        yield lab
    finally:
        lab.stop()
