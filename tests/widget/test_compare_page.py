"""The page that compares two coders, in a real browser by itself: what it sends, keeps and shows when all goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from lab import read_log, wait_for
from person import MILLISECONDS

import qualkit as qk
from made_study import MadeStudy
from qualkit.widget.bundle import join_scripts, join_styles

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

ADDRESS = "http://compare.test/"
STYLES = ("transcript.css", "coder.css", "compare.css")
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="view.css"><body><script type="module">
import view from "./view.js";
window.isDeaf = false;
window.show = (name) => {
  document.querySelector(`#${name}`)?.remove();
  const el = document.createElement("div");
  el.id = name;
  document.body.append(el);
  const heard = [];
  const model = {
    get: () => "600px", on: (event, listener) => event === "msg:custom" && heard.push(listener), off: () => {},
    send: (message) => isDeaf || ask(name, message).then((answer) => heard.forEach((listener) => listener(answer))),
  };
  view.render({ model, el });
};
window.ready = true;
</script>"""


class Desk:
    """A page in which views are shown; each asks a view in Python, which works on real files."""

    def __init__(self, page: Page, made: MadeStudy) -> None:
        self.page = page
        self.made = made
        self.views: dict[str, Any] = {}
        page.route("**/*", _serve)
        page.expose_function("ask", self._answer)
        page.goto(ADDRESS)
        page.wait_for_function("window.ready")

    def _answer(self, name: str, message: dict[str, Any]) -> dict[str, Any]:
        return {**self.views[name]._try(message), "request": message["request"]}

    def show(self, document: str, **about: Any) -> Locator:
        """Run the cell that compares a document, as if for the first time in a new kernel."""
        self.views[document] = qk.open_compare(qk.open_study(self.made.folder), document, "a", "b", **about)
        self.page.evaluate("(name) => show(name)", document)
        self.page.wait_for_selector(f"#{document} .qk-words", timeout=MILLISECONDS)
        self.page.locator(f"#{document} .qk-walk-list").focus()
        return self.page.locator(f"#{document}")

    def hear(self, *, nothing: bool) -> None:
        """Whether Python is gone: what is sent is lost."""
        self.page.evaluate("(nothing) => { window.isDeaf = nothing; }", nothing)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def log(self, *events: str) -> list[dict[str, Any]]:
        return [one for one in read_log(self.made.folder, "consensus") if one["event"] in events]

    def wait_for(self, event: str, n: int) -> None:
        """Wait until so many events of a kind are on disk, and the pages know it."""
        wait_for(lambda: self._settle() or len(self.log(event)) >= n, so_that=f"{n} events {event} are on disk")
        self.wait_saved()

    def wait_saved(self, document: str = "") -> None:
        """Wait until a document's view says that all is saved; else those of all."""
        scope = f"#{document} " if document else ""
        unsaved = f"() => !document.querySelector('{scope}.qk-status:not([data-state=saved])')"
        self.page.wait_for_function(unsaved, timeout=MILLISECONDS)

    def _settle(self) -> None:
        self.page.evaluate("0")  # what the page asks is answered while playwright speaks with it


def _serve(route: Route) -> None:
    bodies: dict[str, tuple[Callable[[], str], str]] = {
        "": (lambda: PAGE, "text/html"),
        "view.js": (lambda: join_scripts("compare.js"), "text/javascript"),
        "view.css": (lambda: join_styles(*STYLES), "text/css"),
    }
    make, kind = bodies[route.request.url.removeprefix(ADDRESS)]
    route.fulfill(body=make(), content_type=f"{kind}; charset=utf-8")


@pytest.fixture
def desk(browser, make_study: Callable[..., MadeStudy]) -> Iterator[Desk]:
    """Two interviews, in each of which a and b coded four sentences: three of them other than each other."""
    made = make_study(codes=["kept", "spent", "plan"], coders=("a", "b"))
    for document in ("F01", "F02"):
        made.add_case(document)
        words = "We keep some. The rest is gone. My sister owes. We plan a stall."
        made.add_interview(document, ("I", "And now?"), (document, words))
        for quote, left, right in (
            ("We keep some.", "kept", "kept"), ("The rest is gone.", "spent", "plan"),
            ("My sister owes.", "spent", "plan"), ("We plan a stall.", "plan", "kept"),
        ):  # fmt: skip
            made.code(document, quote, left)
            made.code(document, quote, right, coder="b")
        made.review(document)
        made.review(document, coder="b")
    made.write()
    page = browser.new_page(viewport={"width": 1300, "height": 1300})
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    yield Desk(page, made)
    page.close()
    assert not errors


def test_an_undo_that_waits_for_python_is_not_sent_to_another_document(desk: Desk) -> None:
    desk.show("F02")
    desk.press("1")
    desk.wait_for("add", 1)
    desk.show("F01")
    desk.press("1")
    desk.wait_for("add", 2)
    desk.hear(nothing=True)
    desk.press("Control+z")
    desk.hear(nothing=False)
    desk.show("F02")  # its cell is run first in the new kernel
    desk.wait_saved("F02")
    assert desk.log("undo", "remove") == []
    desk.show("F01")
    desk.wait_for("undo", 1)
    assert [one["document"] for one in desk.log("add") if one["event_id"] == desk.log("undo")[0]["of"]] == ["F01"]


@pytest.mark.parametrize("on_button", [False, True])
def test_a_key_that_is_held_down_decides_once_and_goes_through_the_list_as_often_as_it_repeats(
    desk: Desk, on_button: bool
) -> None:
    view = desk.show("F01")
    if on_button:
        view.locator("[data-choice=left]").focus()
    for _ in range(3):
        desk.page.keyboard.down("Enter" if on_button else "1")
    desk.page.keyboard.up("Enter" if on_button else "1")
    desk.wait_for("add", 1)
    assert len(desk.log("add")) == 1
    view.locator(".qk-walk-list").focus()
    for _ in range(2):
        desk.page.keyboard.down("ArrowDown")
    desk.page.keyboard.up("ArrowDown")
    assert view.locator(".qk-walk-row").nth(3).get_attribute("aria-selected") == "true"


def test_a_reason_whose_decision_was_refused_is_told_and_waits_at_what_it_was_about(desk: Desk) -> None:
    view = desk.show("F01")
    reason = view.locator(".qk-verdict input")
    desk.press("n")
    desk.made.log("b", "change", id="b002", code="kept")  # b codes on
    desk.made.write()
    reason.fill("she only reports it")
    desk.press("Enter", "1")
    alarm = view.locator(".qk-alarm", has_text="were changed since they were loaded here")
    alarm.wait_for(timeout=MILLISECONDS)
    assert "she only reports it" in alarm.inner_text()
    assert desk.log("add") == []
    alarm.get_by_role("button", name="Dismiss").click()
    row = view.locator(".qk-walk-row").nth(1)
    row.filter(has_text="kept").wait_for(timeout=MILLISECONDS)  # the list shows what b coded
    row.click()
    assert reason.input_value() == "she only reports it"
    view.locator(".qk-walk-list").focus()
    desk.press("2")
    desk.wait_for("add", 1)
    assert [(one["code"], one["memo"]) for one in desk.log("add")] == [("kept", "she only reports it")]
    desk.press("n")
    assert reason.input_value() == ""  # it was written, and goes with nothing else


def test_a_reason_that_is_typed_and_not_yet_decided_with_stays_at_its_place_in_the_list(desk: Desk) -> None:
    view = desk.show("F01")
    reason = view.locator(".qk-verdict input")
    reason.fill("half a thought")
    desk.press("Enter", "n")
    assert reason.input_value() == ""
    desk.press("p")
    assert reason.input_value() == "half a thought"
    desk.press("3")
    desk.wait_for("add", 1)
    assert desk.log("add")[0]["memo"] == "half a thought"


def test_a_decision_that_the_disk_refused_counts_as_unsaved_until_it_is_sent_again(desk: Desk) -> None:
    view = desk.show("F01")
    log = desk.made.folder / "coding" / "codings" / "consensus.jsonl"
    aside = log.rename(log.with_suffix(".aside"))
    log.mkdir()
    desk.press("1")
    again = view.get_by_role("button", name="Try again")
    again.wait_for(timeout=MILLISECONDS)
    assert view.locator(".qk-status").get_attribute("data-state") == "refused"
    log.rmdir()
    aside.rename(log)
    again.click()
    desk.wait_for("add", 1)
    assert view.locator(".qk-walk-row").nth(0).get_attribute("data-decided") == "left"


def test_an_undo_behind_a_decision_that_is_refused_takes_back_nothing_older(desk: Desk) -> None:
    desk.show("F01")
    desk.press("1")
    desk.wait_for("add", 1)
    desk.hear(nothing=True)
    desk.press("1", "Control+z")
    desk.made.log("b", "change", id="b002", code="kept")  # b codes on, so the decision is about what is no more
    desk.made.write()
    desk.hear(nothing=False)
    view = desk.show("F01")
    view.locator(".qk-alarm", has_text="nothing older was undone").wait_for(timeout=MILLISECONDS)
    assert desk.log("undo") == []
    assert view.locator(".qk-walk-row").nth(0).get_attribute("data-decided") == "left"


def test_the_view_begins_where_it_was_asked_to(desk: Desk) -> None:
    text = desk.made.documents["F01"][2]
    view = desk.show("F01", start=text.index("We plan a stall."))
    chosen = view.locator(".qk-walk-row[aria-selected=true]")
    wait_for(lambda: "We plan a stall." in (chosen.text_content() or ""), so_that="the view has gone there")
    desk.press("1")
    desk.wait_for("add", 1)
    assert desk.log("add")[0]["quote"] == "We plan a stall."
