"""Every notebook runs from top to bottom, without an error or a warning, and leaves the study as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
STUDY = ("study.yaml", "methods.yaml", "transcripts", "coding", "notebooks", "reports")


class ThisPython(AsyncKernelManager):
    """Starts the running Python, whatever is called 'python3' on this machine."""

    @property
    def kernel_spec(self) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="this Python", language="python")


@pytest.fixture
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own Jupyter and IPython settings, and nothing written into them."""
    for variable in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))


def run_notebook(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Run in memory, in a kernel of its own; an error in a cell is raised with the cell and its traceback."""
    where = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, kernel_manager_class=ThisPython, timeout=300, resources=where)
    return client.execute()


def find_warnings(notebook: nbformat.NotebookNode) -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    errors = [output.text for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    return [text for text in errors if "Warning" in text]


def look_at(folder: Path, names: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Size and time of each file of the study."""
    paths = [path for name in names for path in [folder / name, *(folder / name).rglob("*")]]
    stats = {path.relative_to(folder).as_posix(): path.stat() for path in paths if path.is_file()}
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS, "notebooks/ is empty"


@pytest.mark.usefixtures("no_settings")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_changes_nothing(path: Path) -> None:
    before = look_at(ROOT, STUDY)
    done = run_notebook(nbformat.read(path, as_version=4), FOLDER)
    assert not find_warnings(done)
    assert look_at(ROOT, STUDY) == before


def make_notebook(code: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])


@pytest.mark.usefixtures("no_settings")
def test_notebook_runs_in_this_python_and_its_warnings_are_seen(tmp_path: Path) -> None:
    done = run_notebook(
        make_notebook("import sys, warnings; print(sys.executable); warnings.warn('careful')"), tmp_path
    )
    printed = next(output.text for output in done.cells[0].outputs if output.get("name") == "stdout")
    assert Path(printed.strip()).samefile(sys.executable)
    assert len(find_warnings(done)) == 1


@pytest.mark.usefixtures("no_settings")
def test_an_error_in_a_cell_is_raised(tmp_path: Path) -> None:
    with pytest.raises(CellExecutionError, match="no such study"):
        run_notebook(make_notebook("raise ValueError('no such study')"), tmp_path)
