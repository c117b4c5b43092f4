"""A coder's record: the same codings as objects and as columns."""

from __future__ import annotations

from collections.abc import Callable

import qualkit as qk
from made_study import MadeStudy


def test_columns_and_objects_tell_the_same(example: qk.Study) -> None:
    for coder in example.coders:
        record = example.record(coder)
        rows = record.spans[["document", "start", "end", "code"]].astype({"document": str, "code": str})
        assert sorted(rows.itertuples(index=False, name=None)) == sorted(
            (coding.document, coding.start, coding.end, coding.code) for coding in record.codings
        )


def test_what_does_not_stand_is_neither(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(
        codes=["plan/kept", "plan/held"],
        history=[{"at": "2020-01-01", "by": "a", "action": "rename", "from": ["goal"], "to": ["plan"]},
                 {"at": "2020-01-01", "by": "a", "action": "retire", "from": ["mood"], "why": "unused"}],
    )  # fmt: skip
    made.add_voice("M01", {"One.": "goal/kept", "Two.": "mood", "Three.": "plan/held"})
    made.code("M01", "Three.", "plan/kept", cases=["M02"])
    record = made.open().record("a")
    assert [(coding.quote, coding.code, coding.cases) for coding in record.codings] == [
        ("One.", "plan/kept", ("M01",)),
        ("Three.", "plan/held", ("M01",)),
        ("Three.", "plan/kept", ("M02",)),
    ]
    assert list(record.spans["code"]) == ["plan/kept", "plan/held", "plan/kept"]
    assert list(record.spans["cases"]) == [None, None, ["M02"]]
    assert [fault.line for fault in record.faults] == [2]
