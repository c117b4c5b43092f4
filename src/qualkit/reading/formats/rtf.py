r"""Rich Text Format: its words, and what striprtf leaves out of them: footnotes, comments, cells, and what is bold.

An RTF file is a stream of words and of commands (`\b`, `\par`), in groups that nest. A group that a command calls a
destination (`{\footnote …}`) is not text of the body.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qualkit.errors import Fault, FaultsError
from qualkit.reading.formats.composing import Comment, Composer
from qualkit.reading.formats.manuscript import Manuscript

_LOST = "\N{REPLACEMENT CHARACTER}"
DEEPEST = 10_000  # groups in groups; programs write some twenty

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
_SAID = {
    "line": "\n", "page": "\n", "column": "\n", "lbr": "\n", "softline": "\n", "tab": "\t", "emdash": "—", "endash": "–",
    "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SIGNS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\t": "\t"}
_UNDERLINES = frozenset(
    {"ul", "uld", "uldash", "uldashd", "uldashdd", "uldb", "ulth", "ulw", "ulwave", "ulhwave", "ulthd", "ulthdash"}
)

# What a group holds that is no text of the body. Those that begin with \\* and are not known here are left out too.
_LEFT_OUT = frozenset({
    "aftncn", "aftnsep", "aftnsepc", "atnicn", "atnparent", "atntime", "author", "background", "blipuid", "buptim",
    "category", "colortbl", "comment", "company", "creatim", "datafield", "datastore", "defchp", "defpap",
    "docvar", "doccomm", "falt", "fldinst", "fldtype", "fname", "fontemb", "fontfile", "footer", "footerf",
    "footerl", "footerr", "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl", "headerr",
    "hlinkbase", "info", "keywords", "latentstyles", "listoverridetable", "listtable", "manager", "mmathPr",
    "nextfile", "nonesttables", "nonshppict", "objalias", "objclass", "objdata", "objname", "objsect", "objtime",
    "operator", "panose", "pgptbl", "pict", "picprop", "private", "propname", "protusertbl", "pxe", "revtbl",
    "revtim", "rsidtbl", "rxe", "shprslt", "sn", "sp", "staticval", "stylesheet", "subject", "sv", "tc",
    "template", "themedata", "title", "txe", "userprops", "xe", "xmlnstbl",
})  # fmt: skip
_KEPT = frozenset({"shpinst", "shppict", "moMath", "moMathPara", "ud"})  # of those that begin with \\*
_SPECIAL = frozenset(
    {"fonttbl", "footnote", "annotation", "atnref", "atnauthor", "atndate", "atrfstart", "atrfend", "shptxt",
     "dptxbxtext", "listtext", "pntext", "upr"}
)  # fmt: skip
TEXT_LEVEL = 9  # of an outline: no heading
_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
_ANSI = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_MEANT = frozenset(word.encode() for word in {
    *_SAID, *_UNDERLINES, *_ANSI, "ansicpg", "b", "bin", "caps", "cell", "cf", "deff", "deleted", "f", "i", "intbl", "mvf",
    "nestcell", "nestrow", "outlinelevel", "par", "pard", "plain", "row", "scaps", "sect", "trowd", "u", "uc", "ulnone", "v",
})  # fmt: skip
"""The commands that mean something here wherever they stand; the many others tell of looks."""
_FONT = re.compile(rb"\\f([0-9]{1,9})(?![0-9])[^;{}]{0,200}?\\fcharset([0-9]{1,4})")
_GROUP = re.compile(rb"\\bin([0-9]{1,9}) ?|\\.|([{}])", re.DOTALL)


def read_rtf(raw: bytes, *, file: str) -> Manuscript:
    """The words of an .rtf file and its comments; `file` is how faults name it.

    Headers, footers, deleted and hidden words are left out. A footnote stands where it is referred to, as
    ` [footnote 1: its words]`; a row of a table is one paragraph with `cells`. A file without words gives a manuscript
    without paragraphs. Raises FaultsError where it is no RTF.
    """
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{\\rtf"):
        raise FaultsError([Fault(file, 0, r"it is no RTF, which begins with {\rtf: open it in the program it comes from, "
                                 "and save it again")])  # fmt: skip
    parser = _Parser(file)
    parser.parse(start)
    parser.close()
    return parser.composer.compose(parser.comments, parser.notes())


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group, and again when the groups in it are closed."""

    bold: bool = False
    underlined: bool = False
    slanted: bool = False  # or in small capitals
    coloured: bool = False
    heading: bool = False
    hidden: bool = False
    deleted: bool = False
    in_row: bool = False
    font: int = -1
    skip: int = 1  # how many characters stand in for one of Unicode
    note: bool = False  # whether a footnote ends with this group


class _Parser:
    """Goes through a file once and tells its composer what it sees."""

    def __init__(self, file: str, around: _Parser | None = None) -> None:
        self.file = file
        self.composer = Composer()
        self.comments: dict[str, Comment] = {}
        self.told: dict[str, str] = {}  # of the comment that comes
        self._page: str = around._page if around else "cp1252"
        self._fonts: dict[int, str] = around._fonts if around else {}
        self._nested: int = around._nested + 1 if around else 0
        self._state = _State()
        self._bytes = bytearray()  # words whose encoding is that of the font
        self._font = -1  # the font of what names none
        self._high = 0  # the first half of a character beyond U+FFFF
        self._due = 0  # characters still to skip after one of Unicode
        self._row_open = self._in_note = False
        self._boxes: list[bytes] = []
        self._counts = {"footnote": 0, "endnote": 0}
        self._undecoded = self._deletions = self._numbered = 0

    def notes(self) -> Iterator[str]:
        if self._deletions:
            yield f"tracked changes were taken as accepted: {self._deletions:,} deleted words were left out"
        if self._numbered:
            yield f"{self._numbered:,} paragraphs have a number or bullet that is set for them; these are not in the text"
        if self._undecoded:
            yield f"{self._undecoded:,} characters could not be decoded and stand as {_LOST}"

    def parse(self, raw: bytes) -> None:
        """Read a whole file, or what stands in a group: up to its end, and nothing that comes after."""
        groups: list[_State] = [] if raw.startswith(b"{\\rtf") else [self._state]
        at, star, opening = 0, False, False
        while at < len(raw):
            token = _TOKEN.match(raw, at)
            if token is None:  # a backslash at the very end
                break
            at = token.end()
            word, number, code, sign, brace, words = token.groups()
            if words is not None:
                self._bytes += words[self._due :]
                self._due = max(0, self._due - len(words))
            elif code is not None:
                if self._due:
                    self._due -= 1
                else:
                    self._bytes.append(int(code, 16))
            elif word is not None:
                if opening or star or word in _MEANT:
                    at = self._command(raw, at, word.decode(), number, first=opening or star, star=star)
                else:
                    self._settle()
            elif brace == b"{":
                self._open(groups)
            elif brace == b"}":
                self._settle()
                if groups:
                    self._close(groups)
                if not groups:
                    break
            elif sign is not None:
                self._sign(sign)
            else:
                continue  # a line's end, which means nothing
            opening, star = brace == b"{", sign == b"*"
        self._settle()

    def close(self) -> None:
        if self._row_open:
            self.composer.end_row()
        self._row_open = False
        self.composer.end_paragraph()
        self._read_boxes()

    def _open(self, groups: list[_State]) -> None:
        self._settle()
        if len(groups) > DEEPEST:
            problem = f"its groups lie in one another more than {DEEPEST:,} deep; it was not read"
            raise FaultsError([Fault(self.file, 0, problem)])
        groups.append(self._state)
        self._state = replace(self._state, note=False)

    def _close(self, groups: list[_State]) -> None:
        if self._state.note:
            self._in_note = False
            self.composer.end_note()
        self._state = groups.pop()

    def _settle(self) -> None:
        """Say the words whose bytes were gathered: before anything that is no word."""
        self._due = 0
        if self._bytes:
            words, self._bytes = bytes(self._bytes), bytearray()
            said = words.decode(self._fonts.get(self._state.font, self._page), "replace")
            self._undecoded += said.count(_LOST)
            self._say(said)

    def _say(self, said: str) -> None:
        if self._high:
            self._high = 0
            self._undecoded += 1
            said = _LOST + said
        state = self._state
        if state.deleted:
            self._deletions += len(said.split())
        elif state.hidden:
            self.composer.hide(said)
        else:
            if state.in_row and not self._row_open and not self._in_note:
                self._begin_row()
            if state.heading:
                self.composer.mark_heading()
            self.composer.say(said, bold=state.bold or state.underlined, apart=state.slanted or state.coloured)

    def _begin_row(self) -> None:
        if not self._row_open and not self._in_note:
            self._row_open = True
            self.composer.begin_row()

    def _sign(self, sign: bytes) -> None:
        self._settle()
        if sign in b"\r\n":
            self._end_paragraph()
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])

    def _command(self, raw: bytes, at: int, word: str, number: bytes | None, *, first: bool, star: bool) -> int:
        """Do what a command says; what comes back is where to read on."""
        value = None if number is None else int(number)
        if word == "u" and value is not None:
            self._unicode(value)
            return at
        self._settle()
        if word == "bin":
            return at + max(0, value or 0)
        if first and word in _SPECIAL:
            return self._destination(raw, at, word)
        if first and (word in _LEFT_OUT or (star and word not in _KEPT)):
            return _find_end(raw, at)
        if word in _SAID:
            self._say(_SAID[word])
        elif word in ("par", "sect"):
            self._end_paragraph()
        elif word in ("trowd", "cell", "row", "nestcell", "nestrow"):
            self._table(word)
        elif word in _ANSI or word == "ansicpg":
            self._page = _find_page(f"cp{value}") if word == "ansicpg" else _ANSI[word]
        else:
            self._format(word, value)
        return at

    def _format(self, word: str, value: int | None) -> None:
        on, state = value != 0, self._state
        if word == "b":
            self._state = replace(state, bold=on)
        elif word in _UNDERLINES or word == "ulnone":
            self._state = replace(state, underlined=on and word != "ulnone")
        elif word in ("i", "scaps", "caps"):
            self._state = replace(state, slanted=on)
        elif word == "cf":
            self._state = replace(state, coloured=on and value is not None)
        elif word == "outlinelevel":
            self._state = replace(state, heading=value is not None and 0 <= value < TEXT_LEVEL)
        elif word == "v":
            self._state = replace(state, hidden=on)
        elif word in ("deleted", "mvf"):
            self._state = replace(state, deleted=on)
        elif word == "plain":
            self._state = replace(state, bold=False, underlined=False, slanted=False, coloured=False,
                                  hidden=False, deleted=False, font=self._font)  # fmt: skip
        elif word == "pard":
            self._state = replace(state, in_row=False, heading=False)
        elif word == "intbl":
            self._state = replace(state, in_row=True)
        elif word == "uc" and value is not None:
            self._state = replace(state, skip=max(0, value))
        elif word in ("f", "deff") and value is not None:
            self._font = value if word == "deff" else self._font
            self._state = replace(state, font=value)

    def _unicode(self, value: int) -> None:
        self._settle()
        value &= 0xFFFF
        if 0xDC00 <= value < 0xE000:
            high, self._high = self._high, 0
            said = chr(0x10000 + ((high - 0xD800) << 10) + value - 0xDC00) if high else _LOST
            self._undecoded += not high
            self._say(said)
        elif 0xD800 <= value < 0xDC00:
            if self._high:
                self._say("")
            self._high = value
        else:
            self._say(chr(value))
        self._due = self._state.skip

    def _end_paragraph(self) -> None:
        if self._state.deleted:
            return  # the next paragraph joins this one
        if self._high:
            self._say("")
        if self._row_open and not self._state.in_row and not self._in_note:
            self._table("row")
        self.composer.end_paragraph()
        self._read_boxes()

    def _table(self, word: str) -> None:
        if self._in_note:
            self._say(" ")
        elif word.startswith("nest"):
            self.composer.say("\n")
        elif word == "row":
            if self._row_open:
                self._row_open = False
                self.composer.end_row()
            self._read_boxes()
        else:
            self._begin_row()
            if word == "cell":
                self.composer.end_cell()

    def _destination(self, raw: bytes, at: int, word: str) -> int:
        end = _find_end(raw, at)
        group = raw[at:end]
        if word == "footnote" and not self._in_note:
            kind = "endnote" if b"\\ftnalt" in group[:200] else "footnote"
            self._counts[kind] += 1
            self.composer.begin_note(f"{kind} {self._counts[kind]}")
            self._in_note, self._state = True, replace(self._state, note=True)
            return at
        if word == "fonttbl":
            self._fonts |= {int(font): _PAGES.get(int(charset), self._page) for font, charset in _FONT.findall(group)}
        elif word in ("listtext", "pntext"):
            self._numbered += 1
            self.composer.mark_item()
        elif word == "upr":  # twice the same: for programs without Unicode, and for those with
            other = raw.find(b"{", at, end)
            return end if other < 0 else _find_end(raw, other + 1) + 1
        elif self._nested > 4:
            return end
        elif word in ("shptxt", "dptxbxtext"):
            self._boxes.append(group)
        elif word == "annotation":
            self._comment(group)
        elif word == "atrfstart":
            self.composer.begin_remark(self._read_aside(group)[0])
        elif word == "atrfend":
            self.composer.end_remark(self._read_aside(group)[0])
        elif word != "footnote":
            self.told[word] = self._read_aside(group)[0]
        return end

    def _comment(self, group: bytes) -> None:
        text, told = self._read_aside(group)
        told = self.told | told
        self.told = {}
        key = told.get("atnref") or f"{len(self.comments)}."
        if key in self.comments:
            key = f"{key} {len(self.comments)}."
        self.comments[key] = Comment(text, told.get("atnauthor", ""), _read_moment(told.get("atndate", "")))
        if not self.composer.is_placed(key):
            self.composer.end_remark(key)

    def _read_aside(self, group: bytes) -> tuple[str, dict[str, str]]:
        """The words of a group that is not part of the text, and what it tells of a comment."""
        parser = _Parser(self.file, self)
        parser.parse(group)
        parser.close()
        return "\n".join(paragraph.text for paragraph in parser.composer.compose({}).paragraphs), parser.told

    def _read_boxes(self) -> None:
        """Text boxes are set after the paragraph, or the row, that they hang on."""
        if self._in_note or self._row_open:
            return
        while self._boxes:
            boxes, self._boxes, outer = self._boxes, [], self._state
            self._nested += 1
            for box in boxes:
                self._state = _State(font=outer.font)
                self.parse(box)
                if self._row_open:
                    self._table("row")
                self.composer.end_paragraph()
            self._nested -= 1
            self._state = outer


def _find_end(raw: bytes, at: int) -> int:
    """Where the group that is open at a place is closed."""
    depth = 0
    while token := _GROUP.search(raw, at):
        at = token.end()
        if token[1]:
            at += int(token[1])
        elif token[2] == b"{":
            depth += 1
        elif token[2] == b"}":
            depth -= 1
            if depth < 0:
                return token.start()
    return len(raw)


def _find_page(name: str) -> str:
    name = {"cp65001": "utf-8", "cp10000": "mac_roman"}.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _read_moment(told: str) -> str | None:
    """A date as Word packs it into one number: minute, hour, day, month and year, from the lowest bit on."""
    if not told.removeprefix("-").isdecimal() or len(told) > 11:
        return None
    bits = int(told) & 0xFFFFFFFF
    minute, hour, day, month, year = (
        bits & 63,
        bits >> 6 & 31,
        bits >> 11 & 31,
        bits >> 16 & 15,
        1900 + (bits >> 20 & 511),
    )
    if not (minute < 60 and hour < 24 and day > 0 and 0 < month < 13):
        return None
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"
