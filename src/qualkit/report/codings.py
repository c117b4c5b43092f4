"""A coded transcript for those who only read: in the notebook, or as a page that loads nothing and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from qualkit.codebook.colours import find_colours, lighten
from qualkit.codebook.tree import Codebook
from qualkit.errors import QualkitError
from qualkit.files import write_whole
from qualkit.model import Document
from qualkit.report.passages import LANES, LEVELS, Passage, Piece, cut_turns, gather_passages
from qualkit.report.templates import load_templates
from qualkit.study import Study
from qualkit.wording import say
from qualkit.yaml_file import in_language

_STROKES = ("solid", "dashed", "double", "dotted")  # of codes in the codebook's order: neighbours differ
_TOLD = ("date", "place", "time")  # of the header, where it has them


@dataclass(frozen=True)
class ShownCodings:
    """A coded transcript as it is shown; make one with `show_codings`."""

    document: str
    coders: tuple[str, ...]
    n_codings: int
    n_codes: int
    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return (
            f"<Codings of {self.document} by {', '.join(self.coders) or 'nobody'}: {self.n_codings} codings under "
            f"{self.n_codes} codes; next: qk.write_codings(study, {self.document!r}, '{self.document}.html')>"
        )


def show_codings(
    study: Study,
    document: str,
    *,
    coder: str | Iterable[str] | None = None,
    code: str | Iterable[str] = "**",
    language: str | None = None,
) -> ShownCodings:
    """A transcript with its codings: stripes beside the text, lines under it, codes and memos at its side.

    Each passage has a number, which stands before its words and beside its code; each code has a colour and a
    stroke, so that no reader needs the colour. Passages that were taken back, are only reported or doubtful look
    different, and say so. Nothing in it runs.

    Parameters
    ----------
    document : the id of a document.
    coder : whose codings, one or several; the coders of record by default. Of several, each passage says who coded it.
    code : which codes: `welfare/needs` (it and all below), `welfare/*`, `**`, or several.
    language : of labels and words; the study's by default.

    Raises
    ------
    QualkitError
        For an unknown document, coder or code.

    Examples
    --------
    >>> show_codings(study, "M07", code="welfare")
    <Codings of M07 by a: 15 codings under 5 codes; next: qk.write_codings(study, 'M07', 'M07.html')>
    """
    language = language or study.language
    view = _view(study, study.documents[document], study.choose_coders(coder), study.codebook.select(code), language)
    html = load_templates().get_template("codings.html.j2").render(t=partial(say, language=language), d=view)
    return ShownCodings(document, tuple(view["coders"]), view["n_codings"], len(view["legend"]), html)


def write_codings(
    study: Study,
    document: str,
    path: str | Path,
    *,
    coder: str | Iterable[str] | None = None,
    code: str | Iterable[str] = "**",
    language: str | None = None,
) -> Path:
    """Write a coded transcript as an HTML page, which loads nothing, runs nothing, and prints on A4.

    Parameters
    ----------
    path : a file that ends in .html; what is there is written over.
    document, coder, code, language : as in `show_codings`.

    Raises
    ------
    QualkitError
        For another ending, an unknown document, coder or code, and where the file cannot be written.
    """
    path, language = Path(path), language or study.language
    if path.suffix.lower() != ".html":
        raise QualkitError(f"cannot write {path.name}: write a file that ends in .html")
    view = _view(study, study.documents[document], study.choose_coders(coder), study.codebook.select(code), language)
    page = load_templates().get_template("codings_page.html.j2").render(
        t=partial(say, language=language),
        d=view,
        language=language,
        style_hash=b64encode(sha256(view["style"].encode()).digest()).decode(),
        study_title=in_language(study.settings.title, language),
    )  # fmt: skip
    try:
        write_whole(path, page.encode("utf-8", "replace"))
    except OSError as error:
        raise QualkitError(f"cannot write {path}: {error.strerror}; is it open in another program?") from None
    return path


# What the template shows


def _view(
    study: Study, document: Document, coders: Iterable[str], codes: Iterable[str], language: str
) -> dict[str, Any]:
    coders, wanted = list(coders), set(codes)
    codings = [
        coding
        for coder in coders
        for coding in study.record(coder).codings
        if coding.document == document.id and coding.code in wanted
    ]
    passages = gather_passages(codings)
    look = _Look(study.codebook, language, many=len(coders) > 1)
    used = Counter(passage.code for passage in passages)
    return {
        "document": document.id,
        "kind": say(f"codings_kind.{document.kind}", language),
        "facts": [told for key in _TOLD if isinstance(told := document.header.get(key), str) and told],
        "cases": list(document.cases),
        "fictional": study.settings.fictional,
        "coders": {coder: _tell_reading(study, coder, document, language) for coder in coders},
        "n_codings": len(codings),
        "legend": [look.describe(path, used[path]) for path in study.codebook.codes if used[path]],
        "turns": [
            {
                "number": turn.number,
                "speaker": turn.speaker or "",
                "role": turn.turn_role,
                "words": "".join(look.write(document.text, piece) for piece in pieces),
                "levels": max((one.level + 1 for piece in pieces for one in piece.passages), default=0),
                "notes": [look.note(passage) for passage in begun],
            }
            for turn, pieces, begun in cut_turns(document, passages)
        ],
        "lanes": max((passage.lane + 1 for passage in passages), default=0),
        "style": _style(study.codebook, used),
    }


def _tell_reading(study: Study, coder: str, document: Document, language: str) -> str:
    read = study.record(coder).reviewed.get(document.id)
    return say("codings_reviewed" if read else "codings_unreviewed", language)


class _Look:
    """How passages are written: their codes by number (as in the style), their labels, and who coded them."""

    def __init__(self, codebook: Codebook, language: str, *, many: bool) -> None:
        self.codebook, self.language, self.many = codebook, language, many
        self.numbers = {path: number for number, path in enumerate(codebook.codes)}

    def describe(self, path: str, n: int) -> dict[str, Any]:
        label = self.codebook.label(path, self.language)
        definition = in_language(self.codebook[path].definition, self.language)
        return {"number": self.numbers[path], "label": label, "path": path, "definition": definition, "n": n}

    def note(self, passage: Passage) -> dict[str, Any]:
        tags = [say(f"codings_{passage.status}", self.language)] if passage.status != "stands" else []
        tags += [say("codings_doubtful", self.language)] if passage.certainty == "doubtful" else []
        return {
            "passage": passage.number,
            "code": self.numbers[passage.code],
            "label": self.codebook.label(passage.code, self.language),
            "path": passage.code,
            "coders": ", ".join(passage.coders) if self.many else "",
            "tags": ", ".join(tags),
            "classes": _classes(passage),
            "memos": [(coder if self.many else "", memo) for coder, memo in passage.memos],
        }

    def write(self, text: str, piece: Piece) -> str:
        """A piece of the text as HTML: a line for each passage that covers it, the lowest outermost."""
        words = escape(text[piece.start : piece.end])
        numbers = "".join(
            f'<sup class="k{self.numbers[one.code]}">{one.number}{"?" if one.certainty == "doubtful" else ""}</sup>'
            for one in piece.begins
        )
        opened = "".join(
            f'<u class="k{self.numbers[one.code]} l{one.lane} d{one.level}{_classes(one)}"{self._title(piece, place)}>'
            for place, one in enumerate(piece.passages)
        )
        return f"{opened}{numbers}{words}{'</u>' * len(piece.passages)}"

    def _title(self, piece: Piece, place: int) -> str:
        if place:
            return ""
        labels = (f"{one.number} {self.codebook.label(one.code, self.language)}" for one in piece.passages[::-1])
        return f' title="{escape("; ".join(labels))}"'


def _classes(passage: Passage) -> str:
    doubtful = " doubtful" if passage.certainty == "doubtful" else ""
    return f"{doubtful} {passage.status}" if passage.status != "stands" else doubtful


def _style(codebook: Codebook, used: Mapping[str, int]) -> str:
    """The style with the looks of the codes that are used; a page's policy allows this style and no other."""
    colours = find_colours(codebook)
    looks = "".join(
        f".qk-codings .k{number} {{ --light: {colours[path]}; --dark: {lighten(colours[path])}; "
        f"--stroke: {_STROKES[number % len(_STROKES)]}; }}\n"
        for number, path in enumerate(codebook.codes)
        if used[path]
    )
    lanes = "".join(
        f".qk-codings .l{lane}::before {{ margin-inline-start: {-7 * (lane + 1)}px; }}\n" for lane in range(LANES)
    )
    levels = "".join(f".qk-codings .d{level} {{ padding-bottom: {4 * level}px; }}\n" for level in range(LEVELS))
    widths = "".join(f".qk-codings.w{n} .said {{ padding-inline-start: {7 * n + 8}px; }}\n" for n in range(LANES + 1))
    heights = "".join(f".qk-codings .h{n} {{ line-height: calc(1.45em + {4 * n}px); }}\n" for n in range(LEVELS + 1))
    style = load_templates().get_template("codings.css").render()
    return (style + looks + lanes + levels + widths + heights).strip()
