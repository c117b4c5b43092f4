/** One block in the page: its elements, its text cut where codings begin and end, and where a unit stands in it. */

import { colourOf, underlineOf } from "./patterns.js";

/** Lines that are drawn below the text (right) and above it (left, where two sides are compared); a number tells more. */
const LEVELS = { left: 2, right: 3 };
const STEP = 4;
const THICK = 3;

/** An element with a class and, if given, its text. */
export function makePart(tag, name, text) {
  const part = document.createElement(tag);
  part.className = name;
  if (text !== undefined) part.textContent = text;
  return part;
}

function makeHead(turn) {
  const head = makePart("div", "qk-who");
  head.append(makePart("span", "qk-turn-number", String(turn.number)));
  if (turn.speaker) head.append(makePart("span", "qk-speaker", turn.speaker));
  if (turn.time) head.append(makePart("span", "qk-time", String(turn.time)));
  return head;
}

/** The direction of a turn's first strong letter: a later block of the turn has to go the same way. */
function findDirection(text, turn) {
  const strong = /\p{L}/u.exec(text.slice(turn.from, Math.min(turn.to, turn.from + 2000)));
  return strong && /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(strong[0])
    ? "rtl"
    : "ltr";
}

/**
 * The elements of a block, without text.
 * @param {object} block @param {object} turn @param {string} text
 * @param {{language?: string, named: function(object, boolean): string, size: number}} about
 */
export function makeView(block, turn, text, { language, named, size }) {
  const element = makePart("div", "qk-block");
  element.classList.add(`qk-role-${turn.role === "interviewer" || turn.role === "informant" ? turn.role : "other"}`);
  element.setAttribute("role", "listitem");
  element.setAttribute("aria-setsize", String(size));
  element.setAttribute("aria-posinset", String(turn.index + 1));
  element.setAttribute("aria-label", named(turn, block.opens));
  element.tabIndex = -1;
  element.dataset.block = String(block.index);
  element.dataset.turn = String(turn.number);
  const words = makePart("div", "qk-words");
  words.dir = block.opens ? "auto" : findDirection(text, turn);
  if (language) words.lang = language;
  if (block.opens) element.append(makeHead(turn));
  element.classList.toggle("qk-opens", block.opens);
  element.classList.toggle("qk-closes", block.index === turn.last);
  element.append(words);
  return { index: block.index, block, turn, element, words, margins: {}, nodes: [], codings: [], dressed: false, marked: false };
}

const isDrawn = (coding) => coding.level < LEVELS[coding.side];

/** Where a level is drawn: below the text from the top down, for the left side above it from the bottom up. */
function placeLine(coding) {
  const edge = (LEVELS[coding.side] - 1 - coding.level) * STEP;
  return coding.side === "left" ? `0 ${edge}px` : `0 calc(100% - ${edge}px)`;
}

function dressSegment(segment, codings, activeId) {
  const drawn = codings.filter(isDrawn);
  const active = codings.find((coding) => coding.id === activeId);
  const images = drawn.map(underlineOf);
  const places = drawn.map(placeLine);
  const sizes = drawn.map((coding) => `100% ${coding.faint ? 1.5 : THICK}px`);
  if (active) {
    const tint = `color-mix(in srgb, ${colourOf(active)} 24%, transparent)`;
    images.push(`linear-gradient(${tint}, ${tint})`);
    places.push("0 0");
    sizes.push("100% 100%");
  }
  segment.style.backgroundImage = images.join(",");
  segment.style.backgroundPosition = places.join(",");
  segment.style.backgroundSize = sizes.join(",");
  segment.classList.toggle("qk-struck", codings.some((coding) => coding.struck));
  segment.classList.toggle("qk-reported", codings.some((coding) => coding.reported));
}

/** The units of a block at which the set of codings changes, in rising order, with what begins and ends there. */
function findTurns(block, codings) {
  const changes = new Map([[block.start, []], [block.end, []]]);
  for (const coding of codings) {
    const low = Math.max(coding.from, block.start);
    const high = Math.min(coding.to, block.end);
    if (low >= high) continue;
    for (const unit of [low, high]) {
      if (!changes.has(unit)) changes.set(unit, []);
      changes.get(unit).push(coding);
    }
  }
  return [...changes].sort((a, b) => a[0] - b[0]);
}

/** Writes the words of a view anew, with the underlines of `codings`. */
export function drawWords(view, text, codings, activeId) {
  const { block } = view;
  const parts = [];
  view.nodes = [];
  const open = new Set();
  const changes = findTurns(block, codings);
  let hiddenBefore = 0;
  for (let at = 0; at < changes.length; at += 1) {
    const [start, turning] = changes[at];
    for (const coding of turning) if (!open.delete(coding)) open.add(coding);
    const end = changes[at + 1]?.[0] ?? start;
    if (end === start && at > 0) break;
    const node = document.createTextNode(text.slice(start, end));
    view.nodes.push({ node, start, end });
    const held = [...open].sort((a, b) => a.level - b.level);
    const hidden = held.filter((coding) => !isDrawn(coding)).length;
    if (held.length) parts.push(makeSegment(node, start, held, hidden === hiddenBefore ? 0 : hidden, activeId));
    else parts.push(node);
    hiddenBefore = hidden;
  }
  view.words.replaceChildren(...parts);
}

function makeSegment(node, start, held, hidden, activeId) {
  const segment = makePart("span", "qk-seg");
  segment.dataset.at = String(start);
  if (hidden) segment.dataset.more = `+${hidden}`;
  dressSegment(segment, held, activeId);
  segment.append(node);
  return segment;
}

/** The text node that holds `unit`, and the place in it. At a border the node that begins there, unless `before`. */
export function findNode(view, unit, before = false) {
  const within = Math.min(Math.max(unit, view.block.start), view.block.end);
  const found = view.nodes.find(({ start, end }) => (before ? start < within && within <= end : start <= within && within < end));
  const { node, start, end } = found ?? (before ? view.nodes[0] : view.nodes.at(-1));
  return { node, offset: Math.min(Math.max(within, start), end) - start };
}

/** The rectangle of the `size` units at `unit` (with `before`, of the one before it), in the page. */
export function findRect(view, unit, before = false, size = 1) {
  const { node, offset } = findNode(view, unit, before);
  const range = document.createRange();
  const length = node.data.length;
  if (before) range.setStart(node, Math.max(offset - 1, 0));
  else range.setStart(node, Math.min(offset, Math.max(length - 1, 0)));
  range.setEnd(node, before ? offset : Math.min(range.startOffset + size, length));
  const rects = range.getClientRects();
  return rects[before ? rects.length - 1 : 0] ?? view.words.getBoundingClientRect();
}

/** The unit of a place in a text node of the view, or null if the node is none of its words. */
export function findUnit(view, node, offset) {
  const found = view.nodes.find((one) => one.node === node);
  return found ? found.start + Math.min(offset, found.end - found.start) : null;
}
