/** Painting without nodes: selection and search hits by the CSS Custom Highlight API, else the page's own selection. */

import { findNode } from "./view.js";

const PRIORITY = { "qk-match": 1, "qk-match-now": 2, "qk-chosen": 3, "qk-resizing": 4 };

/** The highlight of a name, shared by all panes of the page; undefined where the browser has none. */
function shareHighlight(name) {
  if (typeof Highlight === "undefined" || !globalThis.CSS?.highlights) return undefined;
  if (!CSS.highlights.has(name)) {
    const made = new Highlight();
    made.priority = PRIORITY[name];
    CSS.highlights.set(name, made);
  }
  return CSS.highlights.get(name);
}

/** The part of a view's words between two units, or null. */
function cutRange(view, start, end) {
  const from = Math.max(start, view.block.start);
  const to = Math.min(end, view.block.end);
  if (from >= to || !view.nodes.length) return null;
  const range = document.createRange();
  const begin = findNode(view, from);
  const finish = findNode(view, to, true);
  range.setStart(begin.node, begin.offset);
  range.setEnd(finish.node, finish.offset);
  return range;
}

/** One painter a pane. `views` are those in the page. */
export function makePainter(views) {
  const own = new Map();

  /** Of many hits, those that may be in the page. */
  function inPage(spans) {
    let [low, high] = [Infinity, 0];
    for (const { block } of views.values()) [low, high] = [Math.min(low, block.start), Math.max(high, block.end)];
    return spans.filter(({ start, end }) => end > low && start < high);
  }

  /** Paints `spans` (in units, rising) under `name` in the place of what was painted under it. */
  function paint(name, spans) {
    const highlight = shareHighlight(name);
    if (!highlight) return name === "qk-chosen" ? choose(spans) : undefined;
    for (const range of own.get(name) ?? []) highlight.delete(range);
    const ranges = [];
    const near = inPage(spans);
    for (const view of near.length ? views.values() : []) {
      for (const { start, end } of near) {
        if (end <= view.block.start || start >= view.block.end) continue;
        const range = cutRange(view, start, end);
        if (range) ranges.push(range);
      }
    }
    for (const range of ranges) highlight.add(range);
    own.set(name, ranges);
    return undefined;
  }

  /** Without highlights, what of the selection is in the page becomes the page's own. */
  function choose([span]) {
    const ranges = span ? [...views.values()].sort((a, b) => a.index - b.index).map((view) => cutRange(view, span.start, span.end)) : [];
    const [first, last] = [ranges.find(Boolean), ranges.findLast(Boolean)];
    if (first) {
      document.getSelection().setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
    }
  }

  return {
    paint,
    clear() {
      for (const name of own.keys()) paint(name, []);
    },
  };
}
