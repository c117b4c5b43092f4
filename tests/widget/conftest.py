"""One Chromium, and where it is needed one JupyterLab, for all tests of a process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from uuid import uuid4

import pytest
from lab import Lab, find_browser, running_lab
from person import Notebook

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


@pytest.fixture(scope="session")
def context(browser) -> Iterator[object]:
    """One window for all tests, so that JupyterLab's own files are loaded once."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    yield context
    context.close()


@pytest.fixture
def notebook(context, lab: Lab) -> Iterator[Callable[..., Notebook]]:
    """Writes a notebook of these cells, opens it in a page of its own and runs it.

    At the end the pages are closed, their kernels ended, no page had an error that nobody caught, and none asked
    another server than ours.
    """
    pages, errors, asked = [], [], []

    def open_notebook(*sources: str, run: bool = True) -> Notebook:
        page = context.new_page()
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(error))  # playwright takes no built-in method
        page.on("request", lambda request: asked.append(request.url))
        name = f"{uuid4().hex}.ipynb"
        lab.write_notebook(name, *sources)
        notebook = Notebook(page, lab, name).open()
        return notebook.run() if run else notebook

    yield open_notebook
    for page in pages:
        page.close()
    lab.end_kernels()
    assert not errors
    assert not [url for url in asked if not url.startswith((lab.url, "data:", "blob:"))]


@pytest.fixture
def made(lab: Lab) -> Callable[..., MadeStudy]:
    """A new made study in the lab's folder; the arguments are MadeStudy's."""
    return lambda **about: MadeStudy(lab.folder / f"study-{uuid4().hex}", **about)
