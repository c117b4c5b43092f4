"""The coding view's files."""

from __future__ import annotations

from qualkit.widget.view import View


class CoderView(View):
    """The transcript beside the codebook."""

    entry = "coder.js"
    styles = ("transcript.css", "coder.css")
