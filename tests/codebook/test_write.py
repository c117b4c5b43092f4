"""Adding a code to codebook.yaml: a person's file, of which everything else stays byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from qualkit.codebook.book import parse_codebook, read_codebook
from qualkit.codebook.history import Change
from qualkit.codebook.tree import Codebook
from qualkit.codebook.write import add_code, propose_path
from qualkit.errors import QualkitError
from qualkit.files import normalise

ROOT = Path(__file__).parents[2]
AT = "2026-11-26T12:00:00.000Z"
PLAIN = """\
# What the two of us agreed on.
codes:
  - code: money   # the theme
    label: Money
  - code: money/kept
    label: Kept
    # as far as one can tell
  - code: plan
    label: Plan
# history: see the minutes
history: []
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "codebook.yaml"
    path.write_bytes(text.encode())
    return path


def add(path: Path, code: str, **about: str) -> Codebook:
    about = {"label": "A label", "definition": "A definition.", "language": "en", "by": "a", "at": AT} | about
    return add_code(path, code=code, **about)


def is_insertion(old: bytes, new: bytes) -> bool:
    """Whether the old bytes stand in the new ones in their order, nothing among them lost."""
    found = iter(new)
    return all(byte in found for byte in old)


def test_the_code_stands_after_its_last_sibling_as_its_fellows_are_written(tmp_path: Path) -> None:
    path = write(tmp_path, PLAIN)
    book = add(path, "money/spent", label="Spent", definition="Money: gone #1", why="came up in the second reading")
    assert (
        path.read_text()
        == """\
# What the two of us agreed on.
codes:
  - code: money   # the theme
    label: Money
  - code: money/kept
    label: Kept
    # as far as one can tell
  - code: money/spent
    label: "Spent"
    definition: "Money: gone #1"
  - code: plan
    label: Plan
# history: see the minutes
history: [
  {at: "2026-11-26T12:00:00.000Z", by: a, action: new, to: money/spent, why: "came up in the second reading"}]
"""
    )
    assert [code.path for code in book] == ["money", "money/kept", "money/spent", "plan"]
    assert book.history == (Change(AT, "a", "new", (), ("money/spent",), "came up in the second reading"),)
    assert book.sha256 == read_codebook(path).sha256


def test_a_second_code_goes_beside_the_first_in_text_and_history(tmp_path: Path) -> None:
    path = write(tmp_path, PLAIN)
    add(path, "money/spent")
    book = add(path, "plan/late")
    assert [code.path for code in book] == ["money", "money/kept", "money/spent", "plan", "plan/late"]
    assert [change.new for change in book.history] == [("money/spent",), ("plan/late",)]
    assert path.read_text().endswith(
        'to: money/spent},\n  {at: "2026-11-26T12:00:00.000Z", by: a, action: new, to: plan/late}]\n'
    )


def test_the_example_takes_a_code_in_its_own_style_with_the_next_id(tmp_path: Path) -> None:
    old = (ROOT / "coding" / "codebook.yaml").read_bytes()
    path = tmp_path / "codebook.yaml"
    path.write_bytes(old)
    book = add(path, "welfare/moneylender/offered", label="Ditawari", definition='Ia berkata "tidak".', language="id")
    assert is_insertion(old, path.read_bytes())
    assert (
        "    opposite: welfare/moneylender/free\n\n"
        "  - code: welfare/moneylender/offered\n"
        "    id: c43\n"
        '    label: {id: "Ditawari"}\n'
        "    definition:\n"
        '      id: "Ia berkata \\"tidak\\"."\n\n'
        "  - code: welfare/independence\n"
    ) in path.read_text()
    assert book["welfare/moneylender/offered"].definition == {"id": 'Ia berkata "tidak".'}


def test_a_code_above_others_that_nobody_listed_is_put_before_them(tmp_path: Path) -> None:
    path = write(tmp_path, "codes:\n  - code: plan\n  - code: money/kept\n  - code: money/spent\nhistory: []\n")
    book = add(path, "money", definition="All about money.")
    assert [code.path for code in book] == ["plan", "money", "money/kept", "money/spent"]
    assert book["money"].definition == {"en": "All about money."}


def test_inner_nodes_above_a_new_code_appear_by_themselves(tmp_path: Path) -> None:
    book = add(write(tmp_path, PLAIN), "health/care/reached")
    assert [code.path for code in book][-3:] == ["health", "health/care", "health/care/reached"]


LISTED = "codes:\n  - {code: a}\n"
SHAPES = {
    "no history": LISTED,
    "no history, no line end": "codes:\n  - code: a\n    label: x",
    "no history, comments at the end": LISTED + "\n# what is left to do\n#   all\n",
    "no history, the document closed": "---\n" + LISTED + "...\n",
    "a directive": "%YAML 1.2\n---\n" + LISTED + "history: []\n",
    "an empty history": LISTED + "history:   # nothing yet\n",
    "an empty history in the middle": "history:\n# so far\ncodes:\n- code: a\n",
    "an empty history without a line end": LISTED + "history:",
    "a history in lines": LISTED + "history:\n  - at: '2017'\n    by: s\n    action: redefine\n    from: [a]\n    to: [a]\n",
    "a history in lines of braces": LISTED + "history:\n- {at: '2017', by: s, action: new, to: a}   # the first\n\n# end\n",
    "a history in one line": LISTED + "history: [{at: '2017', by: s, action: new, to: a}]\n",
    "a history in brackets, one a line": LISTED + "history: [\n   {at: '2017', by: s, action: new, to: a}, # the first\n  ]\n",
    "a history first": "history: []\n" + LISTED,
    "no codes": "codes: []\nhistory: []\n",
    "no codes, a space and a comment": "codes: [ # none yet\n ]\n",
    "codes in brackets": "codes: [{code: a}, {code: b/c}]\nhistory: [ ]\n",
    "codes in brackets, one a line": "codes: [\n  {code: a},   # first\n  {code: b/c}  # last\n  ]\n",
    "codes in brackets, comma at the end": "codes: [\n  {code: a},\n  {code: b/c},\n  ]\n",
    "commas in front": "codes: [ {code: a}\n       , {code: b/c}\n       ]\n",
    "JSON": '{"title": "T", "codes": [{"code": "a", "label": "A"}], "history": []}',
    "JSON over lines": json.dumps({"codes": [{"code": "a"}, {"code": "b/c"}]}, indent=2) + "\n",
    "hyphens at the margin": "codes:\n- code: a\n  label: A\n- code: b/c\nhistory: []\n",
    "set in by four": "codes:\n    -   code: a\n        label: A\n    -   code: b/c\nhistory: []\n",
    "all set in": "  codes:\n    - code: a\n  history:\n",
    "hyphens on lines of their own": "codes:\n  -\n    code: a\n  -\n    code: b/c\n",
    "empty lines between": "codes:\n\n  - code: a\n\n  - code: b/c\n\n\nhistory: []\n",
    "a value left empty": "codes:\n  - code: a\n    include:   # later\n    exclude:\n# opposite: b\nhistory: []\n",
    "a text in a block": "codes:\n  - code: a\n    definition: |\n      one\n      two\n\n  - code: b/c\n    definition: >-\n      three\n\n\nhistory: []\n",
    "a text in a block that keeps its lines": "codes:\n  - code: a\n    definition: |+\n      one\n\n\nhistory: []\n",
    "a text in a block at the end": "codes:\n  - code: a\n    definition: |\n      one\n",
    "quotes over lines": "codes:\n  - code: a\n    definition: \"one\n      two\"  # and so on\n  - code: 'b/c'\n",
    "plain words over lines": "codes:\n  - code: a\n    definition: one\n      two\n\n      three\n\nhistory: []\n",
    "spaces at the ends": "codes:  \n  - code: a   \n   \nhistory: []   \n",
    "emoji before": "title: '😀😀 e\u0301'\ncodes:\n  - code: a\n    label: 😀\nhistory: []\n",
    "other languages": "codes:\n  - code: a\n    label: {en: A, id: B}\n    definition: {en: C, id: D}\nhistory: []\n",
    "examples last": "codes:\n  - code: a\n    examples:\n      - document: x\n        quote: y # as said\nhistory: []\n",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("bom", "ends"), [("", "\n"), ("", "\r\n"), ("", "\r"), ("\ufeff", "\r\n")], ids=["LF", "CRLF", "CR", "BOM"]
)
def test_whatever_the_shape_all_else_stays(shape: str, ends: str, bom: str, tmp_path: Path) -> None:
    source = bom + SHAPES[shape].replace("\n", ends)
    path = write(tmp_path, source)
    before = read_codebook(path)
    for code in ("a/new", "money/kept", "b"):
        add(path, code, definition="Said: 'so' {or} #so, [yes]", why="because: why not")
    after = read_codebook(path)
    assert is_insertion(source.encode(), path.read_bytes())
    listed = [replace(code, line=0) for code in before if code.line]
    paths = {code.path for code in listed}
    assert [replace(code, line=0) for code in after if code.path in paths] == listed
    assert after["a/new"].definition in ({"en": "Said: 'so' {or} #so, [yes]"}, {"": "Said: 'so' {or} #so, [yes]"})
    assert after.history[: len(before.history)] == before.history
    assert [change.new for change in after.history[len(before.history) :]] == [("a/new",), ("money/kept",), ("b",)]
    if ends == "\r\n":
        assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


PATHS = ("a", "a/b", "a/b/c", "a/d", "e", "e/f", "null", "on", "1.5", "-", "010", "x.y/z_1")
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
comment = st.sampled_from(["", "  # why", " #\t'", "   "])
between = st.sampled_from(["", "\n", "# --- next ---\n", "\n\n  # in\n", "      # set in\n"])


@st.composite
def codebooks(draw: st.DrawFn) -> str:
    """Codebooks as people write them: comments, gaps, languages, braces, in any order."""
    dash = " " * draw(st.integers(0, 4))
    paths = draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=6, unique=True))
    text = draw(st.sampled_from(["", "# head\n\n", "---\n"])) + "codes:" + draw(comment) + "\n"
    for path in paths:
        said = json.dumps(draw(words)).replace("\x7f", "\\u007f")
        body = draw(
            st.sampled_from(
                [
                    f"{dash}- {{code: {json.dumps(path)}, label: {said}}}@\n",
                    f"{dash}- code: '{path}'@\n{dash}  label: {{en: {said}, id: x}}@\n",
                    f"{dash}- label: {said}@\n{dash}  code: '{path}'@\n{dash}  exclude:@\n",
                    f"{dash}- code: '{path}'\n{dash}  definition:@\n{dash}    en: {said}@\n{dash}    id: |\n{dash}      it\n",
                    f"{dash}-   code: '{path}'@\n{dash}    include: >-\n{dash}      so\n\n{dash}      and so\n",
                ]
            )
        )
        text += body.replace("@", draw(comment)) + draw(between)
    return text + draw(
        st.sampled_from(["", "history: []\n", "history:\n", "history: # so\n- {at: '1', by: s, action: new, to: a}\n"])
    )


@given(
    codebooks(),
    st.sampled_from(["a/new", "a/b/c/new", "e/new", "new", "new/er"]),
    words,
    words,
    st.sampled_from(["\n", "\r\n"]),
)
def test_all_else_stays_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, source: str, code: str, said: str, why: str, ends: str
) -> None:
    path = write(tmp_path_factory.mktemp("book"), source.replace("\n", ends))
    before, old = read_codebook(path), path.read_bytes()
    definition = f"x{said}"
    after = add(path, code, definition=definition, include=said, why=why)
    assert is_insertion(old, path.read_bytes())
    [told] = set(after[code].definition.values())
    assert told == normalise(definition).strip()
    assert [replace(c, line=0) for c in after if c.line and c.path != code] == [
        replace(c, line=0) for c in before if c.line
    ]
    assert len(after.history) == len(before.history) + 1


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("money", r"codebook.yaml:3: the code 'money' is there already"),
        ("Money/x", "'Money' differs from the code 'money' in capitals only"),
        ("money/Kept", "'money/Kept' differs from the code 'money/kept' in capitals only"),
        ("old", "'old' was used before: retire by s on 2017-05-01: nobody understood it"),
        ("old/below", "'old/below' was used before: retire"),
        ("plans", r"'plans' was used before: rename by s on 2017-05-02 \(now plan\)"),
        ("both", r"'both' was used before: split by s on 2017-05-03 \(now money, plan\)"),
        ("Uang saku/Disimpan!", "may only hold letters .* write it like 'uang-saku/disimpan'"),
        ("../up", "may only hold letters .* write it like 'up'"),
        ("a//b", "write it like 'a/b'"),
        ("nul", "write it like 'nul-1'"),
        ("错误", "between its parts$"),
        ("", "may only hold letters"),
    ],
)
def test_a_path_that_cannot_be_taken_is_refused_and_nothing_written(code: str, message: str, tmp_path: Path) -> None:
    history = """history:
  - {at: "2017-05-01", by: s, action: retire, from: old, why: nobody understood it}
  - {at: "2017-05-02", by: s, action: rename, from: plans, to: plan}
  - {at: "2017-05-03", by: s, action: split, from: both, to: [money, plan]}
"""
    path = write(tmp_path, PLAIN.replace("history: []\n", history))
    old = path.read_bytes()
    with pytest.raises(QualkitError, match=message):
        add(path, code)
    assert path.read_bytes() == old


def test_a_code_beside_what_a_split_left_is_new(tmp_path: Path) -> None:
    history = 'history:\n  - {at: "2017", by: s, action: split, from: money, to: [money/kept, money/gone]}\n'
    add(write(tmp_path, PLAIN.replace("history: []\n", history)), "money/found")


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"definition": " \n"}, "the definition is empty; say in a sentence"),
        ({"by": ""}, "'by' is empty"),
        ({"language": " "}, "'language' is empty"),
        ({"definition": "half \ud83d"}, "the definition holds half of a character"),
    ],
)
def test_words_that_cannot_be_taken_are_refused(about: dict[str, str], message: str, tmp_path: Path) -> None:
    path = write(tmp_path, PLAIN)
    with pytest.raises(QualkitError, match=message):
        add(path, "new", **about)
    assert path.read_text() == PLAIN


def test_a_file_that_leaves_no_safe_place_is_left_alone(tmp_path: Path) -> None:
    source = "codes:\n  - code: a\n    definition: |\n      a text whose last line does not end"
    path = write(tmp_path, source)
    with pytest.raises(
        QualkitError, match=r"leaves no safe place for it \(another code .*\); write it there by hand: .*'b'"
    ):
        add(path, "b")
    assert path.read_text() == source


def test_a_file_with_faults_is_told_with_its_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "codes:\n  - code: a\n\t- code: b\n")
    with pytest.raises(QualkitError, match=r"codebook.yaml:3: not valid YAML"):
        add(path, "c")
    path = write(tmp_path, "codes:\n  - code: a\t# the first\n")
    with pytest.raises(QualkitError, match=r"codebook.yaml:2: not valid YAML: found character"):
        add(path, "c")
    with pytest.raises(QualkitError, match="the file is missing"):
        add(tmp_path / "none.yaml", "c")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path = write(tmp_path, PLAIN)
    link = tmp_path / "linked.yaml"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    add(link, "new")
    assert link.is_symlink()
    assert "new" in parse_codebook(path.read_text(), "x")


def test_several_programs_at_once_lose_no_code(tmp_path: Path) -> None:
    path = write(tmp_path, PLAIN)
    program = (
        "import sys; from pathlib import Path; from qualkit.codebook.write import add_code\n"
        "for n in range(8): add_code(Path(sys.argv[1]), code=f'new/{sys.argv[2]}{n}', label='x', definition='y', language='en', by='a')"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(path), name], env=os.environ) for name in ("p", "q", "r")
    ]
    assert [one.wait(timeout=120) for one in running] == [0, 0, 0]
    added = {code.path for code in read_codebook(path)} - {"money", "money/kept", "plan", "new"}
    assert added == {f"new/{name}{n}" for name in "pqr" for n in range(8)}


def test_whoever_waits_in_vain_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualkit.codebook.write._WAIT", 0.05)
    path = write(tmp_path, PLAIN)
    with (
        FileLock(tmp_path / ".codebook.yaml.lock"),
        pytest.raises(QualkitError, match="another program has been writing to it"),
    ):
        add(path, "new")
    assert path.read_text() == PLAIN


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, PLAIN)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qualkit.codebook.write.write_whole", fail)
    with pytest.raises(QualkitError, match=r"the code was not added.*No space left"):
        add(path, "new")


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("Antre Lama", "antre-lama"),
        ("é/À b", "e/a-b"),
        ("a/ /b", "a/b"),
        ("...", ""),
        ("con", "con-1"),
        ("a" * 80, "a" * 64),
    ],
)
def test_a_path_is_proposed(typed: str, proposed: str) -> None:
    assert propose_path(typed) == proposed
