"""How many codings are found again at the right place after a transcript was edited.

    python benchmarks/anchors.py [--seeds FROM TO] [--real FOLDER]

Texts: the transcripts of the example study with the codings of coder a; an interview of an hour (about 60,000
characters, 600 codings) joined from them; an interview in which every fourth answer is 'Ya.' or 'Ya, Kak.' and is coded;
and, where a folder is named that holds them, other people's transcripts (.docx), with codings drawn at random: words,
sentences, whole turns, and every short answer.

Edits, drawn by the seed, each kind alone and all together, at three intensities (changes in a thousand words):
`typos` a letter of a word is changed, left out, doubled or exchanged with the next; `respelt` a few frequent words are
written in another way everywhere; `inserted` one to four words are put between two others; `pseudonyms` names (words
with a capital that do not begin a sentence) become `[nama]` or another name everywhere; `deleted` one to three sentences
or a whole turn go; `moved` one to three sentences or one to four turns go elsewhere.

The new text is made piece by piece (a word, or what stands between two), and each piece keeps its old place, so that the
true new place of every word is known by construction. Of a coding

- `survive` says that all its words are there, in whatever spelling, in one piece: nothing of it was deleted, and no other
  old words came between;
- `cut` that some of its words are gone or elsewhere; `gone` that all are.

A coding that survives is `right` if it is called exact, moved or reworded and begins and ends exactly where its first and
last word do, or, where words were put in just beside its edge, or the edge fell into a changed word, no further out than
these. Else it is `doubtful`, `lost`, or `wrong` (silently: it is taken to stand where it does not). A coding that is cut
is wrong if it is taken to stand where none of its words is, one that is gone if it is taken to stand at all.
Shares are of the codings that survive, but for `wrong`, which is of all. Thresholds were set on seeds 0 to 9;
those told by default are others. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from pathlib import Path

import qualkit as qk
from qualkit.coding.anchors import Anchor, Placement, find_anchors
from qualkit.columns import format_table, make_table
from qualkit.files import normalise

ROOT = Path(__file__).parents[1]
CONTEXT = 32
SEEDS = (100, 110)
INTENSITIES = {"light": 5.0, "usual": 20.0, "heavy": 60.0}  # changes in a thousand words
LETTERS = "abcdefghijklmnoprstuvwy"
WORDS = ["memang", "begitu,", "kan", "waktu", "itu", "masih", "ya", "katanya", "sudah", "lama", "sekali", "juga", "sih"]


@dataclass(frozen=True)
class Piece:
    """A word, or what stands between two, and where it stood in the old text (nowhere, if it is new)."""

    text: str
    start: int = -1
    end: int = -1
    changed: bool = False

    @property
    def is_word(self) -> bool:
        return any(letter.isalnum() for letter in self.text)


Pieces = list[Piece]
Edit = Callable[[Pieces, random.Random, float], Pieces]


def cut(text: str) -> Pieces:
    return [Piece(found[0], *found.span()) for found in re.finditer(r"\w+|\s+|[^\w\s]", text)]


# --- edits ------------------------------------------------------------------------------------------------------


def make_typos(pieces: Pieces, chance: random.Random, rate: float) -> Pieces:
    def spoil(word: str) -> str:
        at = chance.randrange(len(word))
        return chance.choice(
            [
                word[:at] + chance.choice(LETTERS) + word[at + 1 :],
                word[:at] + word[at + 1 :] if len(word) > 1 else word + "a",
                word[:at] + word[at] + word[at:],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )

    return [
        replace(piece, text=spoil(piece.text), changed=True)
        if piece.is_word and not is_tag(pieces, number) and chance.random() < rate / 1000
        else piece
        for number, piece in enumerate(pieces)
    ]


def respell(pieces: Pieces, chance: random.Random, rate: float) -> Pieces:
    counts = Counter(piece.text for number, piece in enumerate(pieces) if piece.is_word and not is_tag(pieces, number))
    frequent = [word for word, _ in counts.most_common(60) if len(word) > 2 and word.islower()]
    chosen = {word: f"{word[0]}e{word[1:]}h" for word in chance.sample(frequent, min(len(frequent), 1 + int(rate / 8)))}
    return [replace(p, text=chosen[p.text], changed=True) if p.text in chosen else p for p in pieces]


def insert_words(pieces: Pieces, chance: random.Random, rate: float) -> Pieces:
    out: Pieces = []
    for piece in pieces:
        out.append(piece)
        if piece.text == " " and chance.random() < rate / 1000:
            out.append(Piece(" ".join(chance.choices(WORDS, k=chance.randint(1, 4))) + " "))
    return out


def pseudonymise(pieces: Pieces, chance: random.Random, rate: float) -> Pieces:
    names = sorted(
        {
            piece.text
            for before, piece in pairwise(pieces[1:])
            if piece.text.istitle() and len(piece.text) > 2 and before.text == " "
        }
        - {pieces[n + 1].text for n, p in enumerate(pieces[:-1]) if re.search(r"[.?!\n:]", p.text)}
        - {pieces[n + 2].text for n, p in enumerate(pieces[:-2]) if re.search(r"[.?!:\]]", p.text)}
    )
    chosen = chance.sample(names, min(len(names), max(1, int(len(names) * rate / 60))))
    masks = {name: chance.choice(["[nama]", "[nama]", "Melati", "XX", "[ibu tetangga]"]) for name in chosen}
    return [replace(p, text=masks[p.text], changed=True) if p.text in masks else p for p in pieces]


def delete_passages(pieces: Pieces, chance: random.Random, rate: float) -> Pieces:
    for _ in range(max(1, round(len(pieces) * rate / 20_000))):
        start, end = choose_passage(pieces, chance)
        pieces = pieces[:start] + pieces[end:]
    return pieces


def move_passages(pieces: Pieces, chance: random.Random, rate: float) -> Pieces:
    for _ in range(max(1, round(len(pieces) * rate / 30_000))):
        start, end = choose_passage(pieces, chance, turns=4)
        if start == end:
            continue
        taken, rest = pieces[start:end], pieces[:start] + pieces[end:]
        ends = turn_starts(rest) if "\n" in taken[-1].text else sentence_starts(rest)
        if len(ends) > 1:
            place = chance.choice(ends)
            pieces = rest[:place] + taken + rest[place:]
    return pieces


def all_together(pieces: Pieces, chance: random.Random, rate: float) -> Pieces:
    for edit in (move_passages, delete_passages, make_typos, respell, insert_words, pseudonymise):
        pieces = edit(pieces, chance, rate / 3)
    return pieces


EDITS: dict[str, Edit] = {
    "typos": make_typos,
    "respelt": respell,
    "inserted": insert_words,
    "pseudonyms": pseudonymise,
    "deleted": delete_passages,
    "moved": move_passages,
    "all together": all_together,
}


def is_tag(pieces: Sequence[Piece], number: int) -> bool:
    """Whether the piece is a speaker's tag: edits leave tags alone."""
    begins = number == 0 or "\n" in pieces[number - 1].text
    return begins and number + 1 < len(pieces) and pieces[number + 1].text.startswith(":")


def turn_starts(pieces: Sequence[Piece]) -> list[int]:
    return [n + 1 for n, piece in enumerate(pieces) if piece.text.count("\n") > 1 and n + 1 < len(pieces)]


def sentence_starts(pieces: Sequence[Piece]) -> list[int]:
    return [n for n in range(2, len(pieces)) if pieces[n - 1].text == " " and pieces[n - 2].text in (".", "?", "!")]


def choose_passage(pieces: Sequence[Piece], chance: random.Random, turns: int = 1) -> tuple[int, int]:
    whole = chance.random() < 0.5
    starts = turn_starts(pieces) if whole else sentence_starts(pieces)
    size = chance.randint(1, turns if whole else 3)
    if len(starts) <= size + 1:
        return (0, 0)
    first = chance.randrange(len(starts) - size)
    start, end = starts[first], starts[first + size]
    within = [n for n in range(start, end) if pieces[n].text.count("\n") > 1]
    if within and not whole:  # sentences of one turn
        end = within[0]
    return start, end


# --- truth ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Truth:
    """What became of a coding: survives, cut or gone; where it may begin and end; and the places of its words."""

    fate: str
    starts: range
    ends: range
    words: tuple[tuple[int, int], ...]

    def judge(self, placement: Placement) -> str:
        if not placement.stands:
            return placement.how
        assert placement.start is not None and placement.end is not None
        if self.fate == "survive":
            return "right" if placement.start in self.starts and placement.end in self.ends else "wrong"
        inside = any(placement.start < end and start < placement.end for start, end in self.words)
        return "right" if self.fate == "cut" and inside else "wrong"


def trace(anchors: Sequence[Anchor], pieces: Pieces) -> list[Truth]:
    offsets, offset = [], 0
    for piece in pieces:
        offsets.append(offset)
        offset += len(piece.text)
    where = {start: n for n, piece in enumerate(pieces) if (start := piece.start) >= 0}
    return [trace_one(anchor, pieces, offsets, where) for anchor in anchors]


def trace_one(anchor: Anchor, pieces: Pieces, offsets: list[int], where: dict[int, int]) -> Truth:
    pieces_then = OLD[anchor.version]
    first = bisect_right(pieces_then, anchor.start, key=lambda piece: piece.end)
    old = list(takewhile(lambda piece: piece.start < anchor.end, pieces_then[first : first + len(anchor.quote)]))
    solid = [piece for piece in old if not piece.text.isspace()]
    there = sorted(where[piece.start] for piece in solid if piece.start in where)
    spans = tuple((offsets[n], offsets[n] + len(pieces[n].text)) for n in there if pieces[n].is_word)
    if not spans:
        return Truth("gone", range(0), range(0), ())
    first, last = there[0], there[-1]
    among = [n for n in range(first, last + 1) if pieces[n].start >= 0 and not pieces[n].text.isspace()]
    if len(there) < len(solid) or among != there or [pieces[n].start for n in there] != [p.start for p in solid]:
        return Truth("cut", range(0), range(0), spans)
    start, end = offsets[first], offsets[last] + len(pieces[last].text)
    inner_start, inner_end = max(anchor.start - solid[0].start, 0), max(solid[-1].end - anchor.end, 0)
    starts = (
        free(start + inner_start)
        if not (pieces[first].changed and inner_start)
        else range(start, start + len(pieces[first].text) + 1)
    )
    ends = (
        free(end - inner_end)
        if not (pieces[last].changed and inner_end)
        else range(end - len(pieces[last].text), end + 1)
    )
    if anchor.quote[0].isspace() or anchor.quote[-1].isspace():
        starts, ends = range(starts.start - 3, starts.stop), range(ends.start, ends.stop + 3)
    return Truth(
        "survive", widen(starts, pieces, first, -1, not inner_start), widen(ends, pieces, last, 1, not inner_end), spans
    )


def free(place: int) -> range:
    return range(place, place + 1)


def widen(places: range, pieces: Pieces, number: int, step: int, at_edge: bool) -> range:
    """Also what was put in just beside the edge."""
    beside, size = number + step, 0
    while at_edge and 0 <= beside < len(pieces) and (pieces[beside].start < 0 or pieces[beside].text == " "):
        size += len(pieces[beside].text)
        beside += step
    put_in = any(p.start < 0 for p in pieces[min(number, beside) : max(number, beside) + 1])
    if not put_in:
        return places
    return range(places.start - size, places.stop) if step < 0 else range(places.start, places.stop + size)


OLD: dict[str, Pieces] = {}
"""The pieces of each text, by its name."""


# --- texts ------------------------------------------------------------------------------------------------------

Text = tuple[str, str, list[Anchor]]  # its name, it, and what is coded in it


def make_anchors(text: str, spans: Sequence[tuple[int, int]], name: str) -> list[Anchor]:
    OLD[name] = cut(text)
    return [
        Anchor(a, b, text[a:b], text[max(a - CONTEXT, 0) : a], text[b : b + CONTEXT], False, name)
        for a, b in spans
        if text[a:b].strip()
    ]


def read_example() -> list[Text]:
    study = qk.open_study(ROOT)
    spans: dict[str, list[tuple[int, int]]] = {}
    for coding in study.record("a").codings:
        spans.setdefault(coding.document, []).append((coding.start, coding.end))
    texts = [(one.id, one.text) for one in study.documents if one.id in spans]
    return [(name, text, make_anchors(text, spans[name], name)) for name, text in texts]


def make_hour(example: Sequence[Text]) -> Text:
    """An interview of an hour: as many of the example's as it takes, with 600 codings."""
    text, spans = "", []
    chance = random.Random(3)
    for _, more, anchors in [one for one in example if len(one[1]) > 5_000][:10]:
        spans += [(len(text) + anchor.start, len(text) + anchor.end) for anchor in anchors]
        text += more + "\n\n"
    text = text.rstrip()
    spans += draw_spans(text, chance, 600 - len(spans))
    return "hour", text, make_anchors(text, spans[:600], "hour")


def make_yes(example: Sequence[Text]) -> Text:
    """An interview in which every fourth answer is a short one, each of them coded."""
    chance = random.Random(4)
    turns = [turn for _, text, _ in example[:6] for turn in text.split("\n\n")]
    text, spans = "", []
    for number, turn in enumerate(turns):
        if number % 4 == 3:
            answer = chance.choice(["Ya.", "Ya, Kak.", "Nggak.", "Ya. Ya.", "Ya."])
            text += "M: "
            spans.append((len(text), len(text) + len(answer)))
            text += answer + "\n\n"
        elif number % 4 == 2:
            text += f"P: {chance.choice(['Masih?', 'Terus gimana?', 'Begitu ya?', turn.partition(': ')[2]])}\n\n"
        else:
            text += turn + "\n\n"
    text = text.rstrip()
    return "yes", text, make_anchors(text, spans, "yes")


def read_real(folder: Path) -> Iterator[Text]:
    from docx import Document

    for path in sorted(folder.glob("*.docx")):
        lines = [paragraph.text.strip() for paragraph in Document(str(path)).paragraphs]
        text = normalise("\n\n".join(line for line in lines if line)).strip()
        spans = draw_spans(text, random.Random(path.name), 500)
        spans += [turn for turn in spans_of(r"[^\n]+", text) if turn[1] - turn[0] < 24]
        yield path.stem, text, make_anchors(text, spans, path.stem)


def spans_of(pattern: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(pattern, text)]


def draw_spans(text: str, chance: random.Random, number: int) -> list[tuple[int, int]]:
    """Sentences, turns, and some words, as people select them."""
    sentences, turns = spans_of(r"\S[^.?!\n]+[.?!]*", text), spans_of(r"(?<=: )[^\n]+", text)
    words = spans_of(r"\w+", text)
    spans = []
    for _ in range(max(number, 0)):
        kind = chance.random()
        if kind < 0.5 or not turns:
            spans.append(chance.choice(sentences))
        elif kind < 0.7:
            spans.append(chance.choice(turns))
        else:
            first = chance.randrange(len(words) - 12)
            spans.append((words[first][0], words[first + chance.randint(0, 11)][1]))
    return spans


# --- measuring --------------------------------------------------------------------------------------------------


def run(
    texts: Sequence[Text], edit: Edit, rate: float, seeds: range, show: int = 0
) -> tuple[Counter[tuple[str, str]], float]:
    told: Counter[tuple[str, str]] = Counter()
    longest = 0.0
    for name, _, anchors in texts:
        for seed in seeds:
            pieces = edit(OLD[name], random.Random(f"{name} {seed} {rate}"), rate)
            new = "".join(piece.text for piece in pieces)
            begin = time.process_time()
            placements = find_anchors(new, anchors)
            longest = max(longest, time.process_time() - begin)
            truths = trace(anchors, pieces)
            for anchor, truth, placement in zip(anchors, truths, placements, strict=True):
                verdict = truth.judge(placement)
                told[truth.fate, verdict] += 1
                if show and (
                    verdict == "wrong"
                    or (truth.fate == "survive" and verdict == "lost" and show > 1)
                    or (truth.fate == "survive" and verdict == "doubtful" and show > 2)
                ):
                    where = new[truth.starts.start - 40 : truth.ends.stop + 40] if truth.fate == "survive" else ""
                    print(
                        f"--- {name} {seed} {truth.fate} {verdict}: {anchor.before!r} | {anchor.quote!r} | {anchor.after!r}"
                    )
                    print(f"    {placement}  truth {truth.starts} {truth.ends}: {where!r}")
    return told, longest


def tabulate(name: str, told: Counter[tuple[str, str]]) -> dict[str, object]:
    survive = sum(count for (fate, _), count in told.items() if fate == "survive")
    everyone = sum(told.values())
    wrong = sum(count for (_, verdict), count in told.items() if verdict == "wrong")

    def share(verdict: str) -> float:
        return 100 * told["survive", verdict] / survive if survive else float("nan")

    return {
        "edits": name, "codings": everyone, "survive": survive, "right_%": share("right"),
        "doubtful_%": share("doubtful"), "lost_%": share("lost"), "wrong": wrong, "wrong_%": 100 * wrong / everyone,
        "cut": sum(c for (fate, _), c in told.items() if fate == "cut"), "cut_placed": told["cut", "right"],
        "gone": sum(c for (fate, _), c in told.items() if fate == "gone"), "gone_doubtful": told["gone", "doubtful"],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, nargs=2, default=SEEDS)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print what went wrong (1), was lost (2), doubtful (3)")
    parser.add_argument("--only")
    asked = parser.parse_args()
    seeds = range(*asked.seeds)
    example = read_example()
    groups = {"example": example, "hour": [make_hour(example)], "yes": [make_yes(example)]}
    if asked.real:
        groups["real"] = list(read_real(asked.real))
    total: Counter[tuple[str, str]] = Counter()
    rows = []
    for group, texts in groups.items():
        if asked.only and asked.only != group:
            continue
        for name, edit in EDITS.items():
            for intensity, rate in INTENSITIES.items():
                few = seeds if group == "example" else range(seeds.start, seeds.start + max(len(seeds) // 3, 1))
                told, seconds = run(texts, edit, rate, few, asked.show)
                rows.append(tabulate(f"{group}: {name}, {intensity}", told) | {"longest_s": seconds})
                total += told
    rows.append(tabulate("all", total) | {"longest_s": max(row["longest_s"] for row in rows)})
    print(format_table(make_table(rows, tuple(rows[0])), width=170), end="")


if __name__ == "__main__":
    main()
