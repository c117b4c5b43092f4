"""Web pages, and what word processors save as one: the words that a reader sees, with Word's comments aside.

Scripts, styles, menus (`nav`), form fields and what is hidden are left out.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from qualkit.errors import Fault, FaultsError
from qualkit.reading.formats.composing import Comment, Composer
from qualkit.reading.formats.manuscript import Manuscript

if TYPE_CHECKING:
    from lxml import etree

MOST_COLUMNS, MOST_ROWS = 64, 1_000  # of one merged cell; a page may claim any number

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_NO_TEXT = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_WESTERN = frozenset({"iso8859-1", "ascii", "latin-1"})  # as browsers do: pages that say so are cp1252

_LEFT_OUT = frozenset({
    "applet", "area", "audio", "base", "basefont", "button", "canvas", "datalist", "embed", "frameset", "head", "iframe",
    "input", "link", "map", "meta", "nav", "noembed", "noframes", "noscript", "object", "optgroup", "option", "param",
    "rp", "script", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "listing", "main", "menu", "ol", "p", "plaintext", "pre", "search", "section", "summary",
    "table", "tbody", "tfoot", "thead", "ul", "xmp",
})  # fmt: skip
_BOLD = frozenset({"b", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "ins", "strong", "th", "u"})
_SLANTED, _HEADINGS = frozenset({"cite", "em", "i"}), frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSET = (False, False, False)
_CELLS = frozenset({"td", "th"})
_KEPT_AS_SET = frozenset({"listing", "plaintext", "pre", "xmp"})

_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)|text-decoration[\w-]*\s*:[^;]*?(underline)")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_SET = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_PAGE_PART = re.compile(r"mso-element\s*:\s*(?:header|footer)\b")
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_COMMENT_HERE = re.compile(r"#(?:_msocom_|cmnt)(\w+)")
_COMMENT_TEXT = re.compile(r"(?:_msocom_|cmnt)([0-9]+)")
_LABEL = re.compile(r"\s*\[\w+\]\s*")


def read_html(raw: bytes, *, file: str, encoding: str | None = None) -> Manuscript:
    """The words of a web page; `file` is how faults name it, `encoding` what its user knows of it.

    Otherwise the encoding is what its first bytes or the page itself say; UTF-8 where they say nothing, and where it is
    not that, cp1252, which is told. A row of a table is one paragraph with `cells`; a row of one cell, and one that holds
    a table, is a frame around paragraphs. A page without words gives a manuscript without paragraphs. Raises FaultsError
    where it cannot be decoded, or is too deep.
    """
    text, notes = _decode(raw, file, encoding)
    root = _parse(text, file)
    if root is None:
        return Composer().compose({}, notes)
    walk = _Walk(root)
    walk.walk(root)
    if walk.left_out:
        notes.append(f"{walk.left_out:,} words of menus and fields to fill in were left out")
    return walk.composer.compose(walk.comments, notes)


def _decode(raw: bytes, file: str, encoding: str | None) -> tuple[str, list[str]]:
    """The text of a page, and what is to be told of how it was found."""
    told = encoding or next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if told:
        try:
            return raw.decode(_find_page(told)).removeprefix("\ufeff"), []
        except (LookupError, ValueError) as error:  # UnicodeDecodeError is a ValueError
            problem = f"it is not in the encoding {told} ({error}): name another one, or save it as UTF-8"
            raise FaultsError([Fault(file, 0, problem)]) from None
    wrong = []
    if says := _CHARSET.search(raw[:4096]):
        said = says[1].decode("ascii", "replace")
        try:
            page = _find_page(said)
            return raw.decode("cp1252" if page in _WESTERN else "utf-8" if page.startswith("utf-16") else page), []
        except (LookupError, ValueError):
            wrong.append(f"the page says that its encoding is {said}, and it is not")
    try:
        return raw.decode("utf-8"), wrong
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), [*wrong, "its encoding was guessed: cp1252"]


def _find_page(name: str) -> str:
    page = codecs.lookup(name).name
    if page in _NO_TEXT:
        raise LookupError(f"{name} is no encoding of texts")
    return page


def _parse(text: str, file: str) -> etree._Element | None:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing is in it
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        problem = "its elements lie in one another deeper than any page's; open it in a browser and copy its text"
        raise FaultsError([Fault(file, 0, problem)])
    return root


class _Walk:
    """Goes through a page once, without recursion: strangers' pages nest deep."""

    def __init__(self, root: etree._Element) -> None:
        self.composer = Composer()
        self.comments: dict[str, Comment] = {}
        self.left_out = 0
        self._rules: dict[
            str, str
        ] = {}  # of the classes; only for what is bold: a rule that hides may hold on paper only
        for style in root.iter("style"):
            for name, rule in _RULE.findall(style.text or ""):
                self._rules[name] = f"{self._rules.get(name, '')};{rule.lower()}"
        self._looks: list[tuple[bool, bool, bool] | None] = [_UNSET]  # bold, lines kept, slanted; None where left out
        self._frames: list[bool] = []  # of the rows that are open: whether each is a frame
        self._spans: list[
            dict[int, int]
        ] = []  # of the tables that are open: on how many rows more a cell of a column stands
        self._columns: list[int] = []  # of the rows that are open: their columns so far

    def walk(self, root: etree._Element) -> None:
        from lxml import etree

        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "end":
                self._end(element)
                self._say(element.tail if element is not root else None)
            elif self._is_aside(element):
                steps.skip_subtree()
                self._looks.append(None)
            else:
                self._begin(element)
                self._say(element.text)

    def _is_aside(self, element: etree._Element) -> bool:
        """Whether what is in an element is no text of the page."""
        tag, style = element.tag, (element.get("style") or "").lower()
        if tag in _LEFT_OUT:
            if tag not in ("head", "script", "style", "title", "noscript", "template", "svg"):
                self.left_out += len("".join(element.itertext()).split())
            return True
        if element.get("hidden") is not None or _HIDES.search(style):
            if not _is_made_by_word(element, style):
                self.composer.hide("".join(element.itertext()))
            return True
        if _PAGE_PART.search(style) or (tag == "div" and element.get("title") in ("header", "footer")):
            return True
        return self._take_comment(element, style)

    def _style(self, element: etree._Element) -> str:
        own = (element.get("style") or "").lower()
        classes = element.get("class")
        if classes and self._rules:
            return ";".join([*(self._rules.get(name, "") for name in classes.split()), own])
        return own

    def _begin(self, element: etree._Element) -> None:
        tag, style = element.tag, self._style(element)
        bold, kept, slanted = self._looks[-1] or _UNSET
        bold = bold or tag in _BOLD
        for weight, underline in _WEIGHT.findall(style):
            bold = bool(underline) or weight == "bold" or weight[:1] in tuple("6789")
        kept = kept or tag in _KEPT_AS_SET or bool(_SET.search(style))
        self._looks.append((bold, kept, slanted or tag in _SLANTED))
        if tag == "br":
            self.composer.say("\n")
        elif tag == "tr":
            self.composer.end_paragraph()
            self._frames.append(_is_frame(element, spanned=bool(self._spans and self._spans[-1])))
            self._columns.append(0)
            if not self._frames[-1]:
                self.composer.begin_row()
        elif tag in _BLOCKS or tag in _CELLS:
            self.composer.end_paragraph()
            if tag == "table":
                self._spans.append({})
            elif tag in _CELLS and self._frames and not self._frames[-1]:
                self._leave_spanned()
            if tag == "li":
                self.composer.mark_item()
            elif tag in _HEADINGS:
                self.composer.mark_heading()
        elif tag in ("a", "span"):
            self._place_comment(element)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if self._looks.pop() is None:
            return
        if tag in _CELLS:
            if not self._frames or self._frames[-1]:
                self.composer.end_paragraph()
            else:
                self._end_cell(element)
        elif tag == "tr":
            if not self._frames[-1]:
                self._leave_spanned()
                self.composer.end_row()
            self._frames.pop()
            self._columns.pop()
        elif tag in _BLOCKS:
            self.composer.end_paragraph()
            if tag == "table":
                self._spans.pop()
        if element.get("style") and "mso-comment-reference" in element.get("style"):
            self.composer.end_remark(_find_reference(element))

    def _end_cell(self, element: etree._Element) -> None:
        """End a cell, and remember on how many rows more it stands; a merged one leaves the others empty."""
        more = _count(element, "rowspan", MOST_ROWS) - 1
        for _ in range(_count(element, "colspan", MOST_COLUMNS)):
            self.composer.end_cell()
            if more and self._spans and self._columns[-1] < MOST_COLUMNS:
                self._spans[-1][self._columns[-1]] = more
            self._columns[-1] += 1

    def _leave_spanned(self) -> None:
        """Leave the cells empty, here in a row, on which one from a row above still stands."""
        spans = self._spans[-1] if self._spans else {}
        while (column := self._columns[-1]) in spans:
            self.composer.end_cell()
            spans[column] -= 1
            if not spans[column]:
                del spans[column]
            self._columns[-1] += 1

    def _say(self, text: str | None) -> None:
        if not text:
            return
        bold, kept, slanted = self._looks[-1] or _UNSET
        if not kept:
            text = text.replace("\r", " ").replace("\n", " ")
        self.composer.say(text, bold=bold, apart=slanted)

    def _place_comment(self, element: etree._Element) -> None:
        if "mso-comment-reference" in (element.get("style") or ""):
            self.composer.begin_remark(_find_reference(element))

    def _take_comment(self, element: etree._Element, style: str) -> bool:
        """Take a comment out, or the sign in the text that it hangs on. Word and Google write them at the page's end."""
        if element.tag == "a" and (here := _COMMENT_HERE.match(element.get("href") or "")):
            if here[1].isdecimal():
                key = here[1]
                if not self.composer.is_placed(key):
                    self.composer.end_remark(key)
                return True
            return False
        if "mso-element:comment-list" in style.replace(" ", ""):
            for comment in element.iter("div"):
                if re.search(r"mso-element\s*:\s*comment(?![\w-])", (comment.get("style") or "").lower()):
                    self._keep_comment(comment)
            return True
        if element.tag == "div" and len(element) and _is_google_comment(element):
            self._keep_comment(element)
            return True
        return False

    def _keep_comment(self, element: etree._Element) -> None:
        name = next(
            (found[1] for anchor in element.iter("a", "div") if (found := _COMMENT_TEXT.fullmatch(_name_of(anchor)))),
            "",
        )
        words = " ".join("".join(element.itertext()).split())
        author = next((a.get("title") or "" for a in element.iter("span") if a.get("class") == "MsoCommentAuthor"), "")
        self.comments[name or f"{len(self.comments)}."] = Comment(_LABEL.sub(" ", words, count=1).strip(), author)


def _name_of(element: etree._Element) -> str:
    return element.get("name") or element.get("id") or ""


def _is_google_comment(element: etree._Element) -> bool:
    anchor = next(element.iter("a"), None)
    return anchor is not None and re.fullmatch(r"#cmnt_ref[0-9]+", anchor.get("href") or "") is not None


def _find_reference(element: etree._Element) -> str:
    found = re.search(r"mso-comment-reference\s*:\s*\w*?_?([0-9]+)\b", element.get("style") or "")
    return found[1] if found else ""


def _is_made_by_word(element: etree._Element, style: str) -> bool:
    """Whether Word hides it as the sign of a comment, which no author wrote."""
    return "mso-special-character" in style or "MsoCommentReference" in (element.get("class") or "")


def _is_frame(row: etree._Element, *, spanned: bool = False) -> bool:
    """Whether a row holds one cell, or a table: it then sets the page, and is no row of a table.

    Beside a cell from a row above (`spanned`), one is enough.
    """
    cells = sum(1 for cell in row if cell.tag in _CELLS)
    return cells + spanned < 2 or next(row.iter("table"), None) is not None


def _count(cell: etree._Element, name: str, most: int) -> int:
    """On how many columns or rows a cell stands."""
    told = cell.get(name) or ""
    return min(max(int(told), 1), most) if told.isdecimal() and len(told) < 9 else 1
