"""What a person does in the coding view beyond selecting and coding, in JupyterLab, and what the log then holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lab import Lab, read_log, wait_for
from person import MILLISECONDS, Notebook

from made_study import MadeStudy

LABELS = {
    "needs": {"en": "Needs", "id": "Kebutuhan"},
    "needs/met": {"en": "Need met", "id": "Terpenuhi"},
    "needs/unmet": {"en": "Need unmet", "id": "Tak terpenuhi"},
    "work": {"en": "Work", "id": "Pekerjaan"},
}
CODES: list[dict[str, Any]] = [
    {"code": code, "id": f"c{n}", "label": label, "definition": {"en": f"About {label['en'].lower()}.", "id": "Arti."}}
    for n, (code, label) in enumerate(LABELS.items(), 1)
]
CODES[1]["definition"] = {"en": "A sudden expense could be paid.", "id": "Pengeluaran mendadak terbayar."}


class Person(Notebook):
    """A person at a notebook that stays open: each study is opened by running its cell again."""

    study: Path

    def code_by_hand(self, made: MadeStudy, document: str = "D1", *, language: str = "en") -> None:
        """Open a study's document as coder `me`."""
        made.write()
        self.study = made.folder
        source = (
            "import qualkit as qk\n"
            f"qk.open_coder(qk.open_study({str(made.folder)!r}), {document!r}, coder='me', language={language!r})"
        )
        self.page.evaluate(
            "(source) => window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.setSource(source)",
            source,
        )
        self.run()
        title = made.settings["title"]
        self.page.wait_for_selector(f'.qk-coder[aria-label*="{title}"] .qk-words', timeout=MILLISECONDS)

    def log(self, event: str | None = None) -> list[dict[str, Any]]:
        """The events on disk of one kind, or all."""
        return [line for line in read_log(self.study, "me") if event in (None, line["event"])]

    def wait_for_event(self, event: str, n: int = 1) -> dict[str, Any]:
        """The n-th event of a kind, once it is on disk and the page knows that."""
        found = wait_for(lambda: len(self.log(event)) >= n and self.log(event)[n - 1], so_that=f"{event} is logged")
        self.wait_for_status("saved")
        return dict(found)

    def wait_for_focus(self, selector: str) -> None:
        """Wait until what the selector finds has the focus."""
        self.page.wait_for_function(
            "(selector) => document.activeElement?.matches(selector)", arg=selector, timeout=MILLISECONDS
        )

    def wait_to_read(self, text: str, *, within: str = ".qk-coder") -> None:
        """Wait until a text is seen in some part of the view."""
        self.page.locator(within).filter(has_text=text).first.wait_for(timeout=MILLISECONDS)

    def code_and_wait(self, words: str, letters: str) -> dict[str, Any]:
        """Select words with the mouse, type letters, Enter; the event that this gave."""
        n = len(self.log("add"))
        self.code(words, letters)
        return self.wait_for_event("add", n + 1)

    def review(self, n: int = 1) -> None:
        """Mark the document as reviewed."""
        self.page.click("[data-tool=review]")
        self.wait_for_event("reviewed", n)

    def drawn(self, look: str = "") -> int:
        """How many codings are drawn; with `qk-faint` those of others."""
        selector = f".qk-stripe.{look}" if look else ".qk-stripe"
        return len(set(self.page.locator(selector).evaluate_all("all => all.map((one) => one.dataset.id)")))


@pytest.fixture(scope="module")
def person(lab: Lab, context) -> Iterator[Person]:
    """A notebook with one cell, open for all tests of this file."""
    lab.write_notebook("view.ipynb", "")
    page = context.new_page()
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))
    yield Person(page, lab, "view.ipynb").open()
    page.close()
    assert not errors


@pytest.fixture
def study(made: Callable[..., MadeStudy], request: pytest.FixtureRequest) -> MadeStudy:
    """Two interviews, and another coder's work on the first; from the emoji on, pages and Python count differently."""
    study = made(codes=CODES, coders=("b",), waves=["before", "now"], title=request.node.name)
    study.add_case("D1")
    study.add_case("D2")
    study.add_interview(
        "D1",
        ("I", "How was last year?"),
        ("D1", "😀 The roof broke. We paid it from our savings, thank God."),
        ("I", "And the stall?"),
        ("D1", "The café sells well at noon. My sister sold hers."),
        ("D1", "Nothing else, really."),
    )
    study.add_interview("D2", ("I", "And you?"), ("D2", "I work <script>window.hacked = 1</script> at the mill."))
    study.code("D1", "We paid it from our savings", "needs/met", coder="b")
    study.code("D1", "sells well at noon", "work", coder="b")
    return study


# Codes


def test_a_code_is_found_by_letters_of_its_label_or_words_of_its_definition(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    assert person.code_and_wait("The roof broke", "unm")["code"] == "needs/unmet"
    assert person.code_and_wait("We paid it", "expen")["code"] == "needs/met"  # a word of its definition
    assert person.code_and_wait("thank God", "wrk")["code"] == "work"  # letters that follow each other


def test_several_codes_follow_each_other_on_one_selection(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    first = person.code_and_wait("The roof broke", "unm")
    person.type("work")
    person.press("Enter")
    second = person.wait_for_event("add", 2)
    person.press("2")  # the one before the last, which the passage has already
    person.wait_to_read("already", within=".qk-told")
    person.page.click('.qk-code[data-code="needs/met"]')
    third = person.wait_for_event("add", 3)
    assert [one["code"] for one in (first, second, third)] == ["needs/unmet", "work", "needs/met"]
    assert {(one["start"], one["end"], one["quote"]) for one in person.log("add")} == {
        (first["start"], first["end"], "The roof broke")
    }
    person.press("Escape", "1")  # nothing is selected now: the key codes the whole turn in which one is
    whole = person.wait_for_event("add", 4)
    assert whole["quote"] == "😀 The roof broke. We paid it from our savings, thank God."
    assert whole["code"] == "needs/met"


def test_a_code_in_vivo_asks_for_a_definition_and_codes_its_words(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.select("sold hers")
    person.press("Alt+n")
    person.wait_for_focus("dialog textarea")
    person.press("Control+Enter")  # without a definition
    person.wait_to_read("what the code means", within=".qk-fault")
    assert "sold-hers" not in (person.study / "coding" / "codebook.yaml").read_text(encoding="utf-8")
    person.type("Somebody had to sell.")
    person.press("Control+Enter")
    coded = person.wait_for_event("add")
    assert (coded["code"], coded["quote"]) == ("sold-hers", "sold hers")
    codebook = (person.study / "coding" / "codebook.yaml").read_text(encoding="utf-8")
    assert "Somebody had to sell." in codebook and "Sold hers" in codebook
    person.page.locator('.qk-code[data-code="sold-hers"]').wait_for(timeout=MILLISECONDS)


def test_the_tree_is_walked_by_keys_and_tells_definitions(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.select("at noon")
    person.press("F6", "ArrowDown")
    person.wait_for_focus('[role=treeitem][data-code="needs"][aria-expanded=true]')
    person.press("ArrowLeft")
    person.wait_for_focus('[data-code="needs"][aria-expanded=false]')
    person.press("ArrowRight", "ArrowRight")
    person.wait_for_focus('[data-code="needs/met"][aria-level="2"]')
    person.wait_to_read("A sudden expense could be paid.", within=".qk-card")
    person.type("wo")
    person.wait_for_focus('[data-code="work"]')
    person.press("Enter")
    coded = person.wait_for_event("add")
    assert (coded["code"], coded["quote"]) == ("work", "at noon")


# What was coded


def test_recode_resize_and_remove_by_keyboard_only(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    added = person.code_and_wait("We paid it", "unm")
    person.press("Escape", "Alt+ArrowDown", "F2")
    person.type("work")
    person.press("Enter")
    assert person.wait_for_event("change")["code"] == "work"
    person.press("Alt+Shift+ArrowRight")
    assert person.wait_for_event("change", 2)["quote"] == "We paid it from"
    person.press("Alt+Shift+ArrowDown")
    assert person.wait_for_event("change", 3)["quote"] == "paid it from"
    person.press("Delete")
    removed = person.wait_for_event("remove")
    assert {event["id"] for event in person.log()} == {added["id"]}
    assert removed["id"] == added["id"]
    person.press("Control+z")
    person.wait_for_event("undo")
    wait_for(lambda: person.drawn() == 1, so_that="the coding is drawn again")


def test_a_passage_is_said_to_be_about_another_then_reported_and_doubtful(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    added = person.code_and_wait("My sister sold hers", "unm")
    assert not {"cases", "when", "status", "certainty"} & set(added)  # the plain case says nothing more
    person.press("F4")
    person.wait_for_focus('[data-field="about"]')
    person.press("Enter")
    person.type("D2")
    person.press("Tab", "Space", "Control+Enter")
    assert person.wait_for_event("change")["cases"] == ["D2"]
    person.page.select_option('[data-field="when"]', "before")
    assert person.wait_for_event("change", 2)["when"] == "before"
    person.page.select_option('[data-field="status"]', "reported")
    assert person.wait_for_event("change", 3)["status"] == "reported"
    person.page.check('[data-field="doubt"]')
    assert person.wait_for_event("change", 4)["certainty"] == "doubtful"
    assert {event["id"] for event in person.log()} == {added["id"]}


def test_a_memo_is_written_on_each_kind_of_thing(person: Person, study: MadeStudy) -> None:
    study.add_finding(
        "f1",
        kind="prevalence",
        claim={"en": "Most were helped.", "id": "Banyak yang terbantu."},
        cases="role == 'member'",
        support=["needs/met"],
        contradict=["needs/unmet"],
    )
    person.code_by_hand(study)
    added = person.code_and_wait("The roof broke", "unm")
    person.press("Alt+m")
    person.wait_for_focus("dialog textarea")
    targets = {"document": "D1", "code": "needs/met", "case": "D2", "finding": "f1", "study": ""}
    person.type("on the coding")
    for kind, target in targets.items():
        person.page.select_option("dialog select >> nth=0", kind)
        if kind in ("code", "case"):
            person.page.select_option("dialog select >> nth=1", target)
        person.page.fill("dialog textarea", f"on the {kind}")
    person.press("Control+Enter")
    person.wait_for_event("memo", 6)
    written = {(memo["on"], memo["target"]): memo["text"] for memo in person.log("memo")}
    assert written == {("coding", added["id"]): "on the coding"} | {
        (kind, target): f"on the {kind}" for kind, target in targets.items()
    }
    assert {memo["document"] for memo in person.log("memo")} == {"D1"}


# The transcript


def test_search_folds_case_and_accents_and_leaves_its_hit_selected(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.page.click(".qk-words >> nth=1")
    person.press("Control+f")
    person.type("CAFE")
    person.wait_to_read("1 of 1", within=".qk-search")
    person.press("Escape")
    person.wait_to_read("Selected: “café”", within=".qk-active")
    person.type("work")
    person.press("Enter")
    assert person.wait_for_event("add")["quote"] == "café"


def test_the_next_turn_without_a_code_is_one_key_away(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.code_and_wait("The roof broke", "unm")
    person.press("Escape", "F8")
    person.wait_to_read("Turn 4", within=".qk-told")
    person.press("Space")
    person.type("work")
    person.press("Enter")
    assert person.wait_for_event("add", 2)["quote"] == "The café sells well at noon. My sister sold hers."
    person.press("Escape", "F8")
    person.wait_to_read("Turn 5", within=".qk-told")


def test_a_filter_shows_some_codes_or_one_speaker_only(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.code_and_wait("The roof broke", "unm")
    person.code_and_wait("at noon", "work")
    assert person.drawn() == 2
    person.page.click("[data-tool=filter]")
    person.page.check("dialog label:has-text('Needs (needs)') input")
    person.press("Control+Enter")
    wait_for(lambda: person.drawn() == 1, so_that="only what stands below 'needs' is drawn")
    person.page.click(".qk-filter button:has-text('Show everything')")
    wait_for(lambda: person.drawn() == 2, so_that="all is drawn again")


def test_another_document_opens_in_the_same_view_and_text_is_only_text(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.review()
    person.page.click("[data-tool=documents]")
    person.wait_to_read("✓ D1", within="dialog option")
    person.type("D2")
    person.press("Enter")
    person.wait_to_read("<script>window.hacked = 1</script>", within=".qk-words")
    coded = person.code_and_wait("window.hacked = 1", "work")
    assert (coded["document"], coded["quote"]) == ("D2", "window.hacked = 1")
    assert person.page.evaluate("window.hacked") is None


def test_reviewed_is_an_event_and_can_be_taken_back(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.review()
    assert person.log("reviewed")[0]["codes"] == ["*"]
    person.page.click("[data-tool=review][aria-pressed=true]")
    person.wait_for_event("unreviewed")
    person.page.locator("[data-tool=review][aria-pressed=false]").wait_for(timeout=MILLISECONDS)


# Changed texts


def test_codings_whose_words_moved_or_went_are_listed_and_placed_again(person: Person, study: MadeStudy) -> None:
    for quote in ("We paid it from our savings", "My sister sold hers", "at noon", "Nothing else, really"):
        study.code("D1", quote, "work", coder="me")
    kind, header, text = study.documents["D1"]
    text = text.replace("The roof broke.", "The old roof broke down.").replace("Nothing else, really.", "Enough now.")
    study.documents["D1"] = (kind, header, text)
    person.code_by_hand(study)
    person.wait_to_read("elsewhere: 2 · doubtful: 1 · not found again: 1", within=".qk-places-bar")
    person.page.click(".qk-places-bar button")
    assert person.log("move") == []  # nothing moves by itself
    person.page.click("button:has-text('All in the right place: 2')")
    person.wait_for_event("move", 2)
    person.page.click("button:has-text('It is right here')")
    person.wait_for_event("move", 3)
    assert [move["quote"] for move in person.log("move")] == [
        "We paid it from our savings", "My sister sold hers", "at noon",
    ]  # fmt: skip
    person.page.click("button:has-text('It is what I selected')")  # nothing is selected
    person.wait_to_read("then press again", within=".qk-told")
    person.select("Enough now")
    person.page.click("button:has-text('It is what I selected')")
    placed = person.wait_for_event("move", 4)
    assert (placed["id"], placed["quote"]) == ("me004", "Enough now")
    person.page.locator(".qk-places").wait_for(state="hidden", timeout=MILLISECONDS)


# Others' work


def test_anothers_work_is_accepted_or_rejected_after_review(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.review()
    person.press("F9")
    person.wait_for_focus('[aria-label="Show: b"]')
    person.press("Enter")
    wait_for(lambda: person.drawn("qk-faint") == 2, so_that="both codings of b are drawn")
    assert [(one["whose"], one["document"]) for one in person.log("shown")] == [("b", "D1")]
    person.press("Control+Enter")
    accepted = person.wait_for_event("add")
    assert (accepted["method"], accepted["source"]) == ("accepted", {"coder": "b", "id": "b001"})
    assert (accepted["code"], accepted["quote"]) == ("needs/met", "We paid it from our savings")
    assert not {"cases", "when", "status", "certainty"} & set(accepted)  # b said nothing beyond the code either
    person.press("Control+Delete")
    rejected = person.wait_for_event("reject")
    assert (rejected["id"], rejected["whose"]) == ("b002", "b")
    person.wait_to_read("Everything shown is decided", within=".qk-others")


def test_anothers_work_stays_hidden_before_review_unless_one_accepts_what_it_costs(person: Person, study) -> None:
    person.code_by_hand(study)
    person.page.click(".qk-words")
    person.press("F9")
    person.page.click('[aria-label^="Show anyway"]')
    person.wait_to_read("no longer independent", within="dialog")
    person.press("Enter")  # the focus is on Cancel
    person.wait_for_focus('[aria-label^="Show anyway"]')
    assert person.drawn("qk-faint") == 0 and not person.log()
    assert "needs/met" not in person.page.evaluate("JSON.stringify([...qualkitUnsaved])")
    person.press("Enter")
    person.page.click("dialog .qk-danger")
    wait_for(lambda: person.drawn("qk-faint") == 2, so_that="both codings of b are drawn")
    assert [event["event"] for event in person.log()] == ["shown"]


def test_what_the_codebooks_patterns_find_is_shown_with_its_reason_and_accepted(
    person: Person, made: Callable[..., MadeStudy], request: pytest.FixtureRequest
) -> None:
    codes = [{**code, **({"patterns": ["pay ... saving"]} if code["code"] == "needs/met" else {})} for code in CODES]
    study = made(codes=codes, coders=(), languages=["en"], title=request.node.name)
    study.add_case("D1")
    study.add_interview(
        "D1", ("I", "Did you pay from savings?"), ("D1", "The roof broke. We paid it from our savings.")
    )
    person.code_by_hand(study)
    person.review()
    person.press("F9")
    person.wait_for_focus('[aria-label="Show: rules"]')
    person.press("Enter")
    wait_for(lambda: person.drawn("qk-faint") == 1, so_that="what the rules found is drawn")
    person.wait_to_read("pay ... saving (line", within=".qk-others")
    person.press("Control+Enter")
    accepted = person.wait_for_event("add")
    assert (accepted["method"], accepted["source"]["coder"]) == ("accepted", "rules")
    assert accepted["quote"] == "We paid it from our savings."


# For whom


def test_the_view_speaks_indonesian(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study, language="id")
    person.wait_to_read("Tersimpan", within=".qk-status")
    assert person.code_and_wait("The roof broke", "tak")["code"] == "needs/unmet"
    person.wait_to_read("Diberi kode: Tak terpenuhi", within=".qk-told")
    person.press("F1")
    person.wait_to_read("giliran berikutnya yang belum berkode", within="dialog")
    person.press("Escape")


def test_every_part_that_can_be_used_has_a_name(person: Person, study: MadeStudy) -> None:
    person.code_by_hand(study)
    person.code_and_wait("The roof broke", "unm")
    person.press("F4")
    nameless = person.page.evaluate(
        """() => [...document.querySelectorAll(`.qk-coder :is(button, input, select, textarea, [role=tree], [role=list],
        [role=toolbar], [role=listbox])`)].filter((one) => !(one.getAttribute('aria-label') || one.textContent.trim() ||
        one.labels?.length)).map((one) => one.outerHTML)"""
    )
    assert nameless == []
