/** The handles at both ends of the active coding, by which it is made longer or shorter. */

import { cleanSpan } from "./choice.js";
import { followMouse } from "./mouse.js";
import { findUnitAt } from "./points.js";
import { findRect, makePart } from "./view.js";

/**
 * @param {object} pane text, turns, scroller, views, painter, trim
 * @param {{moved: function(object, {start: number, end: number}): void, titles: {start: string, end: string}}} about
 */
export function makeHandles(pane, { moved, titles }) {
  const { scroller, views } = pane;
  const handles = { start: makeHandle("start"), end: makeHandle("end") };
  let coding = null;
  let stop = () => {};

  function makeHandle(edge) {
    const handle = makePart("div", `qk-handle qk-at-${edge}`);
    handle.title = titles[edge];
    handle.setAttribute("aria-hidden", "true");
    handle.addEventListener("mousedown", (event) => grasp(edge, event));
    return handle;
  }

  /** Puts the handles where the coding begins and ends, as far as that is in the page. */
  function place(active) {
    coding = active ?? null;
    for (const [edge, handle] of Object.entries(handles)) {
      const unit = edge === "start" ? coding?.from : coding?.to;
      const view = coding ? findHolder(unit, edge === "end") : null;
      if (!view || view.folded) handle.remove();
      else put(handle, view, unit, edge);
    }
  }

  function findHolder(unit, before) {
    for (const view of views.values()) {
      const { start, end } = view.block;
      if (before ? start < unit && unit <= end : start <= unit && unit < end) return view;
    }
    return null;
  }

  function put(handle, view, unit, edge) {
    const box = view.element.getBoundingClientRect();
    const rect = findRect(view, unit, edge === "end");
    const isRightToLeft = getComputedStyle(view.words).direction === "rtl";
    const x = (edge === "start") === isRightToLeft ? rect.right : rect.left;
    handle.style.cssText = `left:${x - box.left}px;top:${rect.top - box.top}px;height:${rect.height}px`;
    view.element.append(handle);
  }

  function grasp(edge, event) {
    if (event.button !== 0 || !coding) return;
    event.preventDefault();
    event.stopPropagation();
    const grasped = coding;
    let span = null;
    scroller.classList.add("qk-dragging");
    const drag = (x, y) => {
      const unit = findUnitAt(scroller, views, x, y);
      if (unit === null) return;
      const fixed = edge === "start" ? grasped.to : grasped.from;
      const isPast = edge === "start" ? unit >= fixed : unit <= fixed;
      const found = isPast ? null : cleanSpan(pane.text, pane.turns, unit, fixed, pane.trim);
      if (found) span = edge === "start" ? { start: found.start, end: fixed } : { start: fixed, end: found.end };
      pane.painter.paint("qk-resizing", span ? [span] : []);
    };
    stop = followMouse(scroller, event, drag, () => {
      scroller.classList.remove("qk-dragging");
      pane.painter.paint("qk-resizing", []);
      if (span && (span.start !== grasped.from || span.end !== grasped.to)) moved(grasped, span);
    });
  }

  return {
    place,
    destroy: () => stop(),
  };
}
