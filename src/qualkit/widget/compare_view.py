"""The files of the view that compares two coders."""

from __future__ import annotations

from qualkit.widget.view import View


class CompareView(View):
    """Two coders on one transcript, and what is to be decided."""

    entry = "compare.js"
    styles = ("transcript.css", "coder.css", "compare.css")
