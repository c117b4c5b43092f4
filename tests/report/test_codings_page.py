"""A coded transcript to read: every passage with its code, nothing loaded, nothing run."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_page import HOSTILE, Page, check_harmless

import qualkit as qk
from made_study import MadeStudy
from qualkit.model import Coding, Document, Turn
from qualkit.report.passages import cut_turns, gather_passages

KEPT, SPENT = "money/kept", "money/spent"


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    made = make_study(
        codes=[
            {"code": KEPT, "label": {"en": "Keeps it", "id": "Menyimpan"}, "definition": {"en": "Puts money aside."}},
            {"code": SPENT, "label": {"en": "Spends it"}, "colour": "#AA0000"},
            "plan",
        ],
        coders=("a", "b"),
        fictional=True,
    )
    made.add_case("F01")
    made.add_interview(
        "F01",
        ("I", "And now?"),
        ("F01", "I keep some of it. The rest is gone."),
        ("F01", "Nothing."),
        date="2020-01-02",
    )
    made.code("F01", "I keep some of it.", KEPT, memo="since last year")
    made.code("F01", "I keep some of it.", KEPT, coder="b")
    made.code("F01", "some of it. The rest is gone.", SPENT, coder="b", status="reported", certainty="doubtful")
    made.code("F01", "gone", SPENT, status="retracted")
    made.review("F01")
    return made


def test_each_passage_has_its_number_code_coders_and_memo(made: MadeStudy) -> None:
    shown = qk.show_codings(made.open(), "F01", coder=["a", "b"])
    page = Page(shown.html)
    for words in (
        "F01", "Fictional example", "Interview · 2020-01-02 · speaks: F01", "And now?",
        "Coded by a (has marked it reviewed), b (has not marked it reviewed) · codings: 4, codes: 2",
        "Keeps it (1) money/kept Puts money aside.", "Spends it (2) money/spent",
        "1 Keeps it · a, b a: since last year", "2 Spends it · b (only reported, doubtful)", "3 Spends it · a (taken back)",
    ):  # fmt: skip
        assert words in page.text, words
    assert "2?" in page.texts
    assert repr(shown) == (
        "<Codings of F01 by a, b: 4 codings under 2 codes; next: qk.write_codings(study, 'F01', 'F01.html')>"
    )


def test_one_coder_is_not_named_at_every_passage(made: MadeStudy) -> None:
    page = Page(qk.show_codings(made.open(), "F01", coder="a").html)
    assert "1 Keeps it since last year" in page.text
    assert "2 Spends it (taken back)" in page.text


def test_codes_can_be_chosen_and_a_document_may_have_none(made: MadeStudy) -> None:
    study = made.open()
    assert "Spends it" not in Page(qk.show_codings(study, "F01", code=KEPT).html).text
    page = Page(qk.show_codings(study, "F01", code="plan").html)
    assert "No passage is coded." in page.text
    assert "The rest is gone." in page.text
    with pytest.raises(qk.QualkitError, match="no code 'plam'"):
        qk.show_codings(study, "F01", code="plam")
    with pytest.raises(qk.QualkitError, match="no document 'F1'"):
        qk.show_codings(study, "F1")
    with pytest.raises(qk.QualkitError, match="no coder 'c'"):
        qk.show_codings(study, "F01", coder="c")


def test_it_speaks_indonesian(made: MadeStudy) -> None:
    page = Page(qk.show_codings(made.open(), "F01", language="id", coder="b").html)
    for words in ("Contoh rekaan", "Wawancara", "Menyimpan", "hanya kabar orang, meragukan", "belum menandainya"):
        assert words in page.text, words


def test_the_words_are_those_of_the_transcript_and_numbers_are_not_copied_with_them(example: qk.Study) -> None:
    document = example.documents["M07"]
    page = qk.show_codings(example, "M07", coder=["a", "b"]).html
    said = re.findall(r'<div class="said[^>]*>(.*?)</div>', page, re.DOTALL)
    shown = ["".join(re.sub(r"<sup.*?</sup>|<[^>]*>", "", words)) for words in said]
    assert [html.unescape(words) for words in shown] == [
        document.text[turn.start : turn.end] for turn in document.turns
    ]
    assert "user-select: none" in page


def test_the_page_loads_nothing_and_is_the_same_every_time(made: MadeStudy, tmp_path: Path) -> None:
    study = made.open()
    path = qk.write_codings(study, "F01", tmp_path / "f.html", coder=["a", "b"])
    page = Page(path.read_text(encoding="utf-8"))
    check_harmless(page)
    assert not {"script", "img", "link"} & {tag for tag, _ in page.tags}
    assert not page.values("style")
    assert path.read_bytes() == qk.write_codings(study, "F01", tmp_path / "g.html", coder=["a", "b"]).read_bytes()
    with pytest.raises(qk.QualkitError, match=r"cannot write f.pdf: write a file that ends in .html"):
        qk.write_codings(study, "F01", tmp_path / "f.pdf")
    with pytest.raises(qk.QualkitError, match="cannot write"):
        qk.write_codings(study, "F01", tmp_path / "none" / "f.html")


def test_hostile_words_are_shown_as_they_are(make_study: Callable[..., MadeStudy], tmp_path: Path) -> None:
    made = make_study(
        codes=[{"code": "x", "label": {"en": f"Label {HOSTILE}"}, "definition": {"en": f"Definition {HOSTILE}"}}],
        title=f"Title {HOSTILE}",
    )
    made.add_case("A")
    made.add_interview("A", ("I", f"Question {HOSTILE}"), ("A", f"Quote {HOSTILE}"), place=f"Place {HOSTILE}")
    made.code("A", f"Quote {HOSTILE}", "x", memo=f"Memo {HOSTILE}")
    study = made.open()
    for page in (
        Page(qk.write_codings(study, "A", tmp_path / "p.html").read_text(encoding="utf-8")),
        Page(qk.show_codings(study, "A")._repr_html_()),
    ):
        for begin in ("Label", "Definition", "Question", "Place", "Memo"):
            assert f"{begin} {HOSTILE}" in page.text, begin
        assert f"1 Quote {HOSTILE}" in page.text
        assert not {"script", "iframe", "link"} & {tag for tag, _ in page.tags}
    check_harmless(Page((tmp_path / "p.html").read_text(encoding="utf-8")))


spans = st.tuples(st.integers(0, 59), st.integers(1, 30)).map(lambda pair: (pair[0], min(60, sum(pair))))


@given(st.lists(st.tuples(spans, st.sampled_from("xyz"), st.sampled_from("ab")), max_size=12))
def test_every_passage_covers_just_its_words_and_no_two_share_a_level_where_they_overlap(
    coded: list[tuple[tuple[int, int], str, str]],
) -> None:
    turns = (Turn(1, "A", "informant", 2, 20), Turn(2, "B", "other", 24, 40), Turn(3, "A", "informant", 40, 55))
    document = Document("D", "interview", "ab cd" * 12, turns)
    codings = [Coding(str(n), "D", *span, "", code, coder) for n, (span, code, coder) in enumerate(coded)]
    passages = gather_passages(codings)
    assert {(one.start, one.end, one.code, coder) for one in passages for coder in one.coders} == {
        (one.start, one.end, one.code, one.coder) for one in codings
    }
    covered: dict[int, set[int]] = {one.number: set() for one in passages}
    noted = []
    for turn, pieces, begun in cut_turns(document, passages):
        assert "".join(document.text[p.start : p.end] for p in pieces) == document.text[turn.start : turn.end]
        noted += [one.number for one in begun]
        for piece in pieces:
            for one in piece.passages:
                covered[one.number] |= set(range(piece.start, piece.end))
            if len(passages) <= 6:
                assert len({one.level for one in piece.passages}) == len(piece.passages)
    assert noted == [one.number for one in passages]
    inside = {place for turn in turns for place in range(turn.start, turn.end)}
    assert all(covered[one.number] == set(range(one.start, one.end)) & inside for one in passages)


def test_in_a_browser_stripes_stand_left_of_the_text_beside_their_lines(made: MadeStudy, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("there is no chromium")
    api = pytest.importorskip("playwright.sync_api")
    made.add_text("T", "Some words come first. " + "Then many words of one passage follow here. " * 20 + "\nThe end.")
    made.code("T", "Then many words of one passage follow here. " * 20, KEPT)
    path = qk.write_codings(made.open(), "T", tmp_path / "t.html")
    seen: list[str] = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("console", lambda message: seen.append(message.text))
        page.on("request", lambda request: seen.append(request.url[:60]))
        page.goto(path.as_uri())
        assert [what for what in seen if not what.startswith("file:")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        passage, stripe, border = page.evaluate(
            "(() => { const u = document.querySelector('u'); const s = getComputedStyle(u, '::before');"
            "return [u.getBoundingClientRect().height, parseFloat(s.height), s.borderLeftWidth] })()"
        )
        assert passage > 200
        assert abs(stripe - passage) < 20
        assert border == "4px"
        browser.close()
