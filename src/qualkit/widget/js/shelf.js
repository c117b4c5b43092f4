/** What of a transcript is on the screen, and how it is drawn: the window of blocks with their marks and folds. */

import { findLastAt } from "./blocks.js";
import { drawStripes, measureMarks, nameOf, widthOfLanes } from "./stripes.js";
import { drawWords, findRect, findUnit, makePart, makeView } from "./view.js";
import { makeWindow } from "./window.js";

const LETTER_WIDTH = 7.1;
const LINE_HEIGHT = 28;
const TEXT_WIDTH = 680;

/** How wide margins are at a width of the pane: lanes that are drawn and room for names, on one side or both. */
function planMargins(width, isTwoSided, isProse) {
  const who = width < 560 ? 0 : isProse ? 40 : 92;
  const lanes = width < 560 ? 4 : width < 900 ? 6 : 8;
  const sides = isTwoSided ? 2 : 1;
  const free = (width - who - sides * widthOfLanes(lanes) - Math.min(TEXT_WIDTH, width * 0.62)) / sides;
  return { who, lanes, room: free < 96 ? 0 : Math.floor(Math.min(free - 12, 250)) };
}

export function makeShelf(pane) {
  const { text, turns, blocks, spans, scroller, say } = pane;
  const size = turns.length;
  let margin = { who: 92, lanes: 6, room: 0 };
  let matches = [];
  let current = -1;
  let wordsWidth = TEXT_WIDTH;
  const isFolded = (turn) => pane.folded.has(turn.index) && !pane.opened.has(turn.index);

  function named(turn, opens) {
    const name = turn.speaker
      ? say("coder.pane.turn", { speaker: turn.speaker, number: turn.number })
      : say("coder.pane.paragraph", { number: turn.number });
    return opens ? name : say("coder.pane.continued", { turn: name });
  }

  function guess(index) {
    const block = blocks[index];
    const folded = isFolded(turns[block.turn]);
    if (folded) return block.opens ? LINE_HEIGHT + 8 : 0;
    const lines = block.breaks + Math.ceil(((block.end - block.start) * LETTER_WIDTH) / wordsWidth) || 1;
    return lines * LINE_HEIGHT + (block.opens ? 8 : 0);
  }

  function make(index) {
    const block = blocks[index];
    const turn = turns[block.turn];
    const view = makeView(block, turn, text, { language: pane.language, named, size });
    view.folded = isFolded(turn);
    view.element.classList.toggle("qk-folded", view.folded);
    drawWords(view, text, [], null);
    return view;
  }

  /** Draws the marks of views. Underlines leave the words where they are, so all places are read before all is written. */
  function dress(list) {
    for (const view of list) view.codings = view.folded ? [] : spans.inBlock(view.index);
    const read = list.map((view) => measureMarks(view, view.codings));
    list.forEach((view, at) => {
      if (view.codings.length || view.marked) drawWords(view, text, view.codings, pane.activeId);
      view.marked = view.codings.length > 0;
      drawStripes(view, read[at], margin, pane.activeId);
      speakCodes(view);
    });
    repaint();
  }

  /** What a screen reader is told of the codings of a block. */
  function speakCodes(view) {
    const names = view.codings.map(nameOf);
    const words = names.length ? say("coder.pane.codes", { codes: [...new Set(names)].join("; ") }) : "";
    if (words === (view.spoken?.textContent ?? "")) return;
    view.spoken ??= view.element.appendChild(makePart("span", "qk-heard"));
    view.spoken.textContent = words;
  }

  function repaint() {
    pane.painter.paint("qk-match", matches.filter((_, at) => at !== current));
    pane.painter.paint("qk-match-now", matches[current] ? [matches[current]] : []);
    pane.showChoice();
    pane.handles.place(pane.activeId === null ? null : spans.get(pane.activeId));
  }

  const shown = makeWindow({ scroller, count: blocks.length, guess, make, dress, shown: repaint, planned: plan });
  const { views } = shown;

  /** Fits the margins to the width, before anything is measured at it. */
  function plan() {
    const isTwoSided = spans.has("left") || Boolean(pane.isTwoSided);
    pane.isTwoSided = isTwoSided;
    const isProse = scroller.classList.contains("qk-prose");
    margin = planMargins(scroller.clientWidth, isTwoSided, isProse);
    const side = widthOfLanes(margin.lanes) + margin.room;
    wordsWidth = Math.min(TEXT_WIDTH, Math.max(120, scroller.clientWidth - margin.who - side * (isTwoSided ? 2 : 1) - 8));
    scroller.classList.toggle("qk-narrow", !margin.who);
    scroller.classList.toggle("qk-two-sided", isTwoSided);
    scroller.style.setProperty("--qk-t-words", `${wordsWidth}px`);
    scroller.style.setProperty("--qk-t-who", `${margin.who}px`);
    scroller.style.setProperty("--qk-t-right", `${side}px`);
    scroller.style.setProperty("--qk-t-left", `${isTwoSided ? side : 6}px`);
    scroller.style.setProperty("--qk-t-lanes", String(margin.lanes));
  }

  function redraw(changed) {
    if (spans.has("left") && !pane.isTwoSided) return shown.reset();
    const list = [...views.values()].filter((view) => changed.has(view.index) && view.dressed);
    if (list.length) dress(list);
    return undefined;
  }

  function blocksOf(id) {
    const coding = spans.get(id);
    const found = new Set();
    if (coding) for (let index = coding.first; index <= coding.last; index += 1) found.add(index);
    return found;
  }

  const indexOf = (unit) => findLastAt(blocks, "start", unit);

  return {
    views,
    redraw,
    nameOf: (id) => (spans.get(id) ? nameOf(spans.get(id)) : ""),
    refresh: () => shown.refresh(),
    destroy: () => shown.destroy(),
    activate(id) {
      const before = blocksOf(pane.activeId);
      pane.activeId = id ?? null;
      redraw(new Set([...before, ...blocksOf(id)]));
      if (!spans.get(id)) pane.handles.place(null);
    },
    filter(codes, speakers) {
      const changed = spans.show(codes);
      const folded = turns.filter((turn) => speakers && !speakers.has(turn.speaker)).map((turn) => turn.index);
      const isSame = folded.length === pane.folded.size && folded.every((index) => pane.folded.has(index));
      if (isSame) return redraw(changed);
      pane.folded = new Set(folded);
      pane.opened.clear();
      return shown.reset({ rebuild: true });
    },
    /** Unfolds a turn that the filter has folded. */
    open(index) {
      if (!pane.folded.has(index) || pane.opened.has(index)) return;
      pane.opened.add(index);
      shown.reset({ rebuild: true });
    },
    showMatches(list, at) {
      matches = list;
      current = at;
      repaint();
    },
    reveal(unit, share) {
      shown.reveal(indexOf(unit), (view) => findRect(view, unit).top - view.element.getBoundingClientRect().top, share);
    },
    /** Scrolls only if `unit` is not in sight, and as little as shows it with what surrounds it. */
    bringIn(unit) {
      const frame = scroller.getBoundingClientRect();
      const view = views.get(indexOf(unit));
      const rect = view && findRect(view, unit, unit >= view.block.end);
      if (!rect) this.reveal(unit, 0.3);
      else if (rect.top < frame.top + 20) this.reveal(unit, 0.12);
      else if (rect.bottom > frame.bottom - 20) this.reveal(unit, 0.75);
    },
    /** The first unit whose line is wholly in sight. */
    firstSeen() {
      if (!blocks.length) return 0;
      const top = scroller.scrollTop;
      let index = shown.indexAt(top);
      while (index + 1 < blocks.length && !(shown.top(index + 1) > shown.top(index))) index += 1;
      const view = views.get(index);
      if (shown.top(index) >= top - 4 || !view) return blocks[index].start;
      if (index + 1 < blocks.length && shown.top(index + 1) - top < scroller.clientHeight / 3) return blocks[index + 1].start;
      return lineAt(view, scroller.getBoundingClientRect().top);
    },
    /** The unit of a place that the page's own selection names. */
    unitOf(node, offset) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const view = views.get(Number(element.closest(".qk-block")?.dataset.block));
      if (!view) return null;
      return findUnit(view, node, offset) ?? (view.words.contains(node) && offset ? view.block.end : view.block.start);
    },
  };
}

/** The first unit of a view that lies below `top`, by halving. */
function lineAt(view, top) {
  let [low, high] = [view.block.start, view.block.end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (findRect(view, middle).top < top + 2) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, view.block.end);
}
