"""A coder's record: the same codings as objects and as columns."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

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


def test_what_goes_wrong_with_a_log_after_the_study_was_opened_is_among_its_warnings(
    make_study: Callable[..., MadeStudy], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_study(codes=["plan"])
    made.add_voice("M01", {"One.": "plan", "Two.": None})
    study = made.open()
    log = made.folder / "coding" / "codings" / "a.jsonl"
    whole = log.read_bytes()
    assert study.warnings == ()
    with log.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(made.events["a"][0] | {"event_id": "x", "id": "x", "code": "plot"}) + "\ntorn {\n")
    unknown, torn = study.warnings
    assert "unknown code 'plot'" in str(unknown)
    assert (torn.file, torn.line, torn.warning) == ("coding/codings/a.jsonl", 4, True)
    with monkeypatch.context() as patched:
        patched.setattr("qualkit.study.read_record", pytest.fail)
        assert study.warnings == (unknown, torn), "a log that did not change is not read again"
    log.write_bytes(whole)
    assert study.warnings == ()
