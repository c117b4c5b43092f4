"""Opening the coding view on a document."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.widget.session import Session

if TYPE_CHECKING:
    from qualkit.widget.view import View

HEIGHT = "720px"


def open_coder(study: Study, document: str, *, coder: str, language: str | None = None, height: str = HEIGHT) -> View:
    """Open a transcript beside the codebook, to code by hand: select words, type a few letters of a code, Enter.

    Every coding is on disk, in the coder's own log coding/codings/CODER.jsonl, before the view says 'saved'. What
    another coder did stays hidden until the document is marked as reviewed. Works in JupyterLab, Notebook 7 and VS
    Code; the notebook's file keeps nothing of the transcript.

    Parameters
    ----------
    study : an open study.
    document : the id of the document to begin with; the view can go on to others.
    coder : whose log is written. A new name begins a new log.
    language : of the view and of the codes' labels, 'en' or 'id'; by default that of the study's reports.
    height : of the view, as CSS writes it.

    Returns
    -------
    The view, which a notebook shows where it is a cell's last line.

    Raises
    ------
    QualkitError
        For a document that is not there, a name that cannot be a file's, or where anywidget is not installed.

    Examples
    --------
    >>> open_coder(study, "M07", coder="a")
    <coding M07 as a: a view for JupyterLab, Notebook 7 and VS Code; run the cell there to see it>
    """
    session = Session(study, document, coder, language=language)
    check_installed("the coding view")
    from qualkit.widget.coder_view import CoderView

    about = (
        f"<coding {session.document.id} as {session.coder}: a view for JupyterLab, Notebook 7 and VS Code; "
        "run the cell there to see it>"
    )
    return CoderView(session.answer, about=about, language=session.language, height=height)


def check_installed(view: str) -> None:
    """Raise QualkitError where what shows a view in a notebook is not installed."""
    if find_spec("anywidget") is None:
        raise QualkitError(
            f"{view} needs anywidget, which is not installed here; install it with "
            "`pip install 'qualkit[lab]'`, then restart the kernel"
        )
