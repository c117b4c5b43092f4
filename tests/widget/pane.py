"""The pane of a coded transcript by itself in a real browser: its own modules and styles, made-up texts and codings."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page, Route

from qualkit import widget
from qualkit.wording.transcript import TRANSCRIPT

SCRIPTS = Path(widget.__file__).parent / "js"
ADDRESS = "http://pane.test/"
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="transcript.css">
<body style="margin:0"><div id="outer" tabindex="0"><div id="room" style="height:600px"></div></div>
<script type="module">
import { makeLanes } from "./lanes.js";
import { makeOffsets } from "./offsets.js";
import { makeTranscript } from "./transcript.js";
Object.assign(window, { makeLanes, makeOffsets, makeTranscript, told: [], keys: [] });
document.querySelector("#outer").addEventListener("keydown", (event) => keys.push(event.key));
window.show = ({ turns, text, codings, words }) => {
  const say = (key, values = {}) => words[key].replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
  window.pane = makeTranscript({ turns, text, say, label: "Transcript" });
  for (const event of ["selection", "coding", "resize", "turn"]) {
    pane.on(event, (about) => told.push([event, about && JSON.parse(JSON.stringify({ ...about, event: null }))]));
  }
  document.querySelector("#room").replaceChildren(pane.element);
  pane.setCodings(codings);
};
window.ready = true;
</script>"""
WHERE = """([words, isEnd]) => {
  for (const block of document.querySelectorAll(".qk-scroll > .qk-block .qk-words")) {
    const at = block.textContent.indexOf(words);
    if (at < 0) continue;
    const units = [at, at + words.length];
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let before = 0;
    let [isBegun, isDone] = [false, false];
    for (let node = walker.nextNode(); node && !isDone; node = walker.nextNode()) {
      const length = node.data.length;
      if (!isBegun && units[0] < before + length) range.setStart(node, units[0] - before), (isBegun = true);
      if (units[1] <= before + length) range.setEnd(node, units[1] - before), (isDone = true);
      before += length;
    }
    const rects = [...range.getClientRects()].filter((rect) => rect.width);
    const rect = isEnd ? rects.at(-1) : rects[0];
    const isLeft = isEnd === (getComputedStyle(block).direction === "rtl");
    return [isLeft ? rect.left + 0.4 : rect.right - 0.4, rect.top + rect.height / 2];
  }
  return null;
}"""


class Pane:
    """A page with one transcript."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = ""
        page.route("**/*", _serve)
        page.goto(ADDRESS)
        page.wait_for_function("window.ready")

    def clear(self) -> None:
        """Takes the transcript away, and what was told of it."""
        self.page.set_viewport_size({"width": 1000, "height": 700})
        self.page.mouse.move(990, 690)
        self.page.evaluate("() => { window.pane?.destroy(); told.length = keys.length = 0; }")
        self.page.evaluate("document.querySelector('#room').style.display = 'block'")

    def show(self, text: str, turns: list[dict[str, Any]], codings: list[dict[str, Any]] | None = None) -> Pane:
        words = {key: entry["en"] for key, entry in TRANSCRIPT.items()}
        self.text = text
        self.page.evaluate("show", {"text": text, "turns": turns, "codings": codings or [], "words": words})
        self.page.wait_for_selector(".qk-block", state="attached")
        return self.settle()

    def settle(self) -> Pane:
        """Waits until all that is in the page has its marks."""
        self.page.wait_for_function("!document.querySelector('.qk-scroll > .qk-block:not([data-dressed])')")
        return self

    def run(self, script: str, given: Any = None) -> Any:
        return self.page.evaluate(script, given)

    def selected(self) -> str | None:
        span = self.run("pane.getSelection()")
        return span and self.text[span["start"] : span["end"]]

    def told(self, event: str) -> list[dict[str, Any]]:
        return [
            about and {k: v for k, v in about.items() if k != "event"}
            for name, about in self.run("told")
            if name == event
        ]

    def point(self, words: str, *, at_end: bool = False) -> tuple[float, float]:
        """Where on the screen the words begin, or end."""
        x, y = self.run(WHERE, [words, at_end])
        return x, y

    def drag(self, first: str, last: str) -> None:
        """With the mouse from where `first` begins to where `last` ends."""
        self.page.mouse.move(*self.point(first))
        self.page.mouse.down()
        self.page.mouse.move(*self.point(last, at_end=True), steps=5)
        self.page.mouse.up()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if not name:
        route.fulfill(body=PAGE, content_type="text/html")
    elif (SCRIPTS / name).is_file():
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body=(SCRIPTS / name).read_text(encoding="utf-8"), content_type=f"{kind}; charset=utf-8")
    else:
        route.fulfill(status=404)


def tell(*spoken: tuple[str, str]) -> tuple[str, list[dict[str, Any]]]:
    """A text of turns (speaker, words) with its tags, and the turns."""
    text, turns = "", []
    for number, (speaker, words) in enumerate(spoken, start=1):
        text += f"{speaker}: "
        role = "interviewer" if speaker == "I" else "informant"
        turns.append({"number": number, "speaker": speaker, "role": role, "start": len(text), "end": len(text + words)})
        text += f"{words}\n\n"
    return text.rstrip("\n"), turns


def tell_long(length: int, *, seed: int = 1) -> tuple[str, list[dict[str, Any]]]:
    """An interview of about that many characters, emoji and combining marks among them."""
    random = Random(seed)
    vocabulary = [
        "what",
        "they",
        "asked",
        "of us",
        "when",
        "rain",
        "came late",
        "and nobody",
        "paid",
        "😀",
        "e\u0301tude",
        "👩‍👩‍👧‍👦",
    ]
    spoken, done = [], 0
    while done < length:
        speaker = "IR"[len(spoken) % 2]
        words = " ".join(
            random.choices(vocabulary, k=random.choice([3, 9, 14] if speaker == "I" else [2, 30, 90, 300]))
        )
        spoken.append((speaker, f"{words}."))
        done += len(words)
    return tell(*spoken)


def code_at_random(turns: list[dict[str, Any]], count: int, *, seed: int = 2) -> list[dict[str, Any]]:
    random = Random(seed)
    codings = []
    for number in range(count):
        turn = random.choice(turns)
        start = random.randrange(turn["start"], turn["end"])
        codings.append(
            code(f"c{number}", start, min(start + random.randint(3, 300), turns[-1]["end"]), random.randrange(9))
        )
    return codings


def code(name: str, start: int, end: int, number: int = 0, **looks: Any) -> dict[str, Any]:
    pattern = ("solid", "dashed", "double", "dotted", "hatched", "dashdot")[number % 6]
    colour = f"#{(number * 1234567 + 0x3355AA) % 0xFFFFFF:06x}"
    return {"id": name, "start": start, "end": end, "code": f"code{number}", "label": f"Code {number}",
            "colour": colour, "pattern": pattern, **looks}  # fmt: skip
