"""Advice to look at: the paragraph for the methods chapter, then what to report and what not, each with its reason."""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any

import pandas as pd

from qualkit.analysis.advice_words import Words
from qualkit.wording import say, say_or_same

_NEEDED = ("advice", "coefficient", "unit", "code", "estimate", "reason", "sentence", "call")
_WIDTH = 78  # characters: a terminal


class Advice(pd.DataFrame):  # type: ignore[misc]  # pandas comes without types
    """A table of advice that shows itself as text to read; in all else it is a DataFrame."""

    @classmethod
    def of(cls, table: pd.DataFrame, language: str) -> Advice:
        """The table, to be shown in that language."""
        shown = cls(table)
        shown.attrs["language"] = language
        return shown

    @property
    def _constructor(self) -> Any:
        return Advice

    @property
    def _language(self) -> str:
        return str(self.attrs.get("language", "en"))

    @property
    def _paragraph(self) -> str:
        return " ".join(filter(None, self["sentence"]))

    def __repr__(self) -> str:
        if not set(_NEEDED) <= set(self.columns):
            return str(super().__repr__())
        lines = []
        if self._paragraph:
            lines += [say("advice.chapter", self._language), *_wrap(self._paragraph, "  ")]
            lines += ["", *_wrap(say("advice.brackets", self._language), "  ")] if "[" in self._paragraph else []
        for row in self.to_dict("records"):
            if row["reason"]:
                lines += ["", _head(row, self._language), *_wrap(row["reason"], "  ")]
                lines += _wrap(row["call"], "  ")
        return "\n".join(lines).lstrip("\n")

    def _repr_html_(self) -> str | None:
        if not set(_NEEDED) <= set(self.columns):
            html: str | None = super()._repr_html_()
            return html
        parts = []
        if self._paragraph:
            told = say("advice.brackets", self._language) if "[" in self._paragraph else ""
            parts.append(
                f"<p><b>{escape(say('advice.chapter', self._language))}</b></p>"
                f"<blockquote style='max-width:44em'>{escape(self._paragraph)}</blockquote>"
                + (f"<p><small>{escape(told)}</small></p>" if told else "")
            )
        rows = [_show_row(row, self._language) for row in self.to_dict("records") if row["reason"]]
        return f"{''.join(parts)}<table>{''.join(rows)}</table>"


def _head(row: dict[Any, Any], language: str) -> str:
    """`Report: u-alpha (unitizing), segment, each code`."""
    kind = say(f"advice.{row['advice']}", language)
    if not row["coefficient"]:
        return kind
    return f"{kind}: {', '.join(_describe(row, language))}"


def _describe(row: dict[Any, Any], language: str) -> list[str]:
    code = say("advice.every_code", language) if row["code"] == "each" else say("agreement_all", language)
    told = [say_or_same("coefficient", row["coefficient"], language), say_or_same("unit", row["unit"], language), code]
    if row["estimate"] == row["estimate"]:
        told.append(Words(language).digits(row["estimate"]))
    return told


def _show_row(row: dict[Any, Any], language: str) -> str:
    cell = "text-align:left;vertical-align:top;max-width:44em;white-space:normal"
    what = f"<b>{escape(', '.join(_describe(row, language)))}</b><br>" if row["coefficient"] else ""
    call = f"<br><code>{escape(row['call'])}</code>" if row["call"] else ""
    return (
        f"<tr><td style='{cell}'>{escape(say('advice.' + row['advice'], language))}</td>"
        f"<td style='{cell}'>{what}{escape(row['reason'])}{call}</td></tr>"
    )


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
