"""YAML by hand: strings stay what was typed, and every fault has its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualkit import yaml_file
from qualkit.errors import FaultsError
from qualkit.settings import Settings
from qualkit.yaml_file import load_strings, read_yaml

STUDY = "title: A study\nsampling: purposive\ncoders: {of_record: [a]}\n"


@pytest.mark.parametrize(
    "typed",
    ["NO", "no", "yes", "on", "010", "0o7", "1e3", "12:30:45", "2017-02-16", "null", "~", "1_000", ".5", "true"],
)
def test_a_value_stays_what_was_typed(typed: str) -> None:
    assert load_strings(f"key: {typed}\n", "a.yaml") == {"key": typed}


def test_lines_of_keys_and_items_are_known() -> None:
    loaded = load_strings("one: 1\n\nmany:\n  - a\n  # a note\n  - b\n", "a.yaml", first_line=2)
    assert loaded == {"one": "1", "many": ["a", "b"]}
    assert loaded.lines == {"one": 2, "many": 4}
    assert loaded["many"].lines == [5, 7]


LAUGHS = "a: &a [x, x]\n" + "".join(f"{k}: &{k} [*{b}, *{b}]\n" for b, k in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("one: 1\ntwo: 2\none: 3\n", r"a\.yaml:3: the key 'one' stands twice"),
        ("x:\n  one: 1\n  one: 3\n", r"a\.yaml:3: the key 'one' stands twice"),
        ("one: &here 1\ntwo: 2\n", r"a\.yaml:1: anchors \(&\), aliases \(\*\) and tags \(!\) are not allowed"),
        ("one: 1\ntwo: *there\n", r"a\.yaml:2: "),
        ("one: !!python/object/apply:os.getcwd []\n", r"a\.yaml:1: anchors .* and tags \(!\) are not allowed"),
        ("one: !env HOME\n", r"a\.yaml:1: anchors .* and tags \(!\) are not allowed"),
        (LAUGHS, r"a\.yaml:1: anchors \(&\), aliases"),
        ("one: [1, 2\ntwo: 3\n", r"a\.yaml:2: not valid YAML"),
        ("one: 1\n\ttwo: 2\n", r"a\.yaml:2: not valid YAML"),
        ("? [a, b]\n: 1\n", r"a\.yaml:1: a key must be a plain word"),
        ("one: 1\n---\ntwo: 2\n", r"a\.yaml:\d: not valid YAML"),
        ("one: " + "[" * 1000 + "]" * 1000, r"a\.yaml: not valid YAML"),
    ],
)
def test_what_is_not_allowed_is_told_with_its_line(source: str, message: str) -> None:
    with pytest.raises(FaultsError, match=message):
        load_strings(source, "a.yaml")


def read(folder: Path, source: str) -> Settings:
    path = folder / "study.yaml"
    path.write_text(source, encoding="utf-8")
    return read_yaml(path, "study.yaml", Settings)[0]


def test_a_key_with_nothing_behind_it_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    assert read(tmp_path, STUDY + "measures:\nroles: {member: }\n").measures == {}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (STUDY + "wavs: [a]\n", r"study\.yaml:4: unknown key 'wavs'; did you mean 'waves'\?"),
        ("title: x\nsampling: y\n", r"study\.yaml:1: 'coders' is missing; add a line `coders: …`"),
        ("- a\n- b\n", r"study\.yaml:1: expected `key: value` lines"),
        (STUDY + "seed: many\n", r"study\.yaml:4: 'seed' .*valid integer.*found 'many'"),
        (
            STUDY + "measures:\n  income:\n    type: amont\n    columns: {now: n}\n",
            r"study\.yaml:6: 'type' should be 'amount', 'yes/no', 'category' or 'count', found 'amont'",
        ),
        (
            STUDY + "measures:\n  income:\n    type: amount\n    columns: {now: n}\n    comparable: false\n",
            r"study\.yaml:5: 'income' is not comparable between waves, but no `reason:` says why",
        ),
        ("coders: {of_record: [a], combin: both}\ntitle: x\nsampling: y\n", r"study\.yaml:1: unknown key 'combin'; did you mean 'combine'"),
    ],
)  # fmt: skip
def test_what_the_schema_does_not_know_is_told_with_the_nearest_name(tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(FaultsError, match=message):
        read(tmp_path, source)


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match="'title' is missing") as caught:
        read(tmp_path, "seed: x\nfictional: perhaps\n")
    assert len(caught.value.faults) == 5


# --- plain headers are read by their form

pieces = st.sampled_from(
    ["a", "id", "no", "null", "1", "010", "1e3", "2017-02-16", "12:30", ".5", "w0", "x w1", "yes no", " ", "  ", "\n",
     "\n  ", "\n- ", ": ", ":", ", ", ",", "{", "}", "[", "]", "- ", "-", "#", " #", ".", "...", "---", "=", "<<", "é", "'"]
)  # fmt: skip
lines = st.tuples(st.sampled_from(["id", "type", "a b", "- a", "  b", "  - c", "{a"]), st.lists(pieces, max_size=7))
sources = st.lists(pieces, max_size=14).map("".join) | st.lists(
    lines.map(lambda line: f"{line[0]}: {''.join(line[1])}"), max_size=4
).map("\n".join)


def everything(source: str) -> Any:
    """What a source holds, with all its lines; or what is told of it."""

    def unfold(part: Any) -> Any:
        if isinstance(part, dict):
            return [(key, unfold(value), part.lines[key]) for key, value in part.items()]  # type: ignore[attr-defined]
        return [list(map(unfold, part)), part.lines] if isinstance(part, list) else part  # type: ignore[attr-defined]

    try:
        return unfold(load_strings(source, "a.yaml", first_line=2))
    except FaultsError as error:
        return str(error)


@given(sources)
@example("id: 010\ntype: interview\nspeakers: {I: {role: interviewer}, R: {role: informant, case: R01}}\n")
@example("id: a\nid: a\n")
@example("a:\n  - b c  d\n  - {e: [f, g]}\n")
@example("a" * 1025 + ": b\n")
def test_a_source_read_by_its_form_is_what_the_reader_of_yaml_makes_of_it(source: str) -> None:
    by_form = everything(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "_find_form", lambda source: ("", []))
        assert everything(source) == by_form


def test_a_plain_header_is_read_by_its_form() -> None:
    form, words = yaml_file._find_form("id: R01\nplace: by the road\nwho: {R: R01}\n")
    assert form == "w0: w1\nw2: w3\nw4: {w5: w6}\n"
    assert words == ["id", "R01", "place", "by the road", "who", "R", "R01"]


@pytest.mark.parametrize("sign", ["&", "*", "!", "|", ">", "'", '"', "%", "@", "`", "?", "\\", "\t", "é", "\u2028"])
def test_a_source_with_other_signs_is_not_plain(sign: str) -> None:
    assert yaml_file._find_form(f"id: {sign}R01") == ("", [])
