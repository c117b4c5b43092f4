"""One JupyterLab and one Chromium for all tests of a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from lab import Lab, find_browser, running_lab


def _missing() -> str:
    absent = [name for name in ("jupyterlab", "anywidget", "playwright") if find_spec(name) is None]
    if not find_browser():
        absent.append("chromium")
    return ", ".join(absent)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab on an empty folder; every test puts its studies and notebooks there under names of its own."""
    if missing := _missing():
        reason = f"the view is tried in a real browser, and here is no {missing}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("lab")
    with running_lab(folder, tmp_path_factory.mktemp("jupyter")) as lab:
        yield lab


@pytest.fixture(scope="session")
def browser(lab: Lab) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser, lab: Lab) -> Iterator[object]:
    """A browser as if it were new, that may speak to the server and to nobody else."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    foreign = [url for url in asked if not url.startswith((lab.url, "data:", "blob:"))]
    assert not foreign, "the page asked another server"
