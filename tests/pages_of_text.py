"""PDFs made by hand for the tests: words at places, in Courier, and nothing that the tests do not need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Word = tuple[float, float, str]  # x, y from the foot of an A4 page (595 × 842), and the words there
Rule = tuple[float, float, float, float]  # from where to where: x, y, x, y

FONTS = {"": "Courier", "**": "Courier-Bold"}
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)


def make_pdf(
    pages: Sequence[Iterable[Word]], *, size: float = 10, pictures: Sequence[int] = (),
    rules: Sequence[Iterable[Rule]] = (),
) -> bytes:  # fmt: skip
    """A PDF with words in the order given; words that begin with ** are bold; `pictures` are pages with a picture.

    `rules` are the lines that are drawn on each page.
    """
    first = 6  # 1 catalog, 2 pages, 3 and 4 fonts, 5 a picture
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode() for font in FONTS.values()),
        PICTURE,
    ]  # fmt: skip
    for number, words in enumerate(pages):
        drawn = [_draw(x, y, text, size) for x, y, text in words]
        if number in pictures:
            drawn.append(b"q 500 0 0 700 50 50 cm /I Do Q")
        for x, y, right, top in rules[number] if rules else ():
            drawn.append(f"{x} {y} m {right} {top} l S".encode())
        stream = b"\n".join(drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * number + 1} 0 R /Resources "
            "<< /Font << /F0 3 0 R /F1 4 0 R >> /XObject << /I 5 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _write(objects)


def _draw(x: float, y: float, text: str, size: float) -> bytes:
    bold = text.startswith("**")
    escaped = text.removeprefix("**").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{int(bold)} {size} Tf {x} {y} Td ({escaped}) Tj ET".encode("cp1252")


def _write(objects: Sequence[bytes]) -> bytes:
    raw = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return raw + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(raw))
    )


def set_lines(lines: Iterable[str], *, x: float = 72, top: float = 760, step: float = 13) -> list[Word]:
    """Lines one below the other; an empty one leaves its place free."""
    return [(x, top - step * number, line) for number, line in enumerate(lines) if line]
