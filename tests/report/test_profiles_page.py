"""Case profiles as a page: everything is said, nothing is loaded, nothing runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from test_page import HOSTILE, Page, check_harmless

import qualkit as qk
from made_study import MadeStudy

KEPT, SPENT = "money/kept", "money/spent"


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    made = make_study(
        codes=[{"code": KEPT, "opposite": SPENT, "label": {"en": "Keeps it", "id": "Menyimpan"}}, SPENT, "plan"],
        roles={"member": {"label": {"en": "Members", "id": "Anggota"}, "outcomes": True}},
        waves=["before", "now"],
        measures={
            "income": {"type": "amount", "unit": "IDR", "columns": {"before": "i1", "now": "i2"}, "better": "up"},
            "saved": {
                "type": "amount",
                "columns": {"before": "s1", "now": "s2"},
                "comparable": False,
                "reason": "2 books",
            },
            "loans": {"type": "count", "columns": {"now": "l"}},
        },
    )
    for case, told in (
        ("F01", {"i1": 1000000, "i2": 500000, "s1": 1, "s2": 2, "l": 3}),
        ("F02", {"i1": 5, "i2": None}),
    ):
        made.add_case(case, age=40, outcomes={"s1": None, "s2": None, "l": None} | told)
    made.add_voice("F01", {"I keep some of it every week.": KEPT, "More of it.": KEPT})
    made.add_voice("F02", {"I spend it.": SPENT}, review=False)
    return made


def test_a_profile_tells_money_codes_sides_quotes_and_order(made: MadeStudy) -> None:
    page = Page(qk.show_profile(made.open(), "F01")._repr_html_())
    for words in (
        "Members", "Rp 1 million", "Rp 500,000", "−Rp 500,000 (−50%), worse", "not comparable: 2 books", "Keeps it",
        "(1 of 1)", "Read, nothing found (2): spent, plan", "Keeps it (2) ↔ spent (0): Keeps it",
        "I keep some of it every week.", "F01 · turn 2 · Keeps it", "2, 4 Keeps it",
    ):  # fmt: skip
        assert words in page.text, words


def test_what_was_not_told_and_not_read_is_said(made: MadeStudy) -> None:
    page = Page(qk.show_profile(made.open(), "F02")._repr_html_())
    assert "not told" in page.text
    assert "Not yet read (2): Keeps it, plan" in page.text
    assert "open: not yet read for both" in page.text
    assert "reading unfinished" in page.text
    assert "Read, nothing found" not in page.text


def test_a_wave_at_which_a_measure_was_not_asked_is_explained_where_there_is_one(made: MadeStudy) -> None:
    assert "–: not asked at this time." in Page(qk.show_profile(made.open(), "F01").html).text
    del made.settings["measures"]["loans"]
    for told in made.outcomes.values():
        told.pop("l")
    assert "not asked" not in Page(qk.show_profile(made.open(), "F01").html).text


def test_the_profile_speaks_indonesian(made: MadeStudy) -> None:
    page = Page(qk.show_profile(made.open(), "F01", language="id")._repr_html_())
    for words in ("Anggota", "Rp 1 juta", "memburuk", "tidak dapat dibandingkan", "Menyimpan", "giliran 2"):
        assert words in page.text, words


def test_the_plain_form_names_the_next_step(made: MadeStudy) -> None:
    assert repr(qk.show_profile(made.open(), "F01")) == (
        "<Profile of F01 (member): 2 codings, 2 quotes; next: qk.write_profiles(study, 'profiles.html'), "
        "or .profile for its tables>"
    )


def test_the_page_holds_every_case_once_loads_nothing_and_links_arrive(made: MadeStudy, tmp_path: Path) -> None:
    html = qk.write_profiles(made.open(), tmp_path / "p.html").read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    page = Page(html)
    check_harmless(page)
    assert [name for name in page.texts if name in ("F01", "F02")].count("F02") >= 2
    assert [article["id"] for article in page.all("article")] == ["case-1", "case-2"]
    assert {address[1:] for address in page.values("href")} == {"case-1", "case-2"}
    assert all(image["alt"] for image in page.all("img"))
    assert "break-before: page" in page.style


def test_the_same_study_gives_the_same_bytes(made: MadeStudy, tmp_path: Path) -> None:
    study = made.open()
    first, second = (qk.write_profiles(study, tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second


def test_the_condition_chooses_the_cases(made: MadeStudy, tmp_path: Path) -> None:
    page = Page(qk.write_profiles(made.open(), tmp_path / "p.html", where="i2 > 0").read_text(encoding="utf-8"))
    assert len(page.all("article")) == 1


def test_hostile_words_are_shown_as_they_are(make_study: Callable[..., MadeStudy], tmp_path: Path) -> None:
    made = make_study(
        codes=[{"code": "x", "label": {"en": f"Label {HOSTILE}"}}, {"code": "y", "label": {"en": f"Silent {HOSTILE}"}}],
        title=f"Title {HOSTILE}",
        roles={"member": {"label": {"en": f"Role {HOSTILE}"}, "outcomes": True}},
        measures={
            "m": {"type": "category", "label": {"en": f"Measure {HOSTILE}"}, "columns": {"w": "m"},
                  "values": {"v": {"en": f"Value {HOSTILE}"}}}
        },
    )  # fmt: skip
    made.settings["waves"] = {"w": {"en": f"Wave {HOSTILE}"}}
    made.add_case("A", town='<img src=x onerror="alert(1)">'.replace('"', ""), outcomes={"m": "v"})
    made.add_voice("A", {f"Quote {HOSTILE}": "x"})
    study = made.open()
    for page in (
        Page(qk.write_profiles(study, tmp_path / "p.html").read_text(encoding="utf-8")),
        Page(qk.show_profile(study, "A")._repr_html_()),
    ):
        for begin in ("Label", "Silent", "Role", "Wave", "Measure", "Value", "Quote"):
            assert f"{begin} {HOSTILE}" in page.text, begin
        assert not {"script", "iframe", "link"} & {tag for tag, _ in page.tags}
        assert all(source.startswith("data:image/svg+xml;base64,") for source in page.values("src"))
    check_harmless(Page((tmp_path / "p.html").read_text(encoding="utf-8")))


def test_a_wrong_ending_and_a_condition_that_nobody_meets_are_errors(made: MadeStudy, tmp_path: Path) -> None:
    study = made.open()
    with pytest.raises(qk.QualkitError, match=r"cannot write p.pdf: write a file that ends in .html"):
        qk.write_profiles(study, tmp_path / "p.pdf")
    with pytest.raises(qk.QualkitError, match="no case for which 'i1 > 5000000' holds"):
        qk.write_profiles(study, tmp_path / "p.html", where="i1 > 5000000")
    with pytest.raises(qk.QualkitError, match=r"no case 'F1' in cases.csv"):
        qk.show_profile(study, "F1")


def test_in_a_browser_the_page_fits_a_phone_and_asks_for_nothing(example: qk.Study, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("there is no chromium")
    api = pytest.importorskip("playwright.sync_api")
    path = qk.write_profiles(example, tmp_path / "p.html", where="age > 50")
    seen: list[str] = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("console", lambda message: seen.append(message.text))
        page.on("request", lambda request: seen.append(request.url[:60]))
        page.goto(path.as_uri())
        assert [what for what in seen if not what.startswith(("file:", "data:"))] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        browser.close()
