"""Files of Word and LibreOffice, written by hand, so that a test shows exactly what is in them; and how to break them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from hypothesis import strategies as st

from qualkit.reading.formats.manuscript import Manuscript

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = '<Relationship Id="{0}" Type="{1}/{2}" Target="{3}"/>'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def zip_files(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def make_docx(body: str, *, document: str = "word/document.xml", space: str = TRANSITIONAL, **parts: str) -> bytes:
    """A .docx with that body; `parts` (styles, comments, footnotes …) hold what stands in each part's root."""
    folder, _, name = document.rpartition("/")
    names = {"mc": "http://schemas.openxmlformats.org/markup-compatibility/2006", "w": space,
             "m": "http://schemas.openxmlformats.org/officeDocument/2006/math"}  # fmt: skip
    spaces = " ".join(f'xmlns:{key}="{value}"' for key, value in names.items())
    relations = "".join(_RELATION.format(part, OFFICE, part, f"{part}.xml") for part in parts)
    return zip_files(
        {"_rels/.rels": _RELATIONS.format(_RELATION.format("r1", OFFICE, "officeDocument", document)),
         document: f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
         f"{folder}/_rels/{name}.rels": _RELATIONS.format(relations)}
        | {f"{folder}/{part}.xml": f"<w:{part} {spaces}>{inside}</w:{part}>" for part, inside in parts.items()}
    )  # fmt: skip


def make_odt(body: str, *, styles: str = "", common: str = "", manifest: str = "") -> bytes:
    """An .odt with that body; `styles` are its automatic styles, `common` those that have names."""
    spaces = f'{_OPEN} xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zip_files({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": manifest or "<manifest/>",
        "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {spaces}><office:styles>{common}</office:styles></office:document-styles>",
    })  # fmt: skip


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of Word's; what is no XML becomes a run."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' * bool(properties)}{''.join(map(_as_run, runs))}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of Word's: words of one look."""
    inside = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' * bool(properties)}{inside}</w:r>"


def _as_run(run: str) -> str:
    return run if run.startswith("<") else r(run)


def texts(manuscript: Manuscript) -> list[str]:
    return [paragraph.text for paragraph in manuscript.paragraphs]


def remarks(manuscript: Manuscript) -> list[tuple[str, str]]:
    """What each remark points at, and what it says."""
    return [(manuscript.text[remark.start : remark.end], remark.text) for remark in manuscript.remarks]


@st.composite
def broken(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with some bytes changed, cut off or moved."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(content) - 1))
        match draw(st.sampled_from(["change", "cut", "drop", "double"])):
            case "change":
                content[place] = draw(st.integers(0, 255))
            case "cut" if place > len(content) // 2:
                del content[place:]
            case "drop":
                del content[place : place + draw(st.integers(1, 40))]
            case _:
                content[place:place] = content[place : place + draw(st.integers(1, 40))]
        content = content or bytearray(b"x")
    return bytes(content)
