"""A person at a notebook: opens it, runs it, selects words with the mouse, types, and sees what is there to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lab import PATIENCE, Lab, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MILLISECONDS = PATIENCE * 1000
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"
PLACE = """
([words, nth]) => {
  const pane = document.querySelector('.qk-coder .qk-text');
  const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let all = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest('.qk-words')) continue;
    nodes.push([all.length, node]);
    all += node.data;
  }
  let at = -1;
  for (let n = 0; n <= nth; n += 1) at = all.indexOf(words, at + 1);
  if (at < 0) return null;
  const letters = [...new Intl.Segmenter().segment(words)].map((one) => one.segment);
  const box = (begin, end) => {
    const range = document.createRange();
    const [first, node] = nodes.findLast(([from]) => from <= begin);
    const [second, other] = nodes.findLast(([from]) => from < end);
    range.setStart(node, begin - first);
    range.setEnd(other, end - second);
    return range.getBoundingClientRect();
  };
  const edge = (letter, rect, isFirst) => {
    const fromRight = /[\\u0590-\\u08ff]/.test(letter);
    return [isFirst === fromRight ? rect.right - 0.5 : rect.left + 0.5, rect.top + rect.height / 2];
  };
  const shown = nodes.findLast(([from]) => from <= at)[1].parentElement;
  if (SCROLL) shown.scrollIntoView({ block: 'center' });
  const first = letters[0];
  const last = letters.at(-1);
  const end = at + words.length;
  return [edge(first, box(at, at + first.length), true), edge(last, box(end - last.length, end), false)];
}
"""
# Each view of the page: how many blocks it has, whether it can be seen, and the elements around it, hidden ones marked.
VIEWS = """
() => [...document.querySelectorAll('.qk-coder')].map((view) => {
  const around = [];
  for (let one = view; one && one !== document.body; one = one.parentElement) {
    const { display, visibility } = getComputedStyle(one);
    const sign = display === 'none' || visibility === 'hidden' ? ' (hidden)' : '';
    around.push(`${one.className || one.tagName}${sign}`);
  }
  const { width, height } = view.getBoundingClientRect();
  return { blocks: view.querySelectorAll('.qk-words').length, width, height, around };
})
"""


class Notebook:
    """One notebook, open in JupyterLab in one page of the browser."""

    def __init__(self, page: Page, lab: Lab, name: str) -> None:
        self.page = page
        self.lab = lab
        self.name = name
        self.sent: list[bytes] = []  # what the page sent to kernels

    def open(self) -> Notebook:
        """Open it in the JupyterLab that the page shows, or in a JupyterLab of its own."""
        if self.page.url.startswith(self.lab.url):
            self._command("docmanager:open", {"path": self.name})
        else:
            self.page.goto(f"{self.lab.url}doc/tree/{self.name}?token={self.lab.token}&reset", timeout=MILLISECONDS)
        self.page.wait_for_selector(f"{NOTEBOOK} .jp-Cell", timeout=MILLISECONDS)
        self._wait_idle()
        return self

    def close(self) -> None:
        """Close all that is open in the page's JupyterLab, and leave it as it was when it began."""
        self.page.evaluate(
            "async () => { for (const panel of [...window.jupyterapp.shell.widgets('main')])"
            " { await panel.context?.save(); panel.close(); } }"
        )
        # where nothing is open JupyterLab opens its launcher: one that came late would lie before the next notebook
        self.page.wait_for_function(
            "() => !document.querySelector('.jp-NotebookPanel') && document.querySelector('.jp-Launcher')",
            timeout=MILLISECONDS,
        )

    def run(self) -> Notebook:
        """Run all cells, with the notebook before everything else that is open."""
        self._command("docmanager:open", {"path": self.name})
        self._command("notebook:run-all-cells")
        return self

    def run_first(self) -> None:
        """Run the first cell, wait until it is done, and stand on the second."""
        self._command("notebook:run-cell-and-select-next")  # which is done when the cell is
        self._wait_idle()

    def set_subshells(self, how: str) -> None:
        """Whether kernels answer views in a thread of their own, as JupyterLab's settings have it."""
        self.page.evaluate("(how) => { window.jupyterapp.serviceManager.kernels.commsOverSubshells = how; }", how)

    def restart_kernel(self) -> None:
        """Restart the kernel without being asked whether one is sure."""
        self.page.evaluate(
            "async () => { const panel = window.jupyterapp.shell.currentWidget;"
            " await panel.context.sessionContext.session.kernel.restart(); }"
        )
        self._wait_idle()

    def save(self) -> None:
        """Save the notebook as it is now."""
        self._command("docmanager:save")

    def reload(self) -> None:
        """Reload the page, as with F5."""
        self.page.reload(timeout=MILLISECONDS)
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=MILLISECONDS)
        self._wait_idle()

    def count_sent(self, words: bytes) -> int:
        """How many messages with these words the page has sent to kernels."""
        self.page.evaluate("0")  # what came to pass in the page is heard while playwright speaks with it
        return sum(words in message for message in self.sent)

    def execute(self, source: str) -> None:
        """Send code to the kernel without a cell, and not wait for it."""
        self.page.evaluate(
            "(code) => { const panel = window.jupyterapp.shell.currentWidget;"
            " panel.context.sessionContext.session.kernel.requestExecute({ code }); }",
            source,
        )

    @property
    def view(self) -> Locator:
        """The coding view."""
        return self.page.locator(".qk-coder").first

    def wait_for_view(self) -> Locator:
        """The coding view, once the transcript is in it, and can be seen: JupyterLab may keep another that it hides."""
        ready = ".qk-coder .qk-words:visible"
        from playwright.sync_api import TimeoutError as Waited  # where it is not installed, the tests are skipped

        either = f"{ready}, [data-mime-type='application/vnd.jupyter.error']"
        try:
            self.page.wait_for_selector(either, timeout=MILLISECONDS)
        except Waited as error:
            raise AssertionError(f"no transcript can be seen; the views are {self.page.evaluate(VIEWS)}") from error
        assert self.page.locator(ready).count(), self.outputs()
        return self.view

    def wait_busy(self) -> None:
        """Wait until the kernel says that it works on something."""
        self._wait_kernel("busy")

    def look_away_and_back(self) -> None:
        """Leave the window and come back to it."""
        self.page.evaluate(
            "() => { window.dispatchEvent(new Event('blur')); window.dispatchEvent(new Event('focus')); }"
        )

    def find(self, words: str) -> None:
        """Search the transcript, go to the first place, and leave the search."""
        self.page.locator(".qk-words").first.click()
        self.press("Control+f")
        self.page.locator(".qk-coder input[type='search']:focus, .qk-coder input:focus").fill(words)
        self.press("Enter")

    def outputs(self) -> str:
        """What the cells printed."""
        return "\n".join(self.page.locator(".jp-OutputArea").all_inner_texts())

    def select(self, words: str, *, nth: int = 0) -> None:
        """Draw the mouse over words of the transcript, from the first letter's side to the last one's."""
        find = PLACE.replace("SCROLL", "true")
        wait_for(lambda: self.page.evaluate(find, [words, nth]), so_that=f"{words[:40]!r} is in the page")
        places = self._settle(words, nth)
        mouse = self.page.mouse
        (x, y), (right, bottom) = places
        mouse.move(x, y)
        mouse.down()
        mouse.move((x + right) / 2, (y + bottom) / 2, steps=3)
        mouse.move(right, bottom, steps=3)
        mouse.up()

    def _settle(self, words: str, nth: int) -> list[list[float]]:
        """Where the words stand once nothing moves any more."""
        find, before = PLACE.replace("SCROLL", "false"), []

        def is_still() -> bool:
            before.append(self.page.evaluate(find, [words, nth]))
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
            return len(before) > 2 and before[-1] is not None and before[-1] == before[-2] == before[-3]

        wait_for(is_still, so_that=f"{words[:40]!r} stands still")
        return list(before[-1])

    def code(self, words: str, letters: str, *, nth: int = 0) -> None:
        """Select words, type the first letters of a code, Enter."""
        self.select(words, nth=nth)
        self.type(letters)
        self.press("Enter")

    def wait_for_status(self, state: str) -> None:
        """Wait until the view says 'saved', 'saving', 'busy' or 'lost'."""
        self.page.wait_for_selector(f".qk-status[data-state='{state}']", timeout=MILLISECONDS)

    def alarm(self) -> Locator:
        """What the view says must be known, once it does."""
        alarm = ".qk-alarm:not([hidden]):has(button)"
        self.page.wait_for_selector(alarm, timeout=MILLISECONDS)
        return self.page.locator(alarm).first

    def count_stripes(self) -> int:
        """How many codings are drawn where the transcript shows."""
        return len(set(self.page.locator(".qk-stripe").evaluate_all("all => all.map((one) => one.dataset.id)")))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def _command(self, command: str, about: Mapping[str, str] | None = None) -> None:
        execute = "([command, about]) => window.jupyterapp.commands.execute(command, about)"
        self.page.evaluate(execute, [command, dict(about or {})])

    def _wait_idle(self) -> None:
        self._wait_kernel("idle")

    def _wait_kernel(self, status: str) -> None:
        self.page.wait_for_function(
            "(status) => { const panel = window.jupyterapp?.shell.currentWidget;"
            " return panel?.context?.sessionContext?.session?.kernel?.status === status; }",
            arg=status,
            timeout=MILLISECONDS,
        )
