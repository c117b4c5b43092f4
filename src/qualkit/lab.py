"""Opening JupyterLab on a study, with nothing in it that asks the network."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from qualkit.errors import QualkitError

_QUIET = ("--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")


def open_lab(folder: str | Path = ".", arguments: Sequence[str] = ()) -> None:
    """Open JupyterLab on a study: the whole study in its list of files, notebooks/ first. Returns when it is stopped.

    Parameters
    ----------
    folder : the study's.
    arguments : passed on to JupyterLab: `--no-browser`, `--port 9000`, …; of two that say the same the later counts.

    Raises
    ------
    QualkitError
        Where the folder holds no study, or JupyterLab is not installed.
    """
    root = Path(folder)
    if not (root / "study.yaml").is_file():
        raise QualkitError(
            f"no study in {root}: there is no study.yaml; name another folder (--study DIR), "
            "make one (qualkit init DIR) or copy the example (qualkit example DIR)"
        )
    if find_spec("jupyterlab") is None:
        raise QualkitError('JupyterLab is not installed here; install it with: python -m pip install "qualkit[lab]"')
    import_module("jupyterlab.labapp").main(argv=lab_arguments(root, arguments))


def lab_arguments(folder: Path, arguments: Sequence[str] = ()) -> list[str]:
    """What JupyterLab is told.

    >>> lab_arguments(Path("."), ["--no-browser"])[1:]
    ['--LabApp.default_url=/lab/tree/notebooks', '--LabApp.news_url=None',
     '--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate', '--no-browser']
    """
    first = "/lab/tree/notebooks" if (folder / "notebooks").is_dir() else "/lab"
    return [f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url={first}", *_QUIET, *arguments]
