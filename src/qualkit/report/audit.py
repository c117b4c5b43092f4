"""audit.json: what went in, what came out, and with which versions. No user, no host, no absolute path, no time."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qualkit.files import hash_file
from qualkit.reading.folders import FOLDERS
from qualkit.study import CASES, CODEBOOK, CODINGS, FINDINGS, OUTCOMES, STUDY, Study

LIBRARIES = ("jinja2", "matplotlib", "numpy", "pandas", "pydantic", "ruamel.yaml", "scipy")


def make_audit(study: Study, outputs: Path, command: Sequence[str], kept: Mapping[str, str]) -> dict[str, Any]:
    """The audit of a run: versions, seed, coders, command, and the SHA-256 of every input and output.

    `kept` are outputs of an earlier run that this one leaves where they are.
    """
    files = sorted(path for path in outputs.rglob("*") if path.is_file())
    return {
        "qualkit": version("qualkit"),
        "python": platform.python_version(),
        "libraries": {library: version(library) for library in LIBRARIES},
        "command": list(command),
        "seed": study.settings.seed,
        "coders": list(study.choose_coders()),
        "combine": study.settings.coders.combine,
        "fictional": study.settings.fictional,
        "inputs": {path.relative_to(study.root).as_posix(): hash_file(path) for path in list_inputs(study.root)},
        "outputs": {**kept, **{path.relative_to(outputs).as_posix(): hash_file(path) for path in files}},
        "set_aside": [str(fault) for fault in study.warnings],
    }


def list_inputs(root: Path) -> list[Path]:
    """Every file of a study that a result can depend on."""
    named = [root / name for name in (STUDY, "methods.yaml", CASES, OUTCOMES, CODEBOOK, FINDINGS)]
    found = [path for folder in FOLDERS for path in (root / "transcripts" / folder).glob("*")]
    found += (root / CODINGS).glob("*.jsonl")
    return sorted(path for path in {*named, *found} if path.is_file() and not path.name.startswith("."))


def format_audit(audit: dict[str, Any]) -> str:
    """The audit as JSON, keys in their order."""
    return json.dumps(audit, ensure_ascii=False, indent=1) + "\n"
