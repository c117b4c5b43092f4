"""Opening the view in which the differences between two coders are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.study import Study
from qualkit.widget.coder import HEIGHT, check_installed
from qualkit.widget.compare_session import CompareSession

if TYPE_CHECKING:
    from qualkit.widget.view import View


def open_compare(
    study: Study,
    document: str,
    left: str,
    right: str,
    *,
    coder: str = "consensus",
    language: str | None = None,
    blind: bool = True,
    start: int | None = None,
    height: str = HEIGHT,
) -> View:
    """Open two coders side by side on one transcript, and decide where they differ.

    What both coded alike, with other borders, under other codes, or alone is a list to walk through. Each decision
    (left, right, both, neither, or another code or other words) goes at once into the log of `coder`, with the reason
    as its memo: a coding that is taken over is an `add` with method `accepted` that names its source, one that is not
    taken is a `reject`. Nothing in the logs of the two is touched. That the two's work was shown to `coder` is noted in
    that log too, since whoever has seen it no longer codes blind. With `coders: {combine: consensus}` in study.yaml the
    study then counts what was decided.

    Parameters
    ----------
    study : an open study.
    document : the id of a document.
    left, right : the two coders.
    coder : who decides; a third name.
    language : of the view and of the codes' labels, 'en' or 'id'; by default that of the study's reports.
    blind : whether both must have marked the document as reviewed before either's work is shown. With False it is
        shown all the same.
    start : where in the text to begin, as `find_disagreements` gives it: at the difference nearest to it; by default at
        the first.
    height : of the view, as CSS writes it.

    Returns
    -------
    The view, which a notebook shows where it is a cell's last line.

    Raises
    ------
    QualkitError
        For a document or coder that is not there, for two names that are one, where one of the two has not marked
        the document as reviewed (and `blind` is True), for a start outside the text, or where anywidget is not installed.

    Examples
    --------
    >>> open_compare(study, "M07", "a", "b")
    <comparing a and b in M07, decided by consensus: a view for JupyterLab, Notebook 7 and VS Code; run the cell there to see it>
    """
    session = CompareSession(study, document, left, right, coder=coder, language=language, blind=blind, start=start)
    check_installed("the view")
    from qualkit.widget.compare_view import CompareView

    about = (
        f"<comparing {left} and {right} in {session.document.id}, decided by {coder}: a view for JupyterLab, "
        "Notebook 7 and VS Code; run the cell there to see it>"
    )
    return CompareView(session.answer, about=about, language=session.language, height=height)
