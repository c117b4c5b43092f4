"""What a token holds: one word, two that are written as one (gamau, ibu-bapak), or a word said twice (anak-anak)."""

from __future__ import annotations

import re
from typing import NamedTuple

from qualkit.language.lexicon import Lexicon
from qualkit.language.roots import LONGEST_WORD, has_root, read_root
from qualkit.language.spelling import shorten


class Part(NamedTuple):
    """A word inside a token: where it stands in the token, and its root."""

    start: int
    end: int
    root: str


_TWICE = re.compile(r"([^\W\d_]{2,})(?:2|²)(nya|an|in|kan)?")
_NUMBERED = re.compile(r"(?:ke-?)?(\d[\d.,:]*)(?:-?(?:an|nya|ribuan|x))?")
_AMOUNT = re.compile(r"(\d[\d.,]*)([^\W\d_]{2,})")  # 50rb, 2juta
_LETTERS = re.compile(r"[^\W\d_]")
# What the spoken 'not' is written in one with; a closed list, since gaji and gatal begin so too
_AFTER_NOT = (
    "mau maw bisa pernah prnah ada ade tahu tau taw usah boleh bole jadi enak perlu punya papa apa jelas sampai "
    "sampe suka dapat dapet cukup bakal akan sempat sempet sanggup mampu kuat bakalan pengen ingin cocok mungkin "
    "penting ngerti paham peduli kerasa keliatan kelihatan mempan nyampe ikut masuk cuma hanya jarang salah sengaja"
)
_FUSED = re.compile(rf"(ga+k?|ng?ga+k?|eng?gak?|kagak|ndak|tak)((?:{_AFTER_NOT.replace(' ', '+|')}+))")
_FUSED_BEGIN = frozenset(("ga", "ng", "gg", "en", "eg", "ka", "nd", "ta"))
_ONE = ("",)
# What stands before or after a hyphen without being a word: di-scan, rapat-nya
_ALONE_BEFORE, _ALONE_AFTER = (
    frozenset(affixes.split())
    for affixes in (
        "di ke se nge ng meng me mem men ber ter pe per non anti pra pasca ku kau si sang",
        "nya ku mu lah kah pun an kan in i e ne",
    )
)


def split_word(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """The parts of a folded token, in order; nearly always one.

    >>> from qualkit.language.lexicon import read_lexicon
    >>> [split_word(word, read_lexicon()) for word in ("gamau", "anak-anaknya")]
    [(Part(start=0, end=2, root='tidak'), Part(start=2, end=5, root='mau')), (Part(start=0, end=12, root='anak'),)]
    """
    length = len(word)
    if (root := lexicon.known.get(word)) is not None and lexicon.spoken.get(word, _ONE)[1:] == ():
        return (Part(0, length, root),)
    if length > LONGEST_WORD * 2:
        return (Part(0, length, word),)
    if (words := lexicon.spoken.get(word)) is not None and len(words) > 1:
        return tuple(Part(0, length, root) for root in words)
    if not word.isalpha():
        return _split_mixed(word, lexicon)
    if word[:2] in _FUSED_BEGIN and word not in lexicon.roots and (fused := _FUSED.fullmatch(word)):
        return Part(0, fused.end(1), "tidak"), Part(fused.end(1), length, read_root(fused[2], lexicon))
    if word.startswith("ketidak") and len(word) > 11:
        return Part(0, length, "tidak"), Part(0, length, read_root(word, lexicon))
    return (Part(0, length, read_root(word, lexicon)),)


def is_one(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded token is surely one word, whatever its root, and without letters that emphasis repeats."""
    return (
        word.isalpha()
        and len(lexicon.spoken.get(word, _ONE)) == 1
        and not (word[:2] in _FUSED_BEGIN and word not in lexicon.roots and _FUSED.fullmatch(word))
        and not word.startswith("ketidak")
        and shorten(word) == word
    )


def _split_mixed(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """A token with a hyphen, an apostrophe, a digit or a mark in it."""
    if not _LETTERS.search(word):
        return (Part(0, len(word), word),)
    if twice := _TWICE.fullmatch(word):
        return (Part(0, len(word), read_root(twice[1], lexicon)),)
    if "-" in word.strip("-"):
        return _split_hyphened(word, lexicon)
    if "'" in word:
        plain = word.replace("'", "")
        known = plain in lexicon.roots or plain in lexicon.known
        return (Part(0, len(word), read_root(plain, lexicon) if known else word),)
    if (numbered := _NUMBERED.fullmatch(word)) and not word[0].isdigit():
        return (Part(0, len(word), numbered[1]),)
    if (amount := _AMOUNT.fullmatch(word)) and has_root(amount[2], lexicon):
        cut = amount.end(1)
        return Part(0, cut, amount[1]), Part(cut, len(word), read_root(amount[2], lexicon))
    return (Part(0, len(word), word),)


def _split_hyphened(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    pieces, places, at = word.split("-"), [], 0
    for piece in pieces:
        places.append((at, at + len(piece)))
        at += len(piece) + 1
    left, right = pieces[0], pieces[-1]
    whole = (0, len(word))
    if len(pieces) == 3 and left in _ALONE_BEFORE and right in _ALONE_AFTER:
        return (Part(*whole, read_root(pieces[1], lexicon)),)
    if len(pieces) == 2:
        if left in _ALONE_BEFORE or right in _ALONE_AFTER:
            inner = right if left in _ALONE_BEFORE else left
            return (Part(*whole, read_root(inner, lexicon)),)
        if (root := _find_doubled(left, right, lexicon)) is not None:
            return (Part(*whole, root),)
        if word in lexicon.roots:
            return (Part(*whole, word),)
    parts = [
        Part(start, end, read_root(piece, lexicon)) for piece, (start, end) in zip(pieces, places, strict=True) if piece
    ]
    if len({part.root for part in parts}) == 1:
        return (Part(*whole, parts[0].root),)
    return tuple(parts)


def _find_doubled(left: str, right: str, lexicon: Lexicon) -> str | None:
    """The root of a word said twice, with affixes (berlari-lari, tolong-menolong) or an echo (sayur-mayur)."""
    one, two = read_root(left, lexicon), read_root(right, lexicon)
    if one == two:
        return one
    if left.endswith(right):
        return two
    if left.startswith("di") and not has_root(left, lexicon):  # dibolak-balik
        return _find_doubled(left[2:], right, lexicon)
    # kekanak-kanakan, sebaik-baiknya: the affixes embrace both halves
    together = read_root(left + right[len(_shared_end(left, right)) :], lexicon) if _shared_end(left, right) else ""
    if together and together != left:
        return together
    if left in right and left in lexicon.roots:
        return left
    known = has_root(left, lexicon), has_root(right, lexicon)
    if known == (True, False) and _is_echo(left, right):
        return one
    if known == (False, True) and _is_echo(left, right):
        return two
    if known == (True, True) and _is_echo(left, right) and one[1:] == two[1:]:
        return one
    return None


def _shared_end(left: str, right: str) -> str:
    """The longest end of the left half with which the right begins: berlari-lari, keheran-heranan."""
    return next((right[:n] for n in range(min(len(left), len(right)), 2, -1) if left.endswith(right[:n])), "")


def _is_echo(left: str, right: str) -> bool:
    """Whether the halves sound alike: as many letters, and the same but for vowels or the first letter."""
    if abs(len(left) - len(right)) > 1:
        return False
    alike = [re.sub(r"[aeiou]", "", half) for half in (left, right)]
    return left[1:] == right[1:] or alike[0] == alike[1] or alike[0][1:] == alike[1][1:]
