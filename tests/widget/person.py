"""A person at a notebook: opens it, runs it, selects words with the mouse, types, and sees what is there to be seen."""

from __future__ import annotations

from typing import Any

from lab import PATIENCE, Lab, wait_for
from playwright.sync_api import BrowserContext, Locator, Page

MILLISECONDS = PATIENCE * 1000
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"
SELECT = """
([text, nth]) => {
  const root = document.querySelector('NOTEBOOK .qk-coder') ?? document.querySelector('.qk-coder');
  const pane = root.querySelector('.qk-transcript');
  const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let all = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest('.qk-words, .qk-turn-text, [data-start]')) continue;
    nodes.push([all.length, node]);
    all += node.data;
  }
  let at = -1;
  for (let n = 0; n <= nth; n += 1) at = all.indexOf(text, at + 1);
  if (at < 0) return null;
  const place = (offset) => {
    const [start, node] = nodes.findLast(([begin]) => begin <= offset);
    return [node, offset - start];
  };
  const range = document.createRange();
  range.setStart(...place(at));
  const [node, offset] = place(at + text.length - 1);
  range.setEnd(node, offset + 1);
  range.startContainer.parentElement.scrollIntoView({ block: 'center' });
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
  const first = boxes[0];
  const last = boxes.at(-1);
  const rtl = getComputedStyle(range.startContainer.parentElement).direction === 'rtl';
  return { from: [first.left + 0.5, first.top + first.height / 2], to: [last.right - 0.5, last.top + last.height / 2] };
}
""".replace("NOTEBOOK", NOTEBOOK)


class Notebook:
    """One notebook, open in JupyterLab in one page of the browser."""

    def __init__(self, page: Page, lab: Lab, name: str) -> None:
        self.page = page
        self.lab = lab
        self.name = name

    def open(self) -> Notebook:
        """Open it alone, as a tab of its own in the browser would."""
        self.page.goto(f"{self.lab.url}doc/tree/{self.name}?token={self.lab.token}&reset", timeout=MILLISECONDS)
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=MILLISECONDS)
        self._wait_idle()
        return self

    def run(self) -> Notebook:
        """Run all cells."""
        self._command("notebook:run-all-cells")
        return self

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
        """The coding view, once the transcript is in it."""
        ready = ".qk-coder .qk-transcript .qk-turn"
        self.page.wait_for_selector(f"{ready}, [data-mime-type='application/vnd.jupyter.error']", timeout=MILLISECONDS)
        assert self.page.locator(ready).count(), self.outputs()
        return self.view

    def outputs(self) -> str:
        """What the cells printed."""
        return "\n".join(self.page.locator(".jp-OutputArea").all_inner_texts())

    def select(self, words: str, *, nth: int = 0) -> None:
        """Draw the mouse over words of the transcript."""
        wait_for(lambda: self.page.evaluate(SELECT, [words, nth]), so_that=f"{words[:40]!r} is in the page")
        found = self.page.evaluate(SELECT, [words, nth])  # again, for where they are after scrolling
        mouse = self.page.mouse
        mouse.move(*found["from"])
        mouse.down()
        mouse.move(*[(a + b) / 2 for a, b in zip(found["from"], found["to"], strict=True)], steps=3)
        mouse.move(*found["to"], steps=3)
        mouse.up()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def _command(self, command: str) -> None:
        self.page.evaluate("(command) => window.jupyterapp.commands.execute(command)", command)

    def _wait_idle(self) -> None:
        self.page.wait_for_function(
            "() => { const panel = window.jupyterapp?.shell.currentWidget;"
            " return panel?.context?.sessionContext?.session?.kernel?.status === 'idle'; }",
            timeout=MILLISECONDS,
        )


def open_notebook(context: BrowserContext, lab: Lab, name: str, *sources: str) -> Notebook:
    """Write a notebook, open it in a page of its own, and run it."""
    lab.write_notebook(name, *sources)
    return Notebook(context.new_page(), lab, name).open().run()


def listen(page: Page) -> list[Any]:
    """Errors that nobody caught in the page, as they come."""
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))  # playwright takes no built-in method
    return errors
