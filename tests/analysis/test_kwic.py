"""Key words in context: every form of a phrase with its exact place, held against the plainest search there is."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.concordance import Concordance, format_concordance
from qualkit.language import Rooter
from qualkit.language.stream import Piece
from qualkit.language.tokens import TOKEN
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.index import Index
from qualkit.patterns.matching import Matcher
from qualkit.patterns.pattern import Pattern
from qualkit.patterns.phrases import parse_phrase

COLUMNS = ["document", "turn", "speaker", "start", "end", "before", "hit", "after", "case", "turn_role", "kind"]


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    made = make_study(codes=["money/kept"], languages=["id"])
    made.add_case("F01", age=30)
    made.add_case("F02", age=None)
    made.add_interview("F01", ("I", "Pernah pinjam?"), ("F01", "Saya minjem\nke bank. Gamau pinjaman lagi!"))
    made.add_interview("F02", ("I", "Duitnya?"), ("F02", "Dipinjemin bank, uangku habis."))
    made.add_text("D1", "Peminjaman di bank naik.")
    return made


def hits(table: pd.DataFrame) -> list[str]:
    return table["hit"].tolist()


def test_a_hit_carries_its_place_and_what_stands_around_it(made: MadeStudy) -> None:
    study = made.open()
    expected = pd.DataFrame(
        [
            ["F01", 2, "F01", 29, 43, "F01: Saya ", "minjem\nke bank", ". Gamau pi", "F01", "informant", "interview"],
            ["F02", 2, "F02", 18, 33, "ya?  F02: ", "Dipinjemin bank", ", uangku h", "F02", "informant", "interview"],
            ["D1", 1, "", 0, 18, "", "Peminjaman di bank", " naik.", "", "other", "document"],
        ],
        columns=COLUMNS,
    )
    table = qk.find_kwic(study, "pinjam bank", width=10)
    pd.testing.assert_frame_equal(pd.DataFrame(table), expected)
    for row in table.itertuples():
        text = study.documents[row.document].text
        assert text[row.start : row.end] == row.hit
        assert row.before == text[max(0, row.start - 10) : row.start].replace("\n", " ")
        assert row.after == text[row.end : row.end + 10].replace("\n", " ")


@pytest.mark.parametrize(
    ("phrase", "asked", "found"),
    [
        ("pinjam", {}, ["pinjam", "minjem", "pinjaman", "Dipinjemin", "Peminjaman"]),
        ("pinjam", {"turn_role": "informant"}, ["minjem", "pinjaman", "Dipinjemin"]),
        ("pinjam", {"turn_role": ["interviewer", "other"]}, ["pinjam", "Peminjaman"]),
        ("pinjam", {"kind": "document"}, ["Peminjaman"]),
        ("pinjam", {"document": ["F02", "D1"]}, ["Dipinjemin", "Peminjaman"]),
        ("pinjam", {"where": "age < 40"}, ["minjem", "pinjaman"]),
        ("pinjam bank", {"gap": 0}, ["Dipinjemin bank"]),
        ("gamau pinjam", {}, ["Gamau pinjaman"]),
        ('"ke bank"', {}, ["ke bank"]),
        ("saya", {}, ["Saya"]),
        ("*an", {}, ["pinjaman", "Peminjaman"]),
        ("bamk~", {}, ["bank", "bank", "bank"]),
        ("mau|saya pinjam", {}, ["Saya minjem", "mau pinjaman"]),
    ],
)
def test_what_is_asked_for_is_found_in_the_order_of_the_texts(
    made: MadeStudy, phrase: str, asked: dict[str, object], found: list[str]
) -> None:
    assert hits(qk.find_kwic(made.open(), phrase, **asked)) == found


def test_the_study_s_synonyms_count(made: MadeStudy) -> None:
    made.write()
    file = made.folder / "coding" / "codebook.yaml"
    assert hits(qk.find_kwic(qk.open_study(made.folder), "uang")) == ["uangku"]
    file.write_text("synonyms:\n  duit: uang\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    study = qk.open_study(made.folder)
    assert hits(qk.find_kwic(study, "uang")) == hits(qk.find_kwic(study, "duit")) == ["Duitnya", "uangku"]


def test_a_reload_brings_other_texts(made: MadeStudy) -> None:
    study = made.open()
    assert len(qk.find_kwic(study, "pinjam", document="D1")) == 1
    file = made.folder / "transcripts" / "documents" / "D1.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("Peminjaman", "Tabungan"), encoding="utf-8")
    assert len(qk.find_kwic(study, "pinjam", document="D1")) == 1
    assert len(qk.find_kwic(study.reload(), "pinjam", document="D1")) == 0


def test_each_turn_is_read_in_its_language(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=["money/kept"], languages=["id", "en"])
    made.add_text("D1", "They borrowed from the bank and they have not paid what was lent to them.", language="en")
    made.add_text("D2", "Mereka meminjam dari bank dan belum membayar.", language="id")
    study = made.open()
    assert hits(qk.find_kwic(study, "borrow|pinjam")) == ["borrowed", "meminjam"]
    assert hits(qk.find_kwic(study, "bank")) == ["bank", "bank"]


# Nothing found


@pytest.mark.parametrize(
    ("phrase", "asked", "note"),
    [
        ("pinjm bank", {}, "'pinjm' stands nowhere in the texts"),
        ("bamk", {}, "'bamk' stands nowhere in the texts: did you mean 'bank'?"),
        ("habis pinjam", {}, "each of its words stands in the texts, but nowhere so near the others"),
        ("habis", {"turn_role": "interviewer"}, "hits: 1, all outside what you chose"),
    ],
)
def test_where_nothing_is_found_it_is_told_why(
    made: MadeStudy, phrase: str, asked: dict[str, object], note: str
) -> None:
    table = qk.find_kwic(made.open(), phrase, **asked)
    assert table.attrs["note"].startswith(note)
    assert note in repr(table)
    assert note.split("'")[0] in table._repr_html_()
    assert list(table.columns) == COLUMNS


@pytest.mark.parametrize(
    ("phrase", "asked", "message"),
    [
        ("", {}, "the phrase '' cannot be found: it names no word; write for example"),
        ('"pinjam', {}, "a quotation mark has no partner"),
        ("pinjam", {"gap": 40}, "gap=40, width=50: write 0 to 12 words"),
        ("pinjam", {"turn_role": "informan"}, "no role of a turn 'informan': did you mean 'informant'"),
        ("pinjam", {"kind": "paper"}, "no kind of document 'paper': known are"),
        ("pinjam", {"document": "F1"}, "no document 'F1': did you mean 'F01'"),
        ("pinjam", {"where": "agee > 1"}, "names the column 'agee': did you mean 'age'"),
    ],
)
def test_what_cannot_be_read_is_an_error(made: MadeStudy, phrase: str, asked: dict[str, object], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.find_kwic(made.open(), phrase, **asked)


# Shown


def test_a_notebook_shows_the_hit_in_bold_and_everything_escaped() -> None:
    row = dict.fromkeys(COLUMNS, "") | {"document": "<D>", "turn": 3, "before": "a <b", "hit": "<i>", "after": " & c\n"}
    html = Concordance([row] * 70)._repr_html_()
    assert "<b>&lt;i&gt;</b>" in html and "a &lt;b" in html and "&lt;D&gt;:3" in html and " &amp; c " in html
    assert html.count("<tr>") == 60
    assert "60 of 70 hits" in html
    assert "color" not in html


def test_it_stays_what_it_is_in_the_work_with_tables() -> None:
    rows = [dict.fromkeys(COLUMNS, "x") | {"turn": turn} for turn in (3, 1, 2)]
    table = Concordance(rows)
    for other in (table.head(2), table[table["turn"] > 1], table.sort_values("turn"), table.assign(more=1), table.copy(),
                  pickle.loads(pickle.dumps(table)), pd.concat([table, table]), table.reset_index(drop=True)):  # fmt: skip
        assert isinstance(other, Concordance)
        assert "<b>x</b>" in other._repr_html_()
    assert "<b>x</b>" not in table[["document", "hit"]]._repr_html_()
    assert isinstance(table["hit"], pd.Series)
    assert table.groupby("document")["turn"].sum().tolist() == [6]
    assert len(table.merge(pd.DataFrame({"turn": [1]}), on="turn")) == 1


def test_lines_of_a_terminal_are_aligned_where_letters_are_two_wide() -> None:
    rows = [
        {"document": "D1", "turn": 1, "before": "sebelum itu ", "hit": "pinjam", "after": " uang"},
        {"document": "文書", "turn": 22, "before": "👍\n👍 saya ", "hit": "dipinjemin " * 9, "after": ""},
    ]
    text = format_concordance(pd.DataFrame(rows), 80)
    from rich.cells import cell_len

    heading, *lines = text.splitlines()
    assert all(cell_len(line) <= 80 for line in lines)
    assert cell_len(lines[1].partition("dipinjemin")[0]) == heading.index("hit") == lines[0].index("pinjam")


# Against the plainest search there is

WORDS = ["pinjam", "minjem", "dipinjemin", "Bank", "bank,", "gamau", "mau.", "ibu-bapak", "uang", "👍", "-", "anak2", "50rb",
         "bank\n", " ", "“uang”", "(lagi)", "ke\u0301", "lagi?", "bank.Pinjam"]  # fmt: skip
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), min_size=1, max_size=4)
PHRASES = [
    "pinjam",
    "pinjam bank",
    "uang",
    "mau pinjam",
    "bank lagi pinjam",
    "tidak mau",
    "pinjam ... uang",
    "ibu bank",
]


def find_plainly(rooter: Rooter, text: str, roots: Sequence[str], gap: int) -> list[tuple[int, int]]:
    """Each last word with the nearest words before it, no word twice, no sentence left."""
    found = []
    for start, end in find_sentences_of(text):
        words = [
            (token.start() + part.start, token.start() + part.end, part.root)
            for token in TOKEN.finditer(text, start, end)
            for part in rooter.split(token[0])
        ]
        chains = {n: n for n, word in enumerate(words) if word[2] == roots[0]}
        for root in roots[1:]:
            chains = {
                n: chains[max(near)]
                for n, word in enumerate(words)
                if word[2] == root and (near := [m for m in chains if 0 < n - m <= gap + 1])
            }
        found += [(words[first][0], words[last][1]) for last, first in chains.items()]
    return sorted(found)


def find_sentences_of(text: str) -> list[tuple[int, int]]:
    """Sentences of the words above: a point, a question mark, or the end of the text."""
    ends = [0, *(place + 1 for place, letter in enumerate(text[:-1]) if letter in ".?" and text[place + 1].isspace())]
    return list(pairwise([*ends, len(text)]))


@example(["Bank - pinjam gamau (lagi) pinjam"], "bank lagi pinjam", 3)  # a dash is no word in a gap
@given(TEXTS, st.sampled_from([one for one in PHRASES if "..." not in one]), st.integers(0, 3))
def test_roots_with_gaps_are_found_as_by_the_plainest_search(texts: list[str], phrase: str, gap: int) -> None:
    rooter = Rooter("id")
    index = Index(Vocabulary(rooter), [Piece(text, 0, len(text), n) for n, text in enumerate(texts)])
    found = sorted(index.place(index.find(parse_phrase(phrase, gap=gap))))
    roots = rooter.find_roots(phrase)
    assert found == [(n, *place) for n, text in enumerate(texts) for place in find_plainly(rooter, text, roots, gap)]


@given(TEXTS, st.sampled_from([*PHRASES, "*njam*", "bamk~", '"ke bank"', "pinjam|uang bank", "pinjam * bank", "gamau"]))
def test_a_concordance_and_the_codebook_s_patterns_find_the_same(texts: list[str], phrase: str) -> None:
    pieces = [Piece(text, 0, len(text), n) for n, text in enumerate(texts)]
    index = Index(Vocabulary(Rooter("id")), pieces)
    parsed = parse_phrase(phrase)
    pattern = Pattern((parsed,), polarity=None, about=None, mode=None)
    by_pattern = [
        (hit.piece.document, hit.start, hit.end) for hit in Matcher([pattern], Vocabulary(Rooter("id"))).find(pieces)
    ]
    assert sorted(index.place(index.find(parsed))) == sorted(by_pattern)


def test_every_hit_is_its_part_of_the_text(example: qk.Study) -> None:
    for phrase in ("pinjam", "tidak", "*nya", "pinjam|utang ... bayar|lunas"):
        table = qk.find_kwic(example, phrase)
        assert len(table)
        assert all(example.documents[row.document].text[row.start : row.end] == row.hit for row in table.itertuples())
        turns = example.turns.set_index(["document", "turn"])
        at = turns.loc[list(zip(table["document"], table["turn"], strict=True))]
        assert ((at["start"].to_numpy() <= table["start"]) & (table["end"] <= at["end"].to_numpy())).all()
