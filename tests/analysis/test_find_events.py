"""The table of events tells who did what when, and finds what concerns a document or a code by any of its names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.events import COLUMNS, find_events

HISTORY = [
    {"at": "2020-01-01", "by": "a", "action": "rename", "from": "cash", "to": "money/cash"},
    {"at": "2020-01-02", "by": "a", "action": "split", "from": "harm", "to": ["loss", "debt"]},
    {"at": "2020-01-03", "by": "a", "action": "retire", "from": "luck"},
]
Log = Callable[..., None]


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    made = make_study(codes=["money", "money/cash", "loss", "debt"], coders=("a", "b"), history=HISTORY)
    made.add_voice("F01", {"Yes.": None, "No.": None}, review=False)
    made.add_voice("F02", {"Well.": None}, review=False)
    return made


def what(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(table[["event", "code", "what"]].itertuples(index=False, name=None))


def test_each_event_tells_what_it_did_to_what_there_was(made: MadeStudy) -> None:
    coding = made.code("F01", "Yes.", "cash", method="manual", certainty="doubtful", memo="she laughs")
    no = made.documents["F01"][2].index("No.")
    made.log("a", "change", id=coding, code="debt", certainty="sure")
    made.log("a", "move", id=coding, start=no, end=no + 3, quote="No.", why="the text was corrected")
    made.log("a", "change", id=coding, memo="", cases=["F01", "F02"])
    removed = made.log("a", "remove", id=coding)
    made.log("a", "undo", of=removed)
    made.log("a", "redo", of="elsewhere")
    made.log("a", "memo", on="coding", target=coding, text="who?")
    made.log("a", "memo", on="case", target="F01", text="lives alone")
    made.log("a", "memo", on="study", target="", text="")
    made.review("F01")
    made.log("a", "unreviewed", document="F01", codes=["money", "debt"])
    made.log("a", "judge", finding="f", case="F01", side="both", reason="read again")
    made.log("a", "shown", document="F01", whose="b")
    assert what(find_events(made.open(), coder="a")) == [
        ("add", "cash", "doubtful; she laughs"),
        ("change", "debt", "code: cash → debt; certainty: doubtful → sure"),
        ("move", "debt", "“Yes.” → “No.”; the text was corrected"),
        ("change", "debt", "cases: (none) → F01, F02; (memo taken away)"),
        ("remove", "debt", ""),
        ("undo", "debt", "remove taken back"),
        ("redo", "", "elsewhere, which is not in this log, done again"),
        ("memo", "debt", "who?"),
        ("memo", "", "on case F01: lives alone"),
        ("memo", "", "on the study: (memo taken away)"),
        ("reviewed", "", "all codes"),
        ("unreviewed", "", "money, debt"),
        ("judge", "", "f, F01: both (read again)"),
        ("shown", "", "what b coded"),
    ]


def test_a_change_that_was_undone_is_marked_and_changes_nothing_of_what_follows(made: MadeStudy) -> None:
    coding = made.code("F01", "Yes.", "loss")
    made.log("a", "change", id=coding, code="debt")
    made.log("a", "undo", of="a-002")
    made.log("a", "change", id=coding, code="money")
    table = find_events(made.open())
    assert table["undone"].tolist() == [False, True, False, False]
    assert what(table)[1:] == [
        ("change", "debt", "code: loss → debt"),
        ("undo", "debt", "change taken back (code: loss → debt)"),
        ("change", "money", "code: loss → money"),
    ]


def test_what_was_taken_over_from_another_or_rejected_tells_whose_it_was(made: MadeStudy) -> None:
    first = made.code("F01", "Yes.", "loss", coder="b")
    second = made.code("F01", "No.", "debt", coder="b")
    made.code("F01", "Yes.", "loss", method="accepted", source={"coder": "b", "id": first})
    made.log("a", "reject", id=second, document="F01", whose="b", reason="about another")
    made.code("F02", "Well.", "debt", method="import")
    table = find_events(made.open(), coder="a")
    assert what(table) == [
        ("add", "loss", "accepted from b"),
        ("reject", "debt", "of b: about another"),
        ("add", "debt", "imported"),
    ]
    assert table["quote"].tolist() == ["Yes.", "No.", "Well."]


def test_the_latest_event_is_last_and_unknown_times_come_first(made: MadeStudy) -> None:
    made.code("F01", "Yes.", "loss", coder="b", at="2020-01-02T00:00:00.000Z")
    made.code("F01", "No.", "debt", at="2020-01-03T00:00:00.000Z")
    made.code("F02", "Well.", "debt", at="2020-01-01T00:00:00.000Z")
    made.code("F02", "Well.", "loss", coder="b")
    table = find_events(made.open())
    assert table["event_id"].tolist() == ["b-002", "a-002", "b-001", "a-001"]
    assert table["line"].tolist() == [2, 2, 1, 1]


def test_a_document_is_chosen_by_what_an_event_concerns(made: MadeStudy) -> None:
    one = made.code("F01", "Yes.", "loss")
    two = made.code("F02", "Well.", "loss")
    made.log("a", "remove", id=two)
    made.log("a", "undo", of="a-003")
    made.log("a", "memo", on="coding", target=one, text="m")
    made.log("a", "memo", on="document", target="F02", text="m")
    made.log("a", "memo", on="code", target="loss", text="m", document="F01")
    study = made.open()
    assert find_events(study, document="F02")["line"].tolist() == [2, 3, 4, 6]
    assert find_events(study, document="F01")["line"].tolist() == [1, 5, 7]
    assert len(find_events(study, document=["F01", "F02"])) == 7
    with pytest.raises(qk.QualkitError, match=r"no document 'F03': did you mean 'F0[12]'"):
        find_events(study, document="F03")


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("money/cash", [1]),
        ("money", [1, 2]),
        ("money/*", [1]),
        ("cash", [1]),
        ("loss", [3, 5, 6, 7]),
        ("debt", [3, 5]),
        ("harm", [3, 5, 6, 7]),
        ("luck", [4]),
        (["money", "luck"], [1, 2, 4]),
    ],
)
def test_a_code_is_found_by_any_name_it_had(made: MadeStudy, code: str, lines: list[int]) -> None:
    made.code("F01", "Yes.", "cash")
    made.code("F01", "No.", "money")
    coding = made.code("F02", "Well.", "harm")
    made.code("F02", "Well.", "luck")
    made.log("a", "change", id=coding, code="loss")
    made.review("F01", codes=["loss"])
    made.log("a", "memo", on="code", target="loss", text="m")
    made.review("F02")
    assert find_events(made.open(), code=code)["line"].tolist() == lines


def test_a_misspelt_code_is_an_error_and_no_empty_table(made: MadeStudy) -> None:
    with pytest.raises(qk.QualkitError, match="unknown code 'mony': did you mean 'money'"):
        find_events(made.open(), code="mony")


def test_the_columns_are_the_same_where_nothing_was_done(made: MadeStudy) -> None:
    table = find_events(made.open())
    assert (tuple(table.columns), len(table)) == (COLUMNS, 0)


def test_the_table_follows_the_log(made: MadeStudy) -> None:
    study = made.open()
    study.open_journal("a").append({"event": "memo", "on": "study", "target": "", "text": "begun"})
    assert find_events(study)["what"].tolist() == ["on the study: begun"]
