"""`qualkit lab` opens JupyterLab on the study: a real server is started, asked, and stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from qualkit.errors import QualkitError
from qualkit.lab import lab_arguments, open_lab
from qualkit.start import make_study

LIMIT = 60  # seconds for a server to answer


def find_free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def ask(address: str, server: subprocess.Popen[bytes], log: Path) -> Any:
    """What the server answers, as soon as it does."""
    until = time.monotonic() + LIMIT
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.geturl(), answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            continue
    raise AssertionError(f"no answer from {address}: {log.read_text(encoding='utf-8')}")


def test_jupyterlab_opens_on_the_study_with_its_notebooks_first(tmp_path: Path) -> None:
    study = make_study(tmp_path / "my study")
    port, log = find_free_port(), tmp_path / "log"
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", "qualkit", "lab", "--study", str(study), "--no-browser", "--port", str(port)]
    command += ["--ServerApp.port_retries=0", "--IdentityProvider.token=known", "--allow-root"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            stdout=out,
            stderr=out,
            cwd=tmp_path,
            env=os.environ | own | {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path)},
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _, listed = ask(f"{address}/api/contents?token=known", server, log)
        names = {entry["name"] for entry in json.loads(listed)["content"]}
        assert {"study.yaml", "transcripts", "coding", "notebooks"} <= names
        opened, page = ask(f"{address}/?token=known", server, log)
        assert opened.startswith(f"{address}/lab/tree/notebooks")
        config = json.loads(
            page.partition('id="jupyter-config-data" type="application/json">')[2].partition("</script>")[0]
        )
        assert config["news"] == {"disabled": True}
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=LIMIT)


def test_a_study_without_notebooks_opens_on_its_list_of_files(tmp_path: Path) -> None:
    assert "--LabApp.default_url=/lab" in lab_arguments(tmp_path)
    assert f"--ServerApp.root_dir={tmp_path.resolve()}" in lab_arguments(tmp_path)


def test_what_is_given_after_all_else_has_the_last_word(tmp_path: Path) -> None:
    assert lab_arguments(tmp_path, ["--LabApp.default_url=/tree"])[-1] == "--LabApp.default_url=/tree"


def test_without_jupyterlab_it_is_told_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = make_study(tmp_path / "study")
    monkeypatch.setattr("qualkit.lab.find_spec", lambda name: None)
    with pytest.raises(QualkitError, match=r"JupyterLab is not installed here.*qualkit\[lab\]"):
        open_lab(study)


def test_a_folder_without_a_study_is_told_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(QualkitError, match=r"no study in .*--study DIR"):
        open_lab(tmp_path)
