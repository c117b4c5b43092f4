"""How many codings are found again at the right place after a transcript was edited.

    python benchmarks/anchors.py [--seeds FROM TO] [--real FOLDER]

Texts: the transcripts of the example study with the codings of coder a; the same with three of them each (sparse); an
interview of an hour (about 60,000 characters, 600 codings) joined from them; an interview in which every fourth answer is
'Ya.' or 'Ya, Kak.' and is coded; and, where a folder is named that holds them, other people's transcripts (.docx), with
codings drawn at random: words, sentences, whole turns, and every short answer.

Edits, drawn by the seed, each kind alone and all together, at three intensities (changes in a thousand words):
`typos` a letter of a word is changed, left out, doubled or exchanged with the next; `respelt` a few frequent words are
written in another way everywhere; `inserted` one to four words are put between two others; `pseudonyms` names (words
with a capital that do not begin a sentence), half of them with the title before, become `[nama]` or another name
everywhere; `deleted` one to three sentences or a whole turn go; `moved` one to three sentences or one to four turns go
elsewhere.

The new text is made piece by piece (a word, or what stands between two), and each piece keeps its old place, so that the
true new place of every word is known by construction. Of a coding

- `survive` says that all its words are there, in whatever spelling, in one piece: nothing of it was deleted, and no other
  old words came between;
- `cut` that some of its words are gone or elsewhere; `gone` that all are.

A coding that survives is `right` if it is called exact, moved or reworded and begins and ends exactly where its first and
last word do, or, where words were put in just beside its edge, or the edge fell into a changed word, no further out than
these (a passage that begins or ends in a blank is given three characters). Else it is `doubtful`, `lost`, or `wrong`:
silently, it is taken to stand where it does not, be it by one character. A coding that is cut is wrong if it is taken to
stand where none of its words is, one that is gone if it is taken to stand at all.
`right`, `doubtful` and `lost` are shares of the codings that survive, `wrong` is of all, and so is `asked`, what a person
is to decide. `longest_s` is the longest time of the processor that one document took. Thresholds were set on seeds below
10; those told by default are others. Nothing is asserted.
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
from typing import Any

import qualkit as qk
from qualkit.coding.anchors import Anchor, Placement, find_anchors
from qualkit.coding.speakers import doubt_other_speakers
from qualkit.columns import format_table, make_table
from qualkit.files import normalise
from qualkit.model import Document
from qualkit.reading.transcript import Speakers, find_turns

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
Told = Counter[tuple[str, str]]


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
    titled = {name for name in chosen if chance.random() < 0.5}  # the word before goes too: 'Bu Sri' becomes '[nama]'
    out: Pieces = []
    for piece in pieces:
        if piece.text in titled and len(out) > 1 and out[-1].text == " " and out[-2].text.istitle():
            out[-2:] = [replace(gone, text="", changed=True) for gone in out[-2:]]
        out.append(replace(piece, text=masks[piece.text], changed=True) if piece.text in masks else piece)
    return out


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
    then = OLD[anchor.version]
    begin = bisect_right(then, anchor.start, key=lambda piece: piece.end)
    coded = takewhile(lambda piece: piece.start < anchor.end, then[begin : begin + len(anchor.quote)])
    solid = [piece for piece in coded if not piece.text.isspace()]
    there = sorted(where[piece.start] for piece in solid if piece.start in where)
    spans = tuple((offsets[n], offsets[n] + len(pieces[n].text)) for n in there if pieces[n].is_word)
    if not spans:
        return Truth("gone", range(0), range(0), ())
    first, last = there[0], there[-1]
    own = set(there)
    among = [n for n in range(first, last + 1) if n in own or (pieces[n].start >= 0 and pieces[n].text.strip())]
    if among != there or [pieces[n].start for n in there] != [piece.start for piece in solid]:
        return Truth("cut", range(0), range(0), spans)
    inner_start, inner_end = max(anchor.start - solid[0].start, 0), max(solid[-1].end - anchor.end, 0)
    starts = find_edge(pieces, offsets, first, inner_start, -1)
    ends = find_edge(pieces, offsets, last, inner_end, 1)
    blank = 3 if anchor.quote[0].isspace() or anchor.quote[-1].isspace() else 0
    return Truth("survive", range(starts.start - blank, starts.stop), range(ends.start, ends.stop + blank), spans)


def find_edge(pieces: Pieces, offsets: list[int], number: int, inner: int, step: int) -> range:
    """Where a passage may begin (step -1) or end (1): its outermost piece, and how far into that the edge fell."""
    start, end = offsets[number], offsets[number] + len(pieces[number].text)
    edge = start + inner if step < 0 else end - inner
    if inner:
        return range(start, end + 1) if pieces[number].changed else range(edge, edge + 1)
    beside, size, put_in = number + step, 0, False  # also what was put in just beside the edge
    while 0 <= beside < len(pieces) and (pieces[beside].start < 0 or pieces[beside].text == " "):
        put_in = put_in or pieces[beside].start < 0
        size += len(pieces[beside].text)
        beside += step
    size = size if put_in else 0
    return range(edge - size, edge + 1) if step < 0 else range(edge, edge + size + 1)


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


INTERVIEWERS = ("P",)


def make_document(text: str) -> Document:
    """The text with its turns, by whatever tags it has; the example's interviewer is P."""
    tags = dict.fromkeys(re.findall(r"^(\w{1,12}):", text, re.MULTILINE))
    speakers: Speakers = {tag: ("interviewer" if tag in INTERVIEWERS else "informant", None) for tag in tags}
    return Document("x", "interview", text, tuple(find_turns(text, speakers)))


# --- measuring --------------------------------------------------------------------------------------------------


def run(texts: Sequence[Text], edit: Edit, rate: float, seeds: range, show: Sequence[str]) -> tuple[Told, float]:
    told: Told = Counter()
    longest = 0.0
    for name, _, anchors in texts:
        for seed in seeds:
            pieces = edit(OLD[name], random.Random(f"{name} {seed} {rate}"), rate)
            new = "".join(piece.text for piece in pieces)
            begin = time.process_time()
            placements = doubt_other_speakers(anchors, find_anchors(new, anchors), make_document(new))
            longest = max(longest, time.process_time() - begin)
            for anchor, truth, placement in zip(anchors, trace(anchors, pieces), placements, strict=True):
                verdict = truth.judge(placement)
                told[truth.fate, verdict] += 1
                if verdict in show and (verdict == "wrong" or truth.fate == "survive"):
                    print_one(f"{name} {seed} {truth.fate} {verdict}", anchor, placement, truth, new)
    return told, longest


def print_one(title: str, anchor: Anchor, placement: Placement, truth: Truth, new: str) -> None:
    print(f"--- {title}: {anchor.before!r} | {anchor.quote!r} | {anchor.after!r}")
    where = new[max(truth.starts.start - 40, 0) : truth.ends.stop + 40] if truth.fate == "survive" else ""
    print(f"    {placement}, truth {truth.starts} {truth.ends}: {where!r}")


def tabulate(name: str, told: Told, seconds: float) -> dict[str, Any]:
    fates: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for (fate, verdict), count in told.items():
        fates[fate] += count
        verdicts[verdict] += count
    everyone = fates.total()

    def share(verdict: str) -> float:
        return 100 * told["survive", verdict] / fates["survive"] if fates["survive"] else float("nan")

    return {
        "edits": name, "codings": everyone, "survive": fates["survive"], "right_%": share("right"),
        "doubtful_%": share("doubtful"), "lost_%": share("lost"), "wrong": verdicts["wrong"],
        "wrong_%": 100 * verdicts["wrong"] / everyone, "asked_%": 100 * verdicts["doubtful"] / everyone,
        "cut": fates["cut"], "cut_placed": told["cut", "right"], "gone": fates["gone"], "longest_s": seconds,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, nargs=2, default=SEEDS, metavar=("FROM", "TO"))
    parser.add_argument("--real", type=Path, metavar="FOLDER", help="other people's transcripts")
    parser.add_argument("--show", nargs="*", default=(), choices=("wrong", "lost", "doubtful"), help="print these")
    asked = parser.parse_args()
    seeds = range(*asked.seeds)
    few = seeds[: max(len(seeds) // 3, 1)]  # for the long texts
    example = read_example()
    sparse = [(name, text, random.Random(name).sample(anchors, 3)) for name, text, anchors in example if anchors[2:]]
    groups = {"example": example, "sparse": sparse, "hour": [make_hour(example)], "yes": [make_yes(example)]}
    if asked.real:
        groups["real"] = list(read_real(asked.real))
    rows: list[dict[str, Any]] = []
    total: Told = Counter()
    for group, texts in groups.items():
        sum_of_group: Told = Counter()
        longest = 0.0
        for name, edit in EDITS.items():
            for intensity, rate in INTENSITIES.items():
                told, seconds = run(texts, edit, rate, few if group in ("hour", "real") else seeds, asked.show)
                rows.append(tabulate(f"{group}: {name}, {intensity}", told, seconds))
                sum_of_group += told
                longest = max(longest, seconds)
        rows.append(tabulate(f"{group}: all edits", sum_of_group, longest))
        total += sum_of_group
    rows.append(tabulate("everything", total, max(float(row["longest_s"]) for row in rows)))
    print(format_table(make_table(rows, tuple(rows[0])), width=150), end="")


if __name__ == "__main__":
    main()
