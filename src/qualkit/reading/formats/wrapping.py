"""Lines that a margin ended, not their author: which they are, and how they become one again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise, starmap

_MARKED = re.compile(
    r"[\[(*<#]{0,2}\d{1,3}:\d{1,2}\b|\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s\d{1,2}[.:]\d{2}|[-–—•*·▪●○►>\uf020-\uf0ff]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s"
)
_TAGGED = re.compile(r"[\[(*]{0,2}(?P<tag>[^\W_](?:[^\s:]{0,24}[^\S\n]){0,3}[^\s:]{0,24})[^\S\n]?:(?=\s|\Z)")
_ENDS_SPOKEN = re.compile(r"[.?!:…。？！][\"'”’»)\]*]*\Z")
CODED = re.compile(r"[^\W\d_a-z]{1,4}[0-9]{0,2} [-–—] ")
_SLIPPED = re.compile(r"[^\W\d_a-z]{1,3}[0-9]{0,2} ?; ")  # P ; Lalu
"""A tag with a dash behind it, or, in the middle of a sentence, perhaps a name: `R1 - Ya`."""
_OFTEN = 4  # lines that begin with a tag in small letters
HYPHENS = ("-", "\u2010")
_SET = 0.02  # of the lines end in the middle of a word, at least, where a typesetter parts words
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?!-?\w)")
_BEFORE = re.compile(r"([^\W_]+)[-\u2010]\Z")
_AFTER = re.compile(r"[\"'“‘(]*([^\W_]+)")
# what a line may begin with after a hyphen that stands for a second half: "pre- and post-test"
_AND = {"and", "or", "to", "dan", "atau", "og", "eller", "en", "of", "und", "oder", "et", "ou", "y", "o", "e", "och"}


def find_tag(line: str) -> str:
    """What stands before a colon at the beginning of a line, as a speaker's tag does; '' where nothing does.

    >>> find_tag("[Informan 1] : Ya."), find_tag("lalu dia: pergi"), find_tag("Jam 10:30 saya")
    ('Informan 1]', '', '')
    """
    found = _TAGGED.match(line) if ":" in line else None
    return found["tag"].rstrip() if found and not found["tag"][0].islower() else ""


def find_low_tags(lines: Iterable[str]) -> frozenset[str]:
    """What stands in small letters before a colon at the beginning of several lines: tags, in a file that has no others.

    >>> find_low_tags(["p: Kapan?", "n: Dulu.", "lalu dia: pergi"] + ["p: Lalu?", "n: Ya."] * 3) == {"p", "n"}
    True
    """
    times = Counter(tag for line in lines if line[:1].islower() and (tag := _find_low_tag(line)))
    return frozenset(tag for tag, number in times.items() if number >= _OFTEN)


def _find_low_tag(line: str) -> str:
    found = _TAGGED.match(line) if ":" in line else None
    return found["tag"].rstrip() if found else ""


def begins_anew(line: str, low_tags: Container[str] = ()) -> bool:
    """Whether a line begins as no continuation does: a time mark, a bullet or number of a list, a speaker's tag.

    >>> [begins_anew(line) for line in ("[00:12] P:", "2. Why?", "Ibu Siti: Ya", "R1 - Ya", "dan saya pulang")]
    [True, True, True, True, False]
    """
    if _MARKED.match(line) or find_tag(line) or CODED.match(line) or _SLIPPED.match(line):
        return True
    return bool(low_tags) and line[:1].islower() and _find_low_tag(line) in low_tags


def ends_sentence(line: str) -> bool:
    return bool(_ENDS_SPOKEN.search(line[-8:]))  # a pattern that only the end can match is tried at every letter


def is_hard_wrapped(blocks: Sequence[Sequence[str]], low_tags: Container[str] = ()) -> bool:
    """Whether lines were broken at a width: nearly every line ends where the next word would no longer have fitted.

    Asked of a whole text, and only of lines that do not begin anew; five such lines must be there. A text with one
    turn a line does not pass, however long its lines are.
    """
    breaks = [(len(above), len(above) + 1 + len(below.split(" ", 1)[0]))
              for block in blocks for above, below in pairwise(block)
              if not begins_anew(below, low_tags)]  # fmt: skip
    if len(breaks) < 5:
        return False
    width = sorted(length for length, _ in breaks)[int(0.95 * (len(breaks) - 1))]
    fitting = sum(length <= width < needed for length, needed in breaks)
    return 40 <= width <= 120 and fitting >= 0.85 * len(breaks)


def find_words(lines: Sequence[str]) -> set[str] | None:
    """All words, in small letters, for what to do with hyphens at the ends of lines; None where no typesetter set any.

    Where one did, some of them stand in words that are whole elsewhere, or are many. A hyphen now and then is its
    author's, at which a line happened to end.
    """
    ends = [(above, below) for above, below in pairwise(lines) if above.endswith(HYPHENS)]
    if not ends:
        return None
    tokens = {token for line in lines for token in line.lower().split()}
    plain = set(filter(str.isalpha, tokens))
    words = plain.union(_WORDS.findall("\n".join(tokens - plain)))
    parted = [parts for parts in starmap(_find_parts, ends) if parts and not keeps_hyphen(*parts, words)]
    whole = any(f"{before}{after}".lower() in words for before, after in parted)
    return words if whole or len(parted) >= _SET * len(lines) else None


def join_wrapped(lines: Sequence[str], words: Container[str] | None = None) -> str:
    """The lines as one. `words`: a hyphen at a line's end may be the typesetter's, and goes unless `keeps_hyphen`.

    >>> join_wrapped(["Saya pergi dengan anak-", "anak ke pasar."])
    'Saya pergi dengan anak-anak ke pasar.'
    >>> join_wrapped(["the pro-", "cess of anak-", "anak"], words=())
    'the process of anak-anak'
    """
    text = lines[0]
    for line in lines[1:]:
        if not text.endswith(HYPHENS):
            text += f" {line}"
            continue
        parts = _find_parts(text, line)
        if not parts:
            text = f"{text} {line}"
        elif words is not None and not keeps_hyphen(*parts, words):
            text = text[:-1] + line
        else:
            text += line
    return text


def _find_parts(above: str, below: str) -> tuple[str, str] | None:
    """The parts of a word around a hyphen at the end of a line; None where it stands for a second half."""
    before, after = _BEFORE.search(above[-48:]), _AFTER.match(below)
    return (before[1], after[1]) if before and after and after[1].lower() not in _AND else None


def keeps_hyphen(before: str, after: str, words: Container[str] = ()) -> bool:
    """Whether a hyphen at a line's end belongs to the word, of which `before` and `after` are the parts around it.

    What else stands in the document (`words`, in small letters) decides first: with the hyphen, or without it. Then
    capitals and digits, which no typesetter parts (`Jawa-Bali`, `COVID-19`). Then doubled words, which Indonesian is
    full of: the parts share a beginning or end of three letters (anak-anaknya, berlari-lari, tolong-menolong,
    sayur-mayur) or all their consonants (bolak-balik). What remains is taken for a word that was parted.

    >>> keeps_hyphen("kemerah", "merahan"), keeps_hyphen("gerak", "gerik"), keeps_hyphen("inter", "view")
    (True, True, False)
    """
    left, right = before.lower(), after.lower()
    if f"{left}-{right}" in words or left + right in words:
        return f"{left}-{right}" in words
    if not before.isalpha() or not after.isalpha() or after[0].isupper() or (before.isupper() and len(before) > 1):
        return True
    if len(left) < 3 or len(right) < 3:
        return False
    return _is_doubled(left, right)


def _is_doubled(left: str, right: str) -> bool:
    shared = min(len(left), len(right), 4)
    overlaps = any(left.endswith(right[:size]) for size in range(shared, min(len(right), 12) + 1) if size >= 3)
    bare_left, bare_right = (re.sub("[aeiou]", "", part) for part in (left, right))
    same_bones = bare_left == bare_right and len(left) == len(right) and len(bare_left) >= 2
    same_end = left[-3:] == right[-3:] and left[-4:-3] != "" and abs(len(left) - len(right)) <= 3
    return left == right or right.startswith(left) or overlaps or same_bones or same_end
