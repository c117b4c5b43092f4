"""Coding by hand in a real JupyterLab, with a real mouse and keyboard; what was done is read from the log on disk."""

from __future__ import annotations

from hashlib import sha256

import pytest
from lab import read_log, wait_for

pytestmark = pytest.mark.xdist_group("lab")  # one JupyterLab and one browser for all of these

CODES = ("money/saved", "money/owed", "voice")


def open_coder(study, document="D1", coder="a"):
    return (
        "import qualkit as qk\n"
        f"study = qk.open_study({study.folder.name!r})\n"
        f"qk.open_coder(study, {document!r}, coder={coder!r})"
    )


def make_study(made, *turns, **header):
    study = made(codes=CODES)
    study.add_case("D1")
    study.add_interview("D1", *(turns or TURNS), **header)
    study.write()
    return study


TURNS = [
    ("I", "How did you save?"),
    ("D1", "Each week I put a little aside, in the tin under the bed. Nobody knew of it."),
    ("I", "And the debts?"),
    ("D1", "I owed the shop two hundred. I paid it back by spring, little by little."),
]


def read_text(study, document="D1"):
    """The text as DESIGN tells it: what follows the header's closing line, without the blank lines around it."""
    path = study.folder / "transcripts" / "interviews" / f"{document}.txt"
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[1].strip("\n")


def events(study, coder="a"):
    return read_log(study.folder, coder)


def wait_for_events(study, n, coder="a"):
    return wait_for(lambda: len(events(study, coder)) >= n and events(study, coder), so_that=f"{n} events are on disk")


def test_words_selected_with_the_mouse_and_coded_by_keys_are_on_disk_when_it_says_saved(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.code("put a little aside", "saved")
    (event,) = wait_for_events(study, 1)
    page.wait_for_status("saved")

    text = read_text(study)
    start = text.index("put a little aside")
    end = start + len("put a little aside")
    assert event.pop("event_id")
    assert event.pop("id")
    assert event.pop("at").endswith("Z")
    assert event == {
        "event": "add",
        "coder": "a",
        "document": "D1",
        "start": start,
        "end": end,
        "quote": "put a little aside",
        "before": text[max(0, start - 32) : start],
        "after": text[end : end + 32],
        "code": "money/saved",
        "method": "manual",
        "text_sha256": sha256(text.encode()).hexdigest(),
        "codebook_sha256": sha256((study.folder / "coding" / "codebook.yaml").read_bytes()).hexdigest(),
    }
    assert page.count_stripes() == 1
