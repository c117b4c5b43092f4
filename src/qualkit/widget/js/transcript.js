/**
 * The pane that shows a coded transcript: turns, stripes and underlines of codings, what is selected in it and found.
 * All offsets that come in or go out are Unicode code points of the document's text, half-open.
 */

import { cutBlocks, findLastAt } from "./blocks.js";
import { nextWordEnd, nextWordStart, previousWordEnd, previousWordStart, snapSpan } from "./borders.js";
import { makeChoice } from "./choice.js";
import { makeHandles } from "./handles.js";
import { takeKey } from "./keys.js";
import { listenToMouse } from "./mouse.js";
import { makeOffsets } from "./offsets.js";
import { makePainter } from "./paint.js";
import { makeShelf } from "./shelf.js";
import { makeSpans } from "./spans.js";
import { findRect, makePart } from "./view.js";

/**
 * @param {object} given
 * @param {Array<object>} given.turns {number, speaker, role, start, end, time?}
 * @param {string} given.text the document's text
 * @param {function(string, object=): string} given.say words of the interface, by key
 * @param {string} given.label what a screen reader calls the pane
 * @param {string} [given.language] of the transcript, as in `lang`
 * @param {boolean} [given.trim] whether white space at a selection's edges is left out
 */
export function makeTranscript({ turns: given, text, say, label, language, trim = true }) {
  const offsets = makeOffsets(text);
  const { turns, blocks } = cutBlocks(given, text, offsets);
  const pane = { text, turns, blocks, offsets, say, language, trim, activeId: null, folded: new Set(), opened: new Set() };
  pane.spans = makeSpans(pane);
  layOut(pane, label);
  const listeners = new Map();
  pane.emit = (event, told) => {
    for (const listener of listeners.get(event) ?? []) listener(told);
  };
  pane.choice = makeChoice({ text, turns, trim, changed: () => tellChoice(pane) });
  pane.shelf = makeShelf(pane);
  pane.views = pane.shelf.views;
  pane.painter = makePainter(pane.views);
  pane.handles = makeHandles(pane, {
    titles: { start: say("coder.pane.move_start"), end: say("coder.pane.move_end") },
    moved: (coding, span) => pane.emit("resize", { id: coding.id, ...toPointSpan(pane, span) }),
  });
  linkParts(pane);
  const deaf = listen(pane);
  return {
    element: pane.element,
    ...codingsOf(pane),
    ...selectionOf(pane),
    ...placesOf(pane),
    on(event, listener) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event).add(listener);
      return () => listeners.get(event).delete(listener);
    },
    destroy() {
      deaf();
      pane.handles.destroy();
      pane.painter.clear();
      pane.shelf.destroy();
      pane.element.remove();
      listeners.clear();
    },
  };
}

const toPointSpan = (pane, { start, end }) => ({ start: pane.offsets.toPoints(start), end: pane.offsets.toPoints(end) });

const toUnitSpan = (pane, { start, end }) => ({ start: pane.offsets.toUnits(start), end: pane.offsets.toUnits(end) });

function layOut(pane, label) {
  pane.element = makePart("div", "qk-transcript");
  pane.element.tabIndex = -1;
  pane.scroller = makePart("div", "qk-scroll");
  pane.scroller.tabIndex = 0;
  pane.scroller.setAttribute("role", "list");
  pane.scroller.setAttribute("aria-label", label ?? "");
  pane.scroller.classList.toggle("qk-prose", pane.turns.every((turn) => !turn.speaker));
  pane.caret = makePart("div", "qk-caret");
  pane.caret.setAttribute("aria-hidden", "true");
  pane.spoken = makePart("div", "qk-heard");
  pane.spoken.setAttribute("role", "status");
  pane.hint = makePart("div", "qk-pointed");
  pane.hint.setAttribute("aria-hidden", "true");
  pane.hint.hidden = true;
  pane.element.append(pane.scroller, pane.hint, pane.spoken);
}

/** How the pane's parts get about: between units, turns and what is on the screen. */
function linkParts(pane) {
  const { turns, choice, shelf } = pane;
  const isOpen = (turn) => !pane.folded.has(turn.index) || pane.opened.has(turn.index);
  pane.turnOf = (unit) => turns[findLastAt(turns, "from", unit)];
  pane.turnAfter = (turn, by) => {
    for (let at = turn ? turn.index + by : by > 0 ? 0 : turns.length - 1; turns[at]; at += by) if (isOpen(turns[at])) return turns[at];
    return null;
  };
  pane.isRightToLeft = () => {
    const view = pane.views.get(findLastAt(pane.blocks, "start", choice.focus ?? 0));
    return Boolean(view) && getComputedStyle(view.words).direction === "rtl";
  };
  pane.begin = () => {
    const unit = shelf.firstSeen();
    choice.put(unit, unit);
  };
  pane.pageTo = (by) => {
    pane.scroller.scrollTop += by * pane.scroller.clientHeight * 0.85;
    shelf.refresh();
    const isEnd = by > 0 && pane.scroller.scrollTop + pane.scroller.clientHeight >= pane.scroller.scrollHeight - 1;
    return isEnd ? pane.turnAfter(null, -1).from : shelf.firstSeen();
  };
  pane.follow = (unit = choice.focus) => {
    shelf.bringIn(unit);
    const view = pane.views.get(findLastAt(pane.blocks, "start", unit));
    if (view) describe(pane, view);
    view?.element.focus({ preventScroll: true });
    pane.showChoice();
  };
  pane.showChoice = () => showChoice(pane);
}

let paneNumber = 0;

/** Lets the words and codes of a block be read out when it gets the focus. */
function describe(pane, view) {
  pane.name ??= `qk-pane-${(paneNumber += 1)}`;
  const parts = [view.words, view.spoken].filter(Boolean);
  parts.forEach((part, at) => (part.id = `${pane.name}-${view.index}-${at}`));
  view.element.setAttribute("aria-describedby", parts.map((part) => part.id).join(" "));
}

/** Paints the selection, or the caret where nothing is selected. */
function showChoice(pane) {
  const { choice, caret, views } = pane;
  pane.painter.paint("qk-chosen", choice.span ? [choice.span] : []);
  for (const view of views.values()) {
    const isCurrent = view.turn === choice.turn;
    view.element.classList.toggle("qk-current", isCurrent);
    if (isCurrent && view.block.opens) view.element.setAttribute("aria-current", "true");
    else view.element.removeAttribute("aria-current");
  }
  const view = choice.focus === null || choice.span ? null : views.get(findLastAt(pane.blocks, "start", choice.focus));
  if (!view || view.folded) return caret.remove();
  const box = view.element.getBoundingClientRect();
  const atEnd = choice.focus >= view.block.end && choice.focus > view.block.start;
  const rect = findRect(view, choice.focus, atEnd);
  const isRightToLeft = getComputedStyle(view.words).direction === "rtl";
  const x = atEnd === isRightToLeft ? rect.left : rect.right;
  caret.style.cssText = `left:${x - box.left}px;top:${rect.top - box.top}px;height:${rect.height}px`;
  return view.element.append(caret);
}

function tellChoice(pane) {
  const { choice } = pane;
  showChoice(pane);
  const told = choice.span ? toPointSpan(pane, choice.span) : null;
  if (told?.start !== pane.told?.start || told?.end !== pane.told?.end) {
    pane.told = told;
    pane.emit("selection", told);
    clearTimeout(pane.toSay);
    if (told) pane.toSay = setTimeout(() => sayChoice(pane), 400);
  }
  if (choice.turn && choice.turn !== pane.current) {
    pane.current = choice.turn;
    pane.emit("turn", { number: choice.turn.number });
  }
}

/** Tells a screen reader what is selected: its first and last words. */
function sayChoice(pane) {
  const { span } = pane.choice;
  if (!span) return;
  const words = pane.text.slice(span.start, span.end);
  const short = words.length > 160 ? `${words.slice(0, 100)} … ${words.slice(-50)}` : words;
  pane.spoken.textContent = pane.say("coder.pane.selected", { words: short });
}

function listen(pane) {
  const { scroller, element, choice } = pane;
  const stop = listenToMouse(pane, (event) => clickWords(pane, event));
  scroller.addEventListener("mousedown", (event) => pressMargin(pane, event));
  scroller.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.target.closest(".qk-scroll") !== scroller || !takeKey(pane, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  scroller.addEventListener("mouseover", (event) => pointAt(pane, event));
  for (const event of ["mouseleave", "scroll", "mousedown"]) scroller.addEventListener(event, () => hideNames(pane), { passive: true });
  element.addEventListener("focus", () => scroller.focus({ preventScroll: true }));
  element.addEventListener("copy", (event) => {
    if (!choice.span) return;
    event.clipboardData.setData("text/plain", pane.text.slice(choice.span.start, choice.span.end));
    event.preventDefault();
  });
  // a finger or a screen reader selects by the page's own means
  const takeOver = () => takeNative(pane);
  document.addEventListener("selectionchange", takeOver);
  return () => {
    stop();
    clearTimeout(pane.toSay);
    clearTimeout(pane.toName);
    document.removeEventListener("selectionchange", takeOver);
  };
}

function takeNative(pane) {
  const chosen = document.getSelection();
  if (typeof Highlight === "undefined" || !chosen || chosen.isCollapsed) return;
  const units = [];
  for (const [node, offset] of [[chosen.anchorNode, chosen.anchorOffset], [chosen.focusNode, chosen.focusOffset]]) {
    if (!pane.scroller.contains(node)) return;
    units.push(pane.shelf.unitOf(node, offset));
  }
  if (units.every((unit) => unit !== null)) pane.choice.put(...units);
}

/** Of several codings at one place, one click after the other takes each in turn. */
function clickWords(pane, event) {
  const folded = event.target.closest(".qk-folded");
  if (folded) return pane.shelf.open(pane.blocks[Number(folded.dataset.block)].turn);
  const segment = event.target.closest(".qk-seg");
  if (!segment) return undefined;
  const hit = pane.spans.at(Number(segment.dataset.at)).map((coding) => coding.id);
  return activate(pane, hit[(hit.indexOf(pane.activeId) + 1) % hit.length], event);
}

function pressMargin(pane, event) {
  const mark = event.target.closest(".qk-stripe, .qk-flag, .qk-rest");
  if (!mark || event.button !== 0) return;
  event.preventDefault();
  pane.scroller.focus({ preventScroll: true });
  activate(pane, mark.dataset.id, event);
}

function activate(pane, id, event) {
  if (!id) return;
  pane.shelf.activate(id);
  pane.emit("coding", { id, event });
}

function hideNames(pane) {
  clearTimeout(pane.toName);
  pane.hint.hidden = true;
}

/** Names the codings under the mouse: at once beside a stripe, after a moment at underlined words. */
function pointAt(pane, event) {
  clearTimeout(pane.toName);
  const mark = event.target.closest(".qk-stripe, .qk-rest, .qk-seg");
  pane.hint.hidden = true;
  if (!mark || event.buttons) return;
  if (!mark.classList.contains("qk-seg")) {
    const names = mark.title || pane.shelf.nameOf(mark.dataset.id);
    const box = mark.getBoundingClientRect();
    nameAt(pane, names, mark.closest(".qk-left") ? box.right + 6 : box.left - 6, event.clientY - 10, !mark.closest(".qk-left"));
    return;
  }
  const names = pane.spans.at(Number(mark.dataset.at)).map((coding) => pane.shelf.nameOf(coding.id));
  pane.toName = setTimeout(() => nameAt(pane, names.join("\n"), event.clientX + 8, event.clientY + 18, false), 500);
}

function nameAt(pane, names, x, y, isLeftOf) {
  const { hint } = pane;
  hint.hidden = !names;
  hint.textContent = names;
  const frame = pane.element.getBoundingClientRect();
  hint.style.cssText = isLeftOf ? `right:${frame.right - x}px` : `left:${Math.min(x - frame.left, frame.width * 0.6)}px`;
  hint.style.top = `${Math.max(2, Math.min(y - frame.top, frame.height - 20))}px`;
}

function codingsOf(pane) {
  const { spans, shelf } = pane;
  return {
    setCodings: (list, { side = "right" } = {}) => shelf.redraw(spans.set(list, side)),
    addCoding: (one) => shelf.redraw(spans.add(one, one.side ?? "right")),
    dropCoding: (id) => shelf.redraw(spans.drop(id)),
    setActive: (id) => shelf.activate(id),
    /** The codings at a place, the shortest first: their ids. */
    codingsAt: (offset) => spans.at(pane.offsets.toUnits(offset)).map((coding) => coding.id),
    /** The span that a coding would have with one edge ("start" or "end") moved by so many words; null if none is left. */
    nudge: (id, edge, by) => nudge(pane, id, edge, by),
    setFilter: ({ codes = null, speakers = null } = {}) => shelf.filter(codes, speakers),
    setMatches: (list, current = -1) => shelf.showMatches(list.map((one) => toUnitSpan(pane, one)), current),
  };
}

function nudge(pane, id, edge, by) {
  const coding = pane.spans.get(id);
  if (!coding) return null;
  const { text, turns } = pane;
  const [low, high] = [turns[0].from, turns.at(-1).to];
  let at = edge === "start" ? coding.from : coding.to;
  for (let step = 0; step < Math.abs(by); step += 1) {
    if (edge === "start") at = by > 0 ? nextWordStart(text, at, high) : previousWordStart(text, at, low);
    else at = by > 0 ? nextWordEnd(text, at, high) : previousWordEnd(text, at, low);
  }
  const [start, end] = edge === "start" ? [at, coding.to] : [coding.from, at];
  return start < end ? toPointSpan(pane, { start, end }) : null;
}

function selectionOf(pane) {
  const { choice, offsets, text } = pane;
  return {
    getSelection: () => (choice.span ? toPointSpan(pane, choice.span) : null),
    select(start, end) {
      const units = toUnitSpan(pane, { start, end });
      const span = snapSpan(text, units.start, units.end, { trim: pane.trim });
      choice.put(span.start, span.end);
    },
    clearSelection: () => choice.clear(),
    turnAt: (offset) => pane.turnOf(offsets.toUnits(offset))?.number ?? null,
    currentTurn: () => (choice.turn ?? pane.turnOf(pane.shelf.firstSeen()))?.number ?? null,
    focus: () => pane.scroller.focus({ preventScroll: true }),
  };
}

function placesOf(pane) {
  const { choice, turns, offsets, shelf } = pane;
  return {
    goToTurn(number) {
      const turn = turns.find((one) => one.number === number);
      if (!turn) return;
      shelf.open(turn.index);
      shelf.reveal(turn.from, 0.15);
      choice.put(turn.from, turn.from);
      pane.showChoice();
    },
    scrollTo(start) {
      const unit = offsets.toUnits(start);
      if (!turns.length) return;
      shelf.open(pane.turnOf(unit).index);
      shelf.reveal(unit, 0.3);
    },
  };
}
