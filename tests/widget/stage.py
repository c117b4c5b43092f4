"""The coding view in a page without JupyterLab: the same scripts and the same Python, and answers that can be held back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lab import read_log, wait_for
from pane import ADDRESS, SCRIPTS

import qualkit as qk
from made_study import MadeStudy
from qualkit.widget.bundle import join_styles
from qualkit.widget.coder_view import CoderView

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

PAGE = "<!doctype html><meta charset='utf-8'><style>{styles}</style><body><div id='room'></div>"
BEGIN = """async () => {
  const { default: view } = await import('./coder.js');
  const listeners = [];
  const held = [];
  window.hold = false;
  const pass = async (message) => {
    const answer = await window.toPython(JSON.stringify(message));
    listeners.forEach((listener) => listener(JSON.parse(answer)));
  };
  window.release = async () => {
    window.hold = false;
    for (const message of held.splice(0)) await pass(message);
  };
  const model = {
    get: () => '600px', off: () => {}, on: (event, listener) => event === 'msg:custom' && listeners.push(listener),
    send: (message) => { if (window.hold) held.push(message); else pass(message); },
  };
  view.render({ model, el: document.querySelector('#room') });
}"""


class Stage:
    """One page with the view of a study's document, by coder `a`."""

    def __init__(self, page: Page, study: MadeStudy, document: str = "D1") -> None:
        self.page = page
        self.study = study
        view = qk.open_coder(qk.open_study(study.folder), document, coder="a")
        page.expose_function("toPython", lambda message: self._answer(view._try, json.loads(message)))
        page.route("**/*", _serve)
        page.goto(ADDRESS)
        page.evaluate(BEGIN)
        page.wait_for_selector(".qk-words")

    def _answer(self, answer: Callable[[Any], dict[str, Any]], message: dict[str, Any]) -> str:
        return json.dumps({**answer(message), "request": message["request"]})

    def log(self) -> list[dict[str, Any]]:
        self.page.evaluate("0")  # Python answers while playwright speaks with the page
        return read_log(self.study.folder, "a")

    def wait_for_events(self, n: int) -> list[dict[str, Any]]:
        return list(
            wait_for(lambda: len(self.log()) >= n and self.log(), so_that=f"{n} events are logged", patience=20)
        )

    def hold(self) -> None:
        """Python is busy from now on."""
        self.page.evaluate("() => { window.hold = true; }")

    def release(self) -> None:
        self.page.evaluate("() => window.release()")

    def choose(self, turn: int) -> None:
        """Click into a turn, which is then what letters code."""
        self.page.locator(".qk-words").nth(turn - 1).click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def code(self, turn: int, letters: str) -> None:
        self.choose(turn)
        self.type(letters)
        self.press("Enter")

    def open(self, document: str) -> None:
        """Ask for another document."""
        self.page.click("[data-tool=documents]")
        self.page.keyboard.type(document)
        self.page.keyboard.press("Enter")

    def warns_on_leaving(self) -> bool:
        """Whether closing the page would be asked about."""
        leave = "() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
        return bool(self.page.evaluate(leave))

    def see(self, text: str, *, within: str = ".qk-coder") -> Locator:
        found = self.page.locator(within).filter(has_text=text).first
        found.wait_for()
        return found


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if not name:
        styles = join_styles(*CoderView.styles)
        route.fulfill(body=PAGE.replace("{styles}", styles), content_type="text/html; charset=utf-8")
    else:
        body = (SCRIPTS / name).read_text(encoding="utf-8")
        route.fulfill(body=body, content_type="text/javascript; charset=utf-8")
