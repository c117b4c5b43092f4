/** Which place in the text a point of the screen means. */

import { ceilCharacter } from "./borders.js";
import { findRect, findUnit } from "./view.js";

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const HALF_LINE = 14;

function caretAt(x, y, root) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y, root instanceof ShadowRoot ? { shadowRoots: [root] } : undefined);
    return place && { node: place.offsetNode, offset: place.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

const between = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

/** Whether a view has words from right to left: there a browser's own answer jumps from one end of a run to the other. */
function isMixed(view) {
  view.mixed ??= RIGHT_TO_LEFT.test(view.words.textContent);
  return view.mixed;
}

/** The first unit of a view whose line does not lie above `y`, by halving; lines follow each other as the text does. */
function findLine(view, y) {
  let [low, high] = [view.block.start, view.block.end];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { top, bottom } = findInk(view, middle);
    if ((top + bottom) / 2 < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rectangle of the character at `unit`; a line end, which has none, counts as what stands before it. */
function findInk(view, unit) {
  let at = unit;
  while (at > view.block.start && letterAt(view, at) === "\n") at -= 1;
  return findRect(view, at);
}

const letterAt = (view, unit) => view.letters[unit - view.block.start];

/** The unit at a point in a line of both directions: before or behind the character there, in its own direction. */
function findInLine(view, x, y) {
  view.letters ??= view.words.textContent;
  const to = findLine(view, y + HALF_LINE);
  const line = [];
  for (let unit = findLine(view, y - HALF_LINE); unit < to; ) {
    const end = Math.min(to, Math.max(unit + 1, view.block.start + ceilCharacter(view.letters, unit + 1 - view.block.start)));
    if (letterAt(view, unit) !== "\n") line.push({ unit, end, rect: findRect(view, unit, false, end - unit) });
    unit = end;
  }
  if (!line.length) return Math.min(to, view.block.end);
  const away = ({ rect }) => Math.max(rect.left - x, x - rect.right, 0);
  const at = line.reduce((best, one, place) => (away(one) < away(line[best]) ? place : best), 0);
  const [one, other] = at + 1 < line.length ? [line[at], line[at + 1]] : [line[at - 1] ?? line[at], line[at]];
  const { unit, end, rect } = line[at];
  const letter = letterAt(view, unit);
  const isLeftward = RIGHT_TO_LEFT.test(letter) || (!/\p{L}/u.test(letter) && other.rect.left < one.rect.left);
  const isLeftHalf = x < (rect.left + rect.right) / 2;
  return isLeftHalf === isLeftward ? end : unit;
}

/** The unit under a point of the page, or the nearest one of a block in the page; null if there is none. */
export function findUnitAt(scroller, views, pixel, y) {
  const x = Number.isInteger(pixel) ? pixel + 0.5 : pixel; // mice tell whole pixels, rounded down
  const frame = scroller.getBoundingClientRect();
  const high = between(y, Math.max(frame.top, 0) + 2, Math.min(frame.bottom, window.innerHeight) - 2);
  let [nearest, away] = [null, Infinity];
  for (const view of views.values()) {
    const box = view.words.getBoundingClientRect();
    const distance = high < box.top ? box.top - high : Math.max(high - box.bottom, 0);
    if (distance < away) [nearest, away] = [{ view, box }, distance];
  }
  if (!nearest) return null;
  const { view, box } = nearest;
  if (isMixed(view)) return findInLine(view, x, between(high, box.top + 2, box.bottom - 2));
  const across = between(x, box.left + 1, box.right - 1);
  const place = caretAt(across, between(high, box.top + 2, box.bottom - 2), scroller.getRootNode());
  const unit = place ? findUnit(view, place.node, place.offset) : null;
  if (unit !== null) return unit;
  return high > (box.top + box.bottom) / 2 ? view.block.end : view.block.start;
}
