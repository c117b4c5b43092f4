"""Plain text and Markdown: blocks of lines become paragraphs, with their lines as their author broke them."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from qualkit.errors import Fault, FaultsError
from qualkit.files import normalise
from qualkit.reading.formats.decoding import decode
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript
from qualkit.reading.formats.tabbed import find_tabbed
from qualkit.reading.formats.wrapping import begins_anew, find_low_tags, is_hard_wrapped, join_wrapped

_ROWS = 3  # lines of a table whose cells bars part
MARKDOWN = (".md", ".markdown")

_PLAIN_BYTES = bytes(range(32, 127)) + b"\n"
_EMPTY_LINE = re.compile(r"\n(?:[^\S\n]*\n)+")
_FRONT = re.compile(
    r"---[^\S\n]*\n((?:[\w .-]+:(?: .*)?\n|[ \t]+.*\n|- .*\n|#.*\n|[^\S\n]*\n){1,80})(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)"
)
_LISTED = re.compile(r"(?:[ \t]+|(?=-\s))(?:-\s+)?")
_NOT_ESCAPED = r"(?<!\\)"
_STRONG = re.compile(_NOT_ESCAPED + r"(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s\\])\1(?![*_])")
_LOOSE = re.compile(r"\A(\*\*|__)(?=[^\s*_])([^*_\n]{1,60}?)\s+\1(?=\S)")  # **Ana: **words, as some programs write it
_SLANTED = re.compile(
    _NOT_ESCAPED
    + r"(?:(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s\\*])\*(?!\*)|(?<![\w_])_(?=[^\s_])(.+?)(?<=[^\s\\_])_(?!\w)|~~(?=\S)(.+?)~~)"
)
_CODE = re.compile(_NOT_ESCAPED + r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(_NOT_ESCAPED + r"!?\[([^\[\]\n]*)\]\(([^()\s]+)(?:\s+\"([^\"]*)\")?\)")
_TIME_LINK = re.compile(
    r"\[\(?((?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2})\)?\]\((?:https?|javascript):[^\s()]*(?:\([^\s()]*\)[^\s()]*)?\)"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~:<\"'&$])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
_BREAK = re.compile(r"(?i)<br\s*/?>|\\$")
_HEADING = re.compile(r"#{1,6}(?:\s+|$)(.*?)(?:\s+#+)?\s*\Z")
_RULE = re.compile(r"(?:=+|-{2,}|(?:[*_-]\s*){3,})\Z")
_PREFIX = re.compile(r"\A(?:(?:>\s?)+|(?=[*+-]))(?:[*+-]\s+(?:\[[ xX]\]\s+)?(?=\S))?")
_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*(.*)")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_RULED = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\Z")


def read_plain(raw: bytes, *, file: str, encoding: str | None = None) -> Manuscript:
    """Read a text (.txt) or Markdown (.md, by the ending of `file`) in any encoding.

    A paragraph is what stands between empty lines; its lines stay lines, since every line may begin with a speaker's
    tag. Only where a text is clearly broken at a width, as old editors and mail programs do it, its lines are joined,
    and that is told; a line that begins with a tag, a time mark or a bullet stays a line even then. Of Markdown, the
    marks go and the words stay: links keep their address, code stays as it is.

    Raises FaultsError where it is no text, or empty.

    >>> manuscript = read_plain(b"I: How?\\n\\nR: Slowly.\\nR2: Yes.", file="F1.txt")
    >>> [paragraph.text for paragraph in manuscript.paragraphs]
    ['I: How?', 'R: Slowly.\\nR2: Yes.']
    >>> read_plain(b"**R** Well, *slowly*.", file="F1.md").paragraphs[0]
    Paragraph(text='R Well, slowly.', bold=1, speaker='', time='', item=False, apart=False, cells=(), part='')
    """
    decoded = decode(raw, file=file, encoding=encoding)
    text = normalise(decoded.text)
    notes = list(decoded.notes)
    front, text = _take_front(text)
    text, jumps = _TIME_LINK.subn(r"[\1]", text) if "](" in text else (text, 0)
    if jumps:
        notes.append(f"{jumps} times are links to a recording; their addresses are left out")
    if file.lower().endswith(MARKDOWN):
        paragraphs = list(_read_markdown(text))
    else:
        paragraphs = [Paragraph(block) if isinstance(block, str) else block for block in _split(text)]
    low_tags = _find_wrapped(one.text.split("\n") for one in paragraphs if "\n" in one.text and not one.cells)
    if low_tags is not None:
        paragraphs = [_unwrap(paragraph, low_tags) for paragraph in paragraphs]
        notes.append("its lines were broken at a width; they were joined, but for those that begin with a tag, a time "
                     "mark or a bullet")  # fmt: skip
    manuscript = make_manuscript([*front, *paragraphs], notes=notes)
    if not manuscript.paragraphs:
        raise FaultsError([Fault(file, 0, "it is empty: there are no words in it; is it the right file?")])
    return manuscript


def _take_front(text: str) -> tuple[list[Paragraph], str]:
    """The `key: value` lines between `---` lines at the beginning, one a paragraph, and what follows them.

    What is set in below a key, or listed there, is its value.
    """
    found = _FRONT.match(text) if text.startswith("---") else None
    if not found:
        return [], text
    told: list[str] = []
    for line in found[1].split("\n"):
        listed = _LISTED.match(line)
        value = clean(line[listed.end() :] if listed else line)
        if not told or not listed:
            told.append(value)
        elif value:
            told[-1] = f"{told[-1].rstrip('>|-')} {value}" if told[-1][-1:] in ":>|-" else f"{told[-1]}, {value}"
    return [Paragraph(line, part="head") for line in told], text[found.end() :]


def _split(text: str) -> list[str | Paragraph]:
    """The paragraphs, cleaned. Most texts need no cleaning, which is seen ten times faster than it is done."""
    if "\f" in text:
        text = text.replace("\f", "\n\n")
    blocks = text.split("\n\n")
    seldom = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_BYTES).decode("utf-8", "surrogatepass")
    if seldom.isprintable() and "  " not in text and " | " not in text and not any(map(_has_edges, blocks)):
        return [block.strip("\n ") for block in blocks]
    blocks = [_tab(block) if " | " in block else block for block in _EMPTY_LINE.split(text)]
    parts = (part for block in _join_rows(blocks) for part in (find_tabbed(block) if "\t" in block else (block,)))
    return [clean(part) if isinstance(part, str) else part for part in parts]


def _join_rows(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks, with those of one line as one where they are the rows of a table with an empty line between them."""
    for is_row, group in groupby(blocks, key=lambda block: "\t" in block.strip() and "\n" not in block.strip("\n")):
        members = [*group]
        joined = "\n".join(block.strip("\n") for block in members) if is_row and len(members) > 1 else ""
        if joined and not any(isinstance(part, str) for part in find_tabbed(joined)):
            yield joined
        else:
            yield from members


def _tab(block: str) -> str:
    """A block of rows whose cells bars part, with tabs between them; any other as it is."""
    bars = [line.count(" | ") for line in block.strip("\n").split("\n")]
    return block.replace(" | ", "\t") if len(set(bars)) == 1 and len(bars) >= _ROWS else block


def _has_edges(block: str) -> bool:
    """Whether there are spaces around one of its lines but the first and the last."""
    return "\n" in block and ("\n " in block or " \n" in block)


def _find_wrapped(blocks: Iterable[Sequence[str]]) -> frozenset[str] | None:
    """Whether lines were broken at a width: the tags in small letters that begin some of them; None where they were not."""
    lines = list(blocks)
    longest = max((len(line) for block in lines for line in block), default=0)
    if not 40 <= longest <= 250:
        return None
    low_tags = find_low_tags(line for block in lines for line in block)
    return low_tags if is_hard_wrapped(lines, low_tags) else None


def _unwrap(paragraph: Paragraph, low_tags: Container[str]) -> Paragraph:
    if paragraph.cells or "\n" not in paragraph.text:
        return paragraph
    parts: list[list[str]] = []
    for line in paragraph.text.split("\n"):
        if not parts or begins_anew(line, low_tags):
            parts.append([line])
        else:
            parts[-1].append(line)
    return Paragraph("\n".join(map(join_wrapped, parts)), paragraph.bold)


# Markdown


def _read_markdown(text: str) -> Iterator[Paragraph]:
    block: list[tuple[str, bool]] = []  # the lines of a paragraph, and whether each is code
    fenced = False
    for line in text.replace("\f", "\n\n").split("\n"):
        bare = line.strip()
        fence = _FENCE.match(bare)
        if fence:
            fenced = not fenced
            block.append((fence[1].replace("`", ""), True))
        elif fenced:
            block.append((bare, True))
        elif not bare.strip("> ") or _RULE.match(bare):
            yield from _end(block)
        elif heading := _HEADING.match(bare):
            yield from _end(block)
            yield replace(_paragraph([(heading[1], False)]), part="heading")
        elif _is_row(bare):
            yield from _end(block)
            yield from _read_row(bare)
        else:
            block.append((_LOOSE.sub(r"\1\2\1 ", _PREFIX.sub("", bare, count=1)), False))
    yield from _end(block)


def _end(block: list[tuple[str, bool]]) -> Iterator[Paragraph]:
    if block:
        yield _paragraph(block)
        block.clear()


def _paragraph(lines: list[tuple[str, bool]]) -> Paragraph:
    strong = None if lines[0][1] else _STRONG.match(lines[0][0])
    text = clean("\n".join(line if is_code else _plain(line) for line, is_code in lines))
    return Paragraph(text, bold=min(len(clean(_plain(strong[0]))), len(text)) if strong else 0)


def _plain(line: str) -> str:
    """A line without Markdown's marks."""
    line = _BREAK.sub("\n", line)
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(line):  # what is code stays as it is
        parts += [_unmark(line[at : code.start()]), code[2]]
        at = code.end()
    return "".join([*parts, _unmark(line[at:])])


def _unmark(words: str) -> str:
    words = _LINK.sub(lambda link: " ".join(filter(None, [link[1], f"({link[2]})", link[3]])), words)
    words = _STRONG.sub(r"\2", words)
    words = _SLANTED.sub(lambda mark: mark[1] or mark[2] or mark[3], words)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _ESCAPE.sub(r"\1", words))


def _is_row(line: str) -> bool:
    return line.startswith("|") and len(_BETWEEN_CELLS.findall(line)) > 1


def _read_row(line: str) -> Iterator[Paragraph]:
    if _RULED.match(line):
        return
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    cells = tuple(clean(_plain(cell)) for cell in _BETWEEN_CELLS.split(inner))
    yield Paragraph("\n".join(filter(None, cells)), cells=cells)
