"""report.html: one file that says what the evidence says, loads nothing and runs nothing."""

from __future__ import annotations

import re
import shutil
import string
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from example_run import Run, draw_nothing, run_once

import qualkit as qk
from made_study import MadeStudy
from qualkit.report.page import render_page
from qualkit.report.reproduce import reproduce
from qualkit.report.results import work_out
from qualkit.report.words import WORDS, words_for

Tag = tuple[str, dict[str, str]]


class Page(HTMLParser):
    """A page taken apart: its tags with their attributes, the texts outside <style>, and the style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.texts: list[str] = []
        self.style = ""
        self._in_style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        elif data.strip():
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_once(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def page(first_run: Run) -> Page:
    return Page((first_run.reports / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(example: qk.Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The example's page in both languages, with empty figures."""
    made = {}
    for language in ("en", "id"):
        results = work_out(example, language)
        folder = tmp_path_factory.mktemp(language)
        for picture in results.pictures:
            draw_nothing(picture.plot, folder / picture.name, picture.title)
        made[language] = Page(render_page(results, folder))
    return made


# Nothing is loaded, nothing runs


def check_harmless(page: Page) -> None:
    """Raise where a page could load or run anything, or its policy would let it."""
    [policy] = [tag["content"] for tag in page.all("meta") if tag.get("http-equiv") == "Content-Security-Policy"]
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    assert [rule.strip() for rule in policy.split(";")] == [
        "default-src 'none'",
        "img-src data:",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert len(page.all("style")) == 1
    active = {
        "script",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "input",
        "svg",
        "video",
        "audio",
        "template",
    }
    assert not active & {tag for tag, _ in page.tags}
    assert not [name for _, tag in page.tags for name in tag if name.startswith("on") or name in ("style", "srcset")]
    assert all(address.startswith("#") for address in page.values("href"))
    assert all(address.startswith("data:image/svg+xml;base64,") for address in page.values("src"))
    assert "url(" not in page.style and "@import" not in page.style


def test_the_page_has_a_strict_policy_no_script_and_no_reference_to_anything_outside(page: Page) -> None:
    check_harmless(page)


def test_the_embedded_figures_refer_to_nothing_outside_either(page: Page) -> None:
    for source in page.values("src"):
        svg = b64decode(source.partition(",")[2]).decode()
        assert all(found.startswith(("#", "data:")) for found in re.findall(r'href="([^"]*)"', svg))
        assert "<script" not in svg and "@import" not in svg and not re.search(r"url\((?!#)", svg)


def test_links_within_the_page_arrive(page: Page) -> None:
    places = page.values("id")
    assert len(places) == len(set(places))
    assert {unquote(address[1:]) for address in page.values("href")} <= set(places)


def test_the_policy_stands_before_anything_that_it_governs(first_run: Run) -> None:
    html = (first_run.reports / "report.html").read_text(encoding="utf-8")
    assert html.index("Content-Security-Policy") < html.index("<style>")
    assert html.isascii() or html.index('charset="utf-8"') < 1024


# What it says


def test_the_page_and_every_figure_say_that_the_example_is_fictional(first_run: Run, pages: dict[str, Page]) -> None:
    for language, page in pages.items():
        assert words_for(language)["fictional_note"] in page.texts
    figures = sorted((first_run.reports / "figures").glob("*.svg"))
    assert len(figures) >= 5
    for figure in figures:
        assert "Fictional example study" in figure.read_text(encoding="utf-8"), figure.name


def test_a_study_of_real_people_is_not_called_fictional(make_study: Any, tmp_path: Path) -> None:
    made = make_study(codes=["a"])
    made.add_voice("M01", {"Satu.": "a"})
    results = work_out(made.open())
    for picture in results.pictures:
        draw_nothing(picture.plot, tmp_path / "figures" / picture.name, picture.title)
    assert "fictional" not in render_page(results, tmp_path / "figures").lower().replace(".fictional {", "")


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_claim_stands_with_its_verdict_and_the_sentence_to_copy(
    example: qk.Study, pages: dict[str, Page], language: str
) -> None:
    table = qk.weigh_findings(example, language=language)
    assert len(table) == len(example.findings)
    for row in table.to_dict("records"):
        assert " ".join(row["sentence"].split()) in pages[language].texts
        assert " ".join(row["claim"].split()) in pages[language].texts


def test_every_quote_behind_a_claim_stands_word_for_word_beside_its_case(example: qk.Study, page: Page) -> None:
    for claim in example.findings:
        for row in qk.find_evidence(example, claim.id).to_dict("records"):
            assert " ".join(row["quote"].split()) in page.text


def test_every_figure_has_its_words_for_those_who_cannot_see_it(page: Page) -> None:
    images = page.all("img")
    assert len(images) >= 5
    assert all(len(image["alt"]) > 20 for image in images)
    assert page.all("html") == [{"lang": "en"}]


# Both languages


def pieces(words: str) -> list[str]:
    """The fixed pieces of a text with `{places}` to fill."""
    return [" ".join(fixed.split()) for fixed, *_ in string.Formatter().parse(words) if len(fixed.split()) > 2]


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_fill_the_same_places(key: str) -> None:
    english, indonesian = (
        [place for _, place, _, _ in string.Formatter().parse(words) if place] for words in WORDS[key]
    )
    assert english == indonesian
    assert all(words.strip() for words in WORDS[key])


def test_a_language_that_is_not_spoken_is_english() -> None:
    assert words_for("fr") == words_for("en") != words_for("id")


@pytest.mark.parametrize(("language", "other"), [("id", 0), ("en", 1)])
def test_no_word_of_the_other_language_is_left_over(pages: dict[str, Page], language: str, other: int) -> None:
    page, own = pages[language], {both[1 - other] for both in WORDS.values()}
    left = {
        key
        for key, both in WORDS.items()
        if both[other] not in own
        and (
            both[other] in page.texts
            or any(piece in page.text for piece in pieces(both[other]) if piece != both[1 - other])
        )
    }
    assert not left
    assert page.all("html") == [{"lang": language}]


@pytest.mark.parametrize(
    "key", ["verdicts", "finding", "verdict", "cases", "who", "figures", "tables", "methods", "not_stated", "study"]
)
def test_the_headings_stand_in_both_languages(pages: dict[str, Page], key: str) -> None:
    for language, page in pages.items():
        assert words_for(language)[key] in page.texts


# Hostile text

HOSTILE = "<script>alert(1)</script></style>x\"><img src=x onerror='alert(2)'>&amp;{{ 7*7 }} ${alert(3)} $\\frac{1$"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of a study in which every text that people write is hostile."""
    made = MadeStudy(
        tmp_path_factory.mktemp("hostile") / "study",
        title=f"Title {HOSTILE}",
        about=f"About {HOSTILE}",
        sampling=f"Sampling {HOSTILE}",
        codes=[
            {"code": "need/met", "label": f"Met {HOSTILE}", "definition": HOSTILE},
            {"code": "need/unmet", "label": f"Unmet {HOSTILE}"},
        ],
        roles={"member": {"label": f"Role {HOSTILE}"}},
        waves=["before", "now"],
        measures={
            "debt": {
                "type": "amount", "label": f"Debt {HOSTILE}", "unit": "<b>IDR", "better": "down",
                "columns": {"before": "debt_before", "now": "debt_now"},
            },
            "payer": {"type": "category", "label": f"Payer {HOSTILE}", "columns": {"now": "payer"},
                      "values": {"<i>a": f"Value {HOSTILE}"}},
        },
        crosstabs=[{"code": "need/met", "outcome": "payer"}],
    )  # fmt: skip
    for number, code in enumerate(["need/met"] * 4 + ["need/unmet"] * 2, 1):
        case = f"M{number:02}"
        known = {"debt_before": 100 + number, "debt_now": 50, "payer": "<i>a" if number % 2 else "b"}
        made.add_case(case, name="x<script>alert(4)</script>", outcomes=known)
        made.add_voice(case, {f"Quote {number} {HOSTILE}": code})
    told = {"declared": HOSTILE, "note": f"Note {HOSTILE}"}
    sides = {"support": "need/met", "contradict": "need/unmet"}
    made.add_finding("met", "prevalence", claim=f"Claim {HOSTILE}", **sides, **told)
    made.add_finding("less", "outcome", claim=f"Less {HOSTILE}", measure="debt", direction="down", smallest=0.2, **told)
    made.add_finding(
        "both", "association", claim=f"Both {HOSTILE}", smallest=0.2, **told,
        exposure={"label": f"Exposure {HOSTILE}", **sides}, response={"label": f"Response {HOSTILE}", "where": "debt_now > 0"},
        rivals=[{"label": f"Rival {HOSTILE}", "where": "debt_before > 102"}],
    )  # fmt: skip
    made.add_finding("all", "combination", claim=f"All {HOSTILE}", premises=["met", "less"], **told)
    made.write()
    (made.folder / "methods.yaml").write_text(f"access: >-\n  Access {HOSTILE}\n", encoding="utf-8")
    with (made.folder / "coding" / "codings" / "a.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"event_id": "x", "coder": "a", "event": "<script>alert(5)</script>"}\n')
    reproduce(made.folder)
    return made.folder / "reports"


def test_hostile_text_is_shown_as_it_was_written_and_is_never_markup(hostile: Path) -> None:
    page = Page((hostile / "report.html").read_text(encoding="utf-8"))
    check_harmless(page)
    for begin in ("Title", "About", "Sampling", "Role", "Access", "Claim", "Less", "Both", "All", "Note", "Exposure",
                  "Response", "Rival", *(f"Quote {number}" for number in range(1, 7))):  # fmt: skip
        assert f"{begin} {HOSTILE}" in page.text, begin
    assert "<script>alert(5)</script>" in page.text


def test_hostile_text_in_a_figure_is_text(hostile: Path) -> None:
    figures = list((hostile / "figures").glob("*.svg"))
    assert len(figures) >= 3
    for figure in figures:
        svg = figure.read_text(encoding="utf-8")
        assert not re.search(r"<(script|img|style(?! type=.text/css))|\son\w+=(?!.*&)", svg), figure.name


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("there is no chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., tuple[Any, list[str]]]]:
    """Open a file as on a phone; also what went on behind the page: messages, errors, dialogs and requests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)

    def visit(path: Path) -> tuple[Any, list[str]]:
        seen: list[str] = []
        page = context.new_page()
        page.on("console", lambda message: seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: seen.append(f"request: {request.url[:60]}"))
        page.goto(path.as_uri(), wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        page.wait_for_function("[...document.images].every(image => image.complete)")
        return page, [
            what for what in seen if not what.startswith((f"request: {path.as_uri()}"[:69], "request: data:"))
        ]

    yield visit
    context.close()


SMALL_TEXTS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.data.trim() && parseFloat(getComputedStyle(node.parentElement).fontSize) < 11)
            small.push(node.data.trim().slice(0, 40));
    return [...new Set(small)];
}"""


def test_on_a_phone_the_page_fits_is_legible_and_asks_for_nothing(first_run: Run, visit: Any) -> None:
    page, behind = visit(first_run.reports / "report.html")
    assert behind == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("[...document.images].map(image => image.naturalWidth > 0 && image.alt !== '')") == [
        True
    ] * len(page.query_selector_all("img"))
    assert page.evaluate(SMALL_TEXTS) == []


def test_nothing_is_hidden_beside_the_screen_but_what_can_be_scrolled_to(first_run: Run, visit: Any) -> None:
    page, _ = visit(first_run.reports / "report.html")
    outside = """[...document.body.querySelectorAll('*')].filter(element => !element.closest('.scroll')
        && element.getBoundingClientRect().right > 391).map(element => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(outside) == []


def test_the_policy_lets_the_style_through(first_run: Run, visit: Any) -> None:
    page, _ = visit(first_run.reports / "report.html")
    assert "Georgia" in page.evaluate("getComputedStyle(document.body).fontFamily")


def test_a_hostile_study_runs_nothing_in_a_browser(hostile: Path, visit: Any) -> None:
    page, behind = visit(hostile / "report.html")
    assert behind == []
    assert page.evaluate("document.scripts.length") == 0
    assert page.title().startswith("Title <script>alert(1)</script>")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
