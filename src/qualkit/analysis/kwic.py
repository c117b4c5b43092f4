"""Key words in context: every place of a phrase, in all forms of its words, with what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from qualkit.coding.rules import find_languages, read_vocabulary
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.files import collector_paused
from qualkit.language.stream import Piece
from qualkit.model import KINDS, TURN_ROLES, Document, Documents, Turn
from qualkit.patterns.index import Index
from qualkit.patterns.phrases import GAP, WIDE, Phrase, Word, parse_phrase
from qualkit.study import Study

if TYPE_CHECKING:
    from qualkit.analysis.concordance import Concordance
    from qualkit.patterns.following import Places

COLUMNS = (
    "document", "turn", "speaker", "start", "end", "before", "hit", "after", "case", "turn_role", "kind",
)  # fmt: skip
WIDTH = 50  # characters before and after a hit
_MOST_WIDTH = 2000
_BREAKS = dict.fromkeys(map(ord, "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


class _Texts(NamedTuple):
    """The turns of a study in one language: their words, and what each is a turn of."""

    words: Index
    turns: Sequence[tuple[int, Document, Turn]]


_KEPT: WeakKeyDictionary[Documents, tuple[_Texts, ...]] = WeakKeyDictionary()  # a reload brings other documents


def find_kwic(
    study: Study,
    phrase: str,
    *,
    where: str | None = None,
    turn_role: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    document: str | Iterable[str] | None = None,
    gap: int = GAP,
    width: int = WIDTH,
) -> Concordance:
    """Find a phrase in the texts, in all forms of its words: key words in context (a concordance).

    Searched is everything that is said and written, interviewers' turns too. The first call reads all words, which later
    ones need not: until `study.reload()` some 30 bytes a word are kept.

    Parameters
    ----------
    phrase : as in the codebook's patterns. `pinjam rentenir`: any form of both, in this order, in one sentence, up to
        `gap` words between. `pinjam|utang`: one or the other. `"tidak lagi"`: exactly so. `pinjam*`: any word that
        begins so; `*` alone is any one word. `rentenir~`: or spelt with one letter more, less or other. `lunas ...
        bank`: up to twelve words between. The codebook's synonyms count as the words that they stand for.
    where : a condition on the case that speaks: `"role == 'member' and age > 40"`. Turns of no case, or for whose case
        a missing value leaves the condition open, are then left out.
    turn_role : `informant`, `interviewer`, `other`, or several: only what these say.
    kind : `interview`, `observation`, `document`, `answer`, or several: only in these.
    document : only in these documents.
    gap : words that may stand between two of the phrase, 0 to 12.
    width : characters shown before and after a hit.

    Returns
    -------
    DataFrame, one row a hit, in the order of the texts: `document turn speaker start end before hit after case turn_role
    kind`. `start` and `end` are half-open, in code points of the document's text, so that each hit can be coded and
    cited; `hit` is exactly what stands there, `before` and `after` are of the same document, with line breaks as blanks.
    In a notebook it shows as an aligned concordance. Where nothing is found, `.attrs["note"]` says why, as far as can be
    told: which word stands nowhere, and what is spelt alike.

    Raises
    ------
    QualkitError
        For a phrase that cannot be read, and for an unknown column, document, kind or role of a turn.

    Examples
    --------
    >>> table = find_kwic(study, "pinjam ... koperasi", turn_role="informant")
    >>> table[["document", "start", "hit"]].head(2)
      document  start                hit
    0      M01   1893  Pinjaman koperasi
    1      M02   1642  pinjeman koperasi
    """
    if not 0 <= gap <= WIDE or not 0 <= width <= _MOST_WIDTH:
        raise QualkitError(f"gap={gap}, width={width}: write 0 to {WIDE} words, and 0 to {_MOST_WIDTH} characters")
    wanted = _read_phrase(phrase, gap)
    choice = _Choice(study, where, turn_role, kind, document)
    found: list[tuple[int, int, int, Document, Turn]] = []
    n_all = 0
    texts = read_texts(study)
    with collector_paused():
        for index, turns in texts:
            places = index.find(wanted)
            n_all += len(places[0])
            for number, start, end in index.place(choice.keep(index, turns, places)):
                found.append((turns[number][0], start, end, *turns[number][1:]))
        found.sort(key=itemgetter(0, 1, 2))
        table = _tabulate(found, width)
    table.attrs["phrase"] = phrase
    if not found:
        elsewhere = f"hits: {n_all}, all outside what you chose: widen where, turn_role, kind or document"
        table.attrs["note"] = elsewhere if n_all else _explain(wanted, [index for index, _ in texts])
    return table


def _read_phrase(phrase: str, gap: int) -> Phrase:
    try:
        return parse_phrase(phrase, gap=gap)
    except ValueError as error:
        raise QualkitError(
            f"the phrase {phrase!r} cannot be found: {error}; write for example two words in any form, word|other for "
            'one of two, "exactly these", begin*, or ... for some words between'
        ) from None


def read_texts(study: Study) -> tuple[_Texts, ...]:
    """The words of a study's texts, language by language; read once."""
    if (texts := _KEPT.get(study.documents)) is None:
        by_language: dict[str, list[tuple[int, Document, Turn]]] = {}
        for number, document in enumerate(study.documents):
            for turn, language in find_languages(document, study.settings.languages):
                by_language.setdefault(language, []).append((number, document, turn))
        same = tuple(sorted(study.codebook.synonyms.items()))
        texts = _KEPT[study.documents] = tuple(
            _Texts(
                Index(
                    read_vocabulary(language, same),
                    [Piece(document.text, turn.start, turn.end, number) for number, document, turn in turns],
                ),
                turns,
            )
            for language, turns in by_language.items()
        )
    return texts


class _Choice:
    """Which turns are looked at."""

    def __init__(
        self,
        study: Study,
        where: str | None,
        turn_role: str | Iterable[str] | None,
        kind: str | Iterable[str] | None,
        document: str | Iterable[str] | None,
    ) -> None:
        self._cases: set[str | None] | None = None
        if where:
            facts = study.facts
            self._cases = set(facts["case"][decide(where, facts).eq(True)])
        self._roles = _choose("role of a turn", turn_role, TURN_ROLES)
        self._kinds = _choose("kind of document", kind, KINDS)
        self._documents = _choose("document", document, study.documents.ids)

    def keep(self, index: Index, turns: Sequence[tuple[int, Document, Turn]], places: Places) -> Places:
        """The hits that stand in these turns."""
        import numpy as np

        if self._cases is self._roles is self._kinds is self._documents is None:
            return places
        number = index.find_pieces(places)
        kept = np.isin(number, [one for one in np.unique(number).tolist() if self._has(*turns[one][1:])])
        return places[0][kept], places[1][kept]

    def _has(self, document: Document, turn: Turn) -> bool:
        return (
            (self._cases is None or turn.case in self._cases)
            and (self._roles is None or turn.turn_role in self._roles)
            and (self._kinds is None or document.kind in self._kinds)
            and (self._documents is None or document.id in self._documents)
        )


def _choose(what: str, said: str | Iterable[str] | None, known: Sequence[str]) -> set[str] | None:
    if said is None:
        return None
    chosen = {said} if isinstance(said, str) else set(said)
    for one in sorted(chosen):
        if one not in known:
            raise QualkitError(f"no {what} {one!r}: {suggest(one, known)}")
    return chosen


def _tabulate(found: Sequence[tuple[int, int, int, Document, Turn]], width: int) -> Concordance:
    from qualkit.analysis.concordance import Concordance

    rows = []
    for _, start, end, document, turn in found:
        text, begin = document.text, max(0, start - width)
        around = _flatten(text[begin : end + width])
        rows.append((
            document.id, turn.number, turn.speaker or "", start, end,
            around[: start - begin], text[start:end], around[end - begin :],
            turn.case or "", turn.turn_role, document.kind,
        ))  # fmt: skip
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return Concordance(dict(zip(COLUMNS, map(list, columns), strict=True)))


def _flatten(text: str) -> str:
    """The text with line breaks as blanks; `translate` is slow, and most often there is nothing else to do."""
    text = text.replace("\n", " ")
    return text if text.isprintable() else text.translate(_BREAKS)


def _explain(phrase: Phrase, indexes: Sequence[Index]) -> str:
    """Why a phrase is met nowhere."""
    missing = [slot for slot in phrase if not any(len(index.find((slot,))[0]) for index in indexes)]
    if not missing:
        return "each of its words stands in the texts, but nowhere so near the others in one sentence: try ... between them"
    words = (word for slot in missing for word in sorted(slot.words))
    return "; ".join(f"{word.text!r} stands nowhere in the texts{_suggest_form(word, indexes)}" for word in words)


def _suggest_form(word: Word, indexes: Sequence[Index]) -> str:
    near = [form for index in indexes for form in _find_alike(word, index)]
    return f": did you mean {' or '.join(map(repr, near[:3]))}?" if near else ""


def _find_alike(word: Word, index: Index) -> Iterator[str]:
    if word.kind in ("root", "form") and len(word.text) > 3:
        yield from index.find_forms(Word("close", word.text))
