"""The quick way to read a line and the slow one tell the same: what is wrong is told, whatever reads it."""

from __future__ import annotations

import json
import math
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.coding.events import (
    _CHECKS,
    _NEEDS,
    Passage,
    _Known,
    as_event,
    check_event,
    is_same,
    make_passage,
    parse_json,
    read_event,
)
from qualkit.model import CERTAINTIES, METHODS, STATUSES

ADD = {
    "event_id": "1", "event": "add", "coder": "a", "id": "x", "document": "F01", "start": 0, "end": 4,
    "quote": "Yes.", "code": "money",
}  # fmt: skip

# --- JSON

ODD = [
    b'{"a": 1', b'{"a": 1}}', b'{"a": 1} {"a": 2}', b'{"a": 1,}', b"", b"{'a': 1}", b'{"a" 1}',
    b'{"a": NaN}', b'{"a": Infinity}', b'{"a": -Infinity}', b'{"a": 1e999}', b'{"a": -0}', b'{"a": 01}', b'{"a": .5}',
    b'{"a": 18446744073709551617}', b'{"a": ' + b"1" * 4300 + b"}", b'{"a": ' + b"1" * 4301 + b"}",
    b'{"a": 1, "a": 2}', b'{"\\u0061": 1, "a": 2}',
    b'{"a": "\\ud800"}', b'{"a": "\\udc00\\ud800"}', b'{"a": "\\ud83d\\ude42"}', b'{"a": "\\ud83dx"}',
    b'{"a": "\xed\xa0\x80"}', b'{"a": "\xff"}', b'{"a": "\xc0\x80"}', b'{"a": "\xf4\x90\x80\x80"}', b"\xff\xfe{}",
    b'\xef\xbb\xbf{"a": 1}', b'{"a": "\x01"}', b'{"a": "\x00"}', b'{"a": "\t"}', b'{"a": "\\x"}', b'{"a": "\\u12zz"}',
    b'{"a": 1}\x0b', b'\x0b{"a": 1}', '{"a": "\u2028\u0085"}'.encode(), '{"a": 1}'.encode("utf-16"),
    b"[" * 300 + b"]" * 300, b"[" * 100_000, b'{"a":' * 300 + b"1" + b"}" * 300,
]  # fmt: skip


def outcome(read: Any, raw: bytes) -> Any:
    try:
        return repr(read(raw))
    except (ValueError, RecursionError):
        return "refused"


@pytest.mark.parametrize("raw", ODD, ids=lambda raw: repr(raw[:24]))
def test_odd_json_is_what_the_standard_library_says(raw: bytes) -> None:
    assert outcome(parse_json, raw) == outcome(json.loads, raw)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def damaged(draw: st.DrawFn, whole: st.SearchStrategy[Any]) -> bytes:
    """A JSON text, often with a byte too many, too few or exchanged."""
    raw = json.dumps(draw(whole), ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(raw)))
        put = draw(
            st.sampled_from([b"", b'"', b"\\", b"{", b"}", b",", b":", b"0", b".", b"\xff", b"\xed\xa0\x80", b" "])
        )
        raw = raw[:place] + put + raw[place + draw(st.integers(0, 1)) :]
    return raw


@given(damaged(values))
def test_any_json_is_what_the_standard_library_says(raw: bytes) -> None:
    assert outcome(parse_json, raw) == outcome(json.loads, raw)


# --- events

KEYS = [*Passage.__struct_fields__, "codes", "of", "finding", "side", "note"]
told = st.sampled_from(
    [None, "", "a", "x", "add", "now", "manual", "stands", "sure", "doubtful", "*", "\ud800", 0, 4, -1, 4.0, True,
     2**64, math.nan, [], ["F01"], ["F01", 1], {}]
)  # fmt: skip


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """An `add`, with some keys left out, more keys, or values that are not what they should be."""
    changed = ADD | draw(st.dictionaries(st.sampled_from(KEYS), told, max_size=3))
    left_out = draw(st.sets(st.sampled_from([*ADD, "none"]), max_size=1))
    return {key: value for key, value in changed.items() if key not in left_out}


OTHERS = [
    {"event": "change", "id": "x", "code": "b", "memo": None, "cases": []},
    {"event": "move", "id": "x", "start": 1, "end": 5, "quote": "es."},
    {"event": "remove", "id": "x"},
    {"event": "memo", "on": "study", "target": "", "text": "to think about"},
    {"event": "reviewed", "document": "F01", "codes": "*"},
    {"event": "unreviewed", "document": "F01", "codes": ["money"]},
    {"event": "judge", "finding": "f", "case": "F01", "side": "both", "reason": "r"},
    {"event": "reject", "id": "y", "document": "F01", "whose": "b"},
    {"event": "shown", "document": "F01", "whose": "b"},
    {"event": "undo", "of": "1"},
]
EVERY_KEY = sorted({*KEYS, *_CHECKS} - {"event_id", "more"})


@given(st.sampled_from([ADD, *OTHERS]), st.dictionaries(st.sampled_from(EVERY_KEY), told, max_size=2), st.data())
def test_what_is_wrong_with_an_event_of_any_kind_is_told(
    event: dict[str, Any], changed: dict[str, Any], data: st.DataObject
) -> None:
    whole = {"event_id": "1", "coder": "a"} | event | changed
    left_out = data.draw(st.sampled_from(["none", *event]))
    whole = {key: value for key, value in whole.items() if key != left_out}
    wrong = [key for key, (is_right, _) in _CHECKS.items() if whole.get(key) is not None and not is_right(whole[key])]
    kind = whole.get("event")
    lacking = kind is None or any(whole.get(key) is None for key in ("event_id", *_NEEDS.get(str(kind), ())))
    read, problem = read_event(json.dumps(whole).encode(), "a")
    assert bool(problem) is (bool(wrong) or lacking or whole.get("coder") != "a")
    if not problem:
        assert repr(_drop_line(as_event(read))) == repr(_drop_line(whole)) or isinstance(read, Passage)


def _drop_line(event: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key != "line"}


@pytest.mark.parametrize("event", [ADD, *OTHERS], ids=lambda event: event["event"])
def test_a_plain_event_is_checked_in_one_go(event: dict[str, Any]) -> None:
    msgspec.convert({"event_id": "1", "coder": "a"} | event, _Known)


def test_an_add_with_unknown_keys_keeps_them_and_is_the_same_only_with_them() -> None:
    def told(**more: Any) -> Any:
        return read_event(json.dumps(ADD | more).encode(), "a")[0]

    assert told(tool="x").more == {"tool": "x"}
    assert is_same(told(tool="x"), told(tool="x"))
    assert not is_same(told(tool="x"), told(tool="y"))
    assert not is_same(told(tool="x"), told())


def read_by_key(raw: bytes) -> tuple[dict[str, Any], str]:
    try:
        return check_event(parse_json(raw), "a")
    except (ValueError, RecursionError):
        return {}, "not a whole JSON object; perhaps a write was interrupted here"


@given(damaged(events()))
def test_an_event_that_is_read_in_one_pass_is_the_one_read_key_by_key(raw: bytes) -> None:
    (quick, problem), (slow, same) = read_event(raw, "a"), read_by_key(raw)
    assert problem == same
    if isinstance(quick, Passage):
        quick.line = 0  # a line that says on which one it stands is not believed
        assert repr(quick).replace("_WithMore", "Passage") == repr(
            make_passage({key: value for key, value in slow.items() if key != "line"})
        )
        assert json.dumps(as_event(quick), sort_keys=True) == json.dumps(slow | {"line": 0}, sort_keys=True)
    else:
        assert repr(quick) == repr(slow)


def test_a_plain_add_is_read_in_one_pass() -> None:
    whole = ADD | {
        "at": None,
        "before": "",
        "after": "",
        "memo": "m",
        "cases": ["F01"],
        "when": "now",
        "method": "manual",
    }
    whole |= {"status": "stands", "certainty": "sure", "text_sha256": "0", "codebook_sha256": "0"}
    for event in (ADD, whole):
        assert isinstance(read_event(json.dumps(event).encode(), "a")[0], Passage)


def test_a_passage_knows_the_choices_of_the_model() -> None:
    hints = get_type_hints(Passage)
    for key, choices in (("method", METHODS), ("status", STATUSES), ("certainty", CERTAINTIES)):
        assert get_args(get_args(hints[key])[0]) == tuple(choices)


def test_a_line_that_does_not_say_which_event_it_is_is_told() -> None:
    assert read_event(b'{"event_id": "1", "coder": "a"}', "a")[1].startswith(
        "no event of qualkit: it does not say which"
    )
