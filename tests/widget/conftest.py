"""One Chromium, and where it is needed one JupyterLab, for all tests of a process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from lab import Lab, find_browser, running_lab
from person import MILLISECONDS, Notebook

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

from made_study import MadeStudy


def _need(*modules: str) -> None:
    """Skips a test on a machine that lacks one of these or a browser; in CI that is a failure."""
    absent = [name for name in modules if find_spec(name) is None]
    if not find_browser():
        absent.append("chromium")
    if absent:
        reason = f"the view is tried in a real browser, and here is no {', '.join(absent)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab on an empty folder; every test puts its studies and notebooks there under names of its own."""
    _need("jupyterlab", "anywidget", "playwright")
    folder = tmp_path_factory.mktemp("lab")
    with running_lab(folder, tmp_path_factory.mktemp("jupyter")) as lab:
        yield lab


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    _need("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


class Window:
    """A page of the browser, and what came to pass in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.errors: list[object] = []  # that nobody caught
        self.asked: list[str] = []  # addresses
        self.sent: list[bytes] = []  # messages to kernels
        # playwright takes no built-in method
        self.page.on("pageerror", lambda error: self.errors.append(error))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: socket.on("framesent", self._keep))

    def _keep(self, payload: str | bytes) -> None:
        self.sent.append(payload.encode() if isinstance(payload, str) else payload)

    def check(self, own: str) -> None:
        """No error went unheard, and no other server than ours was asked."""
        assert not self.errors
        assert not [url for url in self.asked if not url.startswith((own, "data:", "blob:"))]


@pytest.fixture(scope="session")
def context(browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    yield context
    context.close()


@pytest.fixture(scope="session")
def common_window(context, lab: Lab) -> Window:
    """A page that shows JupyterLab, in which one test after the other opens its notebook: it takes long to load."""
    window = Window(context)
    window.page.goto(f"{lab.url}lab?token={lab.token}&reset", timeout=MILLISECONDS)
    window.page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=MILLISECONDS)
    window.page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    return window


@pytest.fixture
def notebook(context, common_window, lab: Lab) -> Iterator[Callable[..., Notebook]]:
    """Writes a notebook of these cells, opens and runs it; with `alone`, in a page of its own.

    At the end the notebooks are closed and their kernels ended.
    """
    opened: list[tuple[Window, Notebook]] = []

    def open_notebook(*sources: str, alone: bool = False, subshells: bool = True) -> Notebook:
        window = Window(context) if alone else common_window
        window.page.bring_to_front()
        name = f"{uuid4().hex}.ipynb"
        lab.write_notebook(name, *sources)
        notebook = Notebook(window.page, lab, name)
        opened.append((window, notebook))
        notebook.sent = window.sent
        if not subshells:  # as every kernel was before ipykernel 7: views wait while a cell runs
            notebook.set_subshells("disabled")
        return notebook.open().run()

    yield open_notebook
    for window, notebook in opened:
        if window is common_window:
            notebook.close()
            notebook.set_subshells("perCommTarget")
        else:
            window.page.close()
        window.check(lab.url)
    lab.end_kernels()


@pytest.fixture
def made(lab: Lab) -> Callable[..., MadeStudy]:
    """A new made study in the lab's folder; the arguments are MadeStudy's."""
    return lambda **about: MadeStudy(lab.folder / f"study-{uuid4().hex}", **about)
