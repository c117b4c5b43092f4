"""How fast the coding view is in a real browser, with a transcript of 30,000 words and 600 codings in it.

    python benchmarks/coder.py [--keys 60] [--opens 5] [--pace 100] [--headed]

The transcript is joined from the example's interviews, the codings are sentences of it under the example's codes. A
real JupyterLab on a copy of the example, a real kernel, Chromium; idle but for this. Told are

- `ready`: from the run of the cell `qk.open_coder(…)` to the frame that shows the transcript, with the study open
  already; once in a new kernel, where the libraries are loaded first, and then again and again;
- `stripe`: from the press of a number key, with words selected, to the frame that shows the new stripe. Keys follow
  each other after `--pace` ms, as of a person who types fast; with 0 a key waits for what the one before it drew;
- `saved`: from the same press to the frame in which the view says that it is saved, which is after the disk;
- `scrolling`: the longest task of the page while all of the transcript is scrolled through, and how many of over 50 ms;
- `nodes`: the most elements in the page meanwhile, those of JupyterLab among them.

What is asked: ready in 1,000 ms, a stripe in 50 and saved in 150 (95 of 100), no task over 50 ms, under 6,000 nodes.
Nothing is asserted: what a machine does besides counts too.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "widget")]

from lab import find_browser, running_lab  # noqa: E402
from person import Notebook  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

import qualkit as qk  # noqa: E402
from qualkit.start import copy_example  # noqa: E402

WORDS, CODINGS = 30_000, 600
DOCUMENT, CODER = "LONG", "bench"

# After the next frame is drawn: a message is taken up only when the frame's work is done.
PAINTED = """
const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(0);
}));
"""
RUN = (
    "async () => {"
    + PAINTED
    + """
  const before = performance.now();
  window.jupyterapp.commands.execute('notebook:run-cell');
  const old = document.querySelector('.qk-coder');
  for (;;) {
    const view = document.querySelector('.qk-coder');
    if (view && view !== old && view.querySelector('.qk-words')) break;
    await new Promise((next) => setTimeout(next, 2));
  }
  return (await painted()) - before;
}"""
)
WATCH = (
    "() => {"
    + PAINTED
    + """
  const pane = document.querySelector('.qk-coder .qk-text');
  const status = document.querySelector('.qk-status');
  const stripes = () => new Set([...pane.querySelectorAll('.qk-stripe')].map((one) => one.dataset.id)).size;
  window.keyed = null;
  document.addEventListener('keydown', (event) => {
    if (!/^[1-9]$/.test(event.key)) return;
    const run = { pressed: event.timeStamp, had: stripes(), stripe: null, saved: null, sent: false };
    window.keyed = run;
    const look = async () => {
      if (run.stripe === null && stripes() > run.had) {
        run.stripe = -1;
        run.stripe = (await painted()) - run.pressed;
      }
      if (status.dataset.state !== 'saved') run.sent = true;
      else if (run.sent && run.saved === null) {
        run.saved = -1;
        run.saved = (await painted()) - run.pressed;
      }
      if (run.stripe > 0 && run.saved > 0) watch.disconnect();
    };
    const watch = new MutationObserver(look);
    watch.observe(document.querySelector('.qk-coder'), { subtree: true, childList: true, attributes: true });
  }, true);
}"""
)
SCROLL = """
async () => {
  const scroller = [...document.querySelectorAll('.qk-coder .qk-text, .qk-coder .qk-text *')]
    .find((one) => one.scrollHeight > one.clientHeight + 100 && getComputedStyle(one).overflowY !== 'visible');
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
  observer.observe({ type: 'longtask' });
  let nodes = 0;
  scroller.scrollTop = 0;
  for (let last = -1; scroller.scrollTop !== last; ) {
    last = scroller.scrollTop;
    scroller.scrollTop += 240;
    await new Promise(requestAnimationFrame);
    nodes = Math.max(nodes, document.getElementsByTagName('*').length);
  }
  await new Promise((next) => setTimeout(next, 300));
  observer.disconnect();
  return { nodes, long: tasks.length, longest: Math.max(0, ...tasks), height: scroller.scrollHeight };
}
"""


def make_study(folder: Path) -> None:
    """A copy of the example with one long interview more, and a coder who has coded it."""
    copy_example(folder)
    study = qk.open_study(folder)
    turns: list[str] = []
    n = 0
    spoken = [
        (("P" if turn.turn_role == "interviewer" else "R"), document.text[turn.start : turn.end])
        for document in study.documents
        if document.kind == "interview"
        for turn in document.turns
    ]
    while n < WORDS:
        for tag, words in spoken:
            turns.append(f"{tag}: {words}")
            n += len(words.split())
            if n >= WORDS:
                break
    header = f"---\nid: {DOCUMENT}\ntype: interview\nspeakers: {{P: interviewer, R: other}}\n---\n"
    text = "\n\n".join(turns)
    (folder / "transcripts" / "interviews" / f"{DOCUMENT}.txt").write_text(f"{header}{text}\n", encoding="utf-8")
    study.reload()
    document, draw = study.documents[DOCUMENT], random.Random(1)
    events = []
    for turn in draw.choices([turn for turn in document.turns if turn.end - turn.start > 80], k=CODINGS):
        start = draw.randrange(turn.start, turn.end - 60)
        end = min(turn.end, start + draw.randrange(30, 200))
        span = {"start": start, "end": end, "quote": document.text[start:end], "text_sha256": document.text_sha256}
        around = {"before": document.text[max(0, start - 32) : start], "after": document.text[end : end + 32]}
        code = draw.choice(study.codebook.leaves)
        events.append({"event": "add", "id": f"k{len(events)}", "document": DOCUMENT, "code": code} | span | around)
    study.open_journal(CODER).append(*events)


def open_again(page: Page, opens: int) -> list[float]:
    """How long the cell takes to show the transcript, in ms; the first time in a new kernel."""
    times = []
    for _ in range(opens):
        times.append(float(page.evaluate(RUN)))
        page.wait_for_selector(".qk-status[data-state='saved']")
    return times


def press_keys(notebook: Notebook, keys: int, pace: int) -> list[dict[str, Any]]:
    """Code a turn again and again: take the turn with the space bar, press a number, go on to the next."""
    page = notebook.page
    page.evaluate(WATCH)
    page.locator(".qk-words").first.click()
    times: list[dict[str, Any]] = []
    for number in range(keys):
        for key in ("ArrowDown", "Space"):
            notebook.press(key)
            page.wait_for_timeout(pace)
        page.evaluate("() => { window.keyed = null; }")
        notebook.press(str(number % 9 + 1))
        page.wait_for_function("() => window.keyed?.stripe > 0 && window.keyed?.saved > 0")
        times.append(page.evaluate("() => window.keyed"))
    return times


def share(times: list[float], of: float) -> float:
    """The time that this share of all stay under."""
    return sorted(times)[min(len(times) - 1, int(of * len(times)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--opens", type=int, default=5)
    parser.add_argument("--pace", type=int, default=100)
    parser.add_argument("--headed", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "lab"
        folder.mkdir()
        make_study(folder / "study")
        with running_lab(folder, Path(name) / "settings") as lab, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=["--no-sandbox"], headless=not asked.headed
            )
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            cell = f"qk.open_coder(study, {DOCUMENT!r}, coder={CODER!r})"
            lab.write_notebook("bench.ipynb", "import qualkit as qk\nstudy = qk.open_study('study')", cell)
            notebook = Notebook(page, lab, "bench.ipynb").open()
            notebook.run_first()
            ready = open_again(page, asked.opens)
            keyed = press_keys(notebook, asked.keys, asked.pace)
            scrolled = page.evaluate(SCROLL)
            browser.close()
    stripe, saved = ([one[what] for one in keyed] for what in ("stripe", "saved"))
    print(f"a transcript of {WORDS:,} words with {CODINGS} codings, {len(keyed)} keys")
    print(f"{'':24}{'median':>10}{'95 of 100':>12}{'worst':>10}{'asked':>10}")
    print(f"{'ready, new kernel, ms':24}{ready[0]:>10.0f}{'':>12}{'':>10}{1000:>10}")
    print(f"{'ready, again, ms':24}{share(ready[1:], 0.5):>10.0f}{'':>12}{max(ready[1:]):>10.0f}{1000:>10}")
    for what, times, limit in (("stripe", stripe, 50), ("saved", saved, 150)):
        print(f"{f'{what}, ms':24}{share(times, 0.5):>10.0f}{share(times, 0.95):>12.0f}{max(times):>10.0f}{limit:>10}")
    print(f"{'scrolling, longest, ms':24}{'':>10}{'':>12}{scrolled['longest']:>10.0f}{50:>10}")
    print(f"{'tasks over 50 ms':24}{scrolled['long']:>10}{'':>12}{'':>10}{0:>10}")
    print(f"{'nodes in the page':24}{scrolled['nodes']:>10,}{'':>12}{'':>10}{6000:>10,}")


if __name__ == "__main__":
    main()
