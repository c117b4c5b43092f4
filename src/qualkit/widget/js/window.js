/**
 * Which blocks are in the page: those near the viewport. What is seen comes at once, what surrounds it and all marks in
 * small pieces after it, so that no task is long. Heights are guessed, then measured; whatever is learnt, the words at
 * the top of the viewport stay where they are.
 */

import { whenIdle } from "./elements.js";
import { makePart } from "./view.js";

const BESIDE = 100;
const AROUND = 600;
const FURTHEST = 1000;
const PIECE = 1;
const DRESSED = 4; // views whose marks are read from one layout
const BUDGET = 6;
const QUIET = 200;
const REST = 100;

/**
 * @param {object} wanted
 * @param {HTMLElement} wanted.scroller
 * @param {number} wanted.count blocks in all
 * @param {function(number): number} wanted.guess a block's height before it is measured, 0 for one that is hidden
 * @param {function(number): object} wanted.make a view with its words
 * @param {function(Array<object>): void} wanted.dress draws the marks of views, for which they need their layout
 * @param {function(): void} wanted.shown called when other views are in the page
 * @param {function(): void} wanted.planned called when the width is another, before anything is laid out at it
 */
export function makeWindow({ scroller, count, guess, make, dress, shown, planned }) {
  const above = makePart("div", "qk-space");
  const below = makePart("div", "qk-space");
  const trial = makePart("div", "qk-trial");
  for (const part of [above, below, trial]) part.setAttribute("aria-hidden", "true");
  scroller.append(above, below, trial);
  const heights = new Float64Array(count);
  const known = new Uint8Array(count);
  const tops = new Float64Array(count + 1);
  const views = new Map();
  const byElement = new WeakMap();
  let [width, factor, stirredAt, idle, busy, rested, ended] = [0, 1, 0, false, 0, false, false];
  let [low, high] = [0, 0];
  let held = null;
  const isSeen = () => scroller.clientHeight > 0 && scroller.clientWidth > 0;

  function sum() {
    for (let index = 0; index < count; index += 1) tops[index + 1] = tops[index] + heights[index];
  }

  function guessAll() {
    for (let index = 0; index < count; index += 1) if (!known[index]) heights[index] = guess(index) * factor;
    sum();
  }

  /** The block that holds the height `y`. */
  function indexAt(y) {
    let first = 0;
    let last = tops[count] ? count - 1 : 0;
    while (first < last) {
      const middle = (first + last + 1) >> 1;
      if (tops[middle] <= y) first = middle;
      else last = middle - 1;
    }
    return first;
  }

  /** The place to keep: the last one held, as browsers round what they scroll to, or where the reader has scrolled. */
  function findAnchor() {
    const top = scroller.scrollTop;
    if (held && Math.abs(held.top - top) < 1) return held.anchor;
    const index = indexAt(top);
    return { index, shift: tops[index] - top };
  }

  /** Gives what is not in the page its room, and puts the anchor back where it was. */
  function settle(anchor) {
    above.style.height = `${tops[low]}px`;
    below.style.height = `${tops[count] - tops[high]}px`;
    const wanted = Math.max(0, tops[anchor.index] - anchor.shift);
    if (Math.abs(scroller.scrollTop - wanted) >= 0.5) scroller.scrollTop = wanted;
    held = { anchor, top: scroller.scrollTop };
  }

  function release(view) {
    const focused = scroller.getRootNode().activeElement;
    if (focused && view.element.contains(focused)) scroller.focus({ preventScroll: true });
    sizes.unobserve(view.element);
    view.element.remove();
    views.delete(view.index);
  }

  /** Puts the blocks [from, to) into the page and takes out all others. Returns the new ones. */
  function fill(from, to) {
    for (const view of [...views.values()]) if (view.index < from || view.index >= to || !heights[view.index]) release(view);
    [low, high] = [from, to];
    const fresh = [];
    let next = above.nextSibling;
    for (let index = from; index < to; index += 1) {
      if (!heights[index]) continue;
      const old = views.get(index);
      if (old) {
        next = old.element.nextSibling;
        continue;
      }
      const view = make(index);
      views.set(index, view);
      byElement.set(view.element, index);
      scroller.insertBefore(view.element, next);
      fresh.push(view);
    }
    return fresh;
  }

  function measure(list) {
    let changed = false;
    for (const view of list) {
      const height = view.element.getBoundingClientRect().height;
      known[view.index] = 1;
      if (Math.abs(height - heights[view.index]) > 0.1 && height) {
        heights[view.index] = height;
        changed = true;
      }
    }
    if (changed) sum();
  }

  /** The first measured blocks tell how good the guesses are. */
  function calibrate() {
    let [guessed, measured] = [0, 0];
    for (let index = 0; index < count; index += 1) {
      if (!known[index]) continue;
      guessed += guess(index);
      measured += heights[index];
    }
    factor = guessed ? measured / guessed : 1;
    guessAll();
  }

  const rangeAt = (top, around) => [
    indexAt(top - around),
    Math.min(count, indexAt(top + scroller.clientHeight + around) + 1),
  ];

  /** The blocks to be in the page: what is needed, and what is there already and not far, without a gap. */
  function widen([from, to], top) {
    const [least, most] = rangeAt(top, FURTHEST);
    if (from > high || to < low) return [from, to];
    return [Math.min(from, Math.max(low, least)), Math.max(to, Math.min(high, most))];
  }

  function add(fresh, anchor) {
    measure(fresh);
    if (factor === 1 && fresh.length) calibrate();
    settle(anchor);
    // not at once: a size that is first observed while sizes are told counts as a loop
    requestAnimationFrame(() => fresh.forEach((view) => views.get(view.index) === view && sizes.observe(view.element)));
  }

  /** Brings the page to where `anchor` (by default the present place) wants it. */
  function refresh(anchor = findAnchor()) {
    if (ended || !isSeen() || !count) return;
    let isNew = false;
    for (let round = 0; round < 5; round += 1) {
      const top = tops[anchor.index] - anchor.shift;
      const [from, to] = widen(rangeAt(top, BESIDE), top);
      const fresh = from === low && to === high ? [] : fill(from, to);
      add(fresh, anchor);
      isNew ||= fresh.length > 0;
      if (!fresh.length) break;
    }
    if (isNew) shown();
    goOn();
    later();
  }

  /** Whether a view has its marks. */
  function mark(view, isDressed) {
    view.dressed = isDressed;
    view.element.toggleAttribute("data-dressed", isDressed);
  }

  function goOn(wait = 0) {
    if (!busy && !ended) busy = setTimeout(work, wait);
  }

  /** What a key does comes to the screen first: what surrounds the viewport can wait, but no longer for many keys. */
  function rest() {
    stirredAt = performance.now();
    if (!busy || rested) return;
    clearTimeout(busy);
    busy = 0;
    rested = true;
    goOn(REST);
  }

  /** Works for a few milliseconds: marks first, the nearest before others, then blocks around the viewport. */
  function work() {
    [busy, rested] = [0, false];
    if (ended || !isSeen()) return;
    const begun = performance.now();
    while (performance.now() - begun < BUDGET) if (!dressSome() && !fillSome()) return;
    goOn();
  }

  function dressSome() {
    const middle = scroller.scrollTop + scroller.clientHeight / 2;
    const away = (view) => Math.abs(tops[view.index] + heights[view.index] / 2 - middle);
    const plain = [...views.values()].filter((view) => !view.dressed);
    if (!plain.length) return false;
    const nearest = plain.sort((a, b) => away(a) - away(b)).slice(0, DRESSED);
    for (const view of nearest) mark(view, true);
    dress(nearest);
    return true;
  }

  function fillSome() {
    const [from, to] = rangeAt(scroller.scrollTop, AROUND);
    const wanted = [Math.max(Math.min(from, low), low - PIECE), Math.min(Math.max(to, high), high + PIECE)];
    if (wanted[0] === low && wanted[1] === high) return false;
    const anchor = findAnchor();
    add(fill(...wanted), anchor);
    shown();
    return true;
  }

  const sizes = new ResizeObserver((entries) => {
    const anchor = findAnchor();
    const changed = [];
    for (const { target, borderBoxSize } of entries) {
      const index = byElement.get(target);
      const height = borderBoxSize[0].blockSize;
      if (views.get(index)?.element !== target || !height || Math.abs(height - heights[index]) < 0.5) continue;
      heights[index] = height;
      changed.push(views.get(index));
    }
    if (!changed.length) return;
    sum();
    settle(anchor);
    refresh(anchor);
    for (const view of changed) mark(view, false);
    goOn();
  });

  const frame = new ResizeObserver(() => {
    if (!isSeen() || ended) return;
    if (scroller.clientWidth !== width) reset();
    else refresh();
  });
  frame.observe(scroller);

  /** Forgets what was measured: the width, the folds or the fonts are others now. */
  function reset({ rebuild = false } = {}) {
    if (!isSeen() || ended) return;
    const anchor = findAnchor();
    width = scroller.clientWidth;
    planned();
    known.fill(0);
    if (rebuild) {
      for (const view of [...views.values()]) release(view);
      [low, high] = [0, 0];
    }
    factor = 1;
    guessAll();
    for (const view of views.values()) mark(view, false);
    measure([...views.values()].filter((view) => heights[view.index]));
    settle(anchor);
    refresh(anchor);
    shown();
  }

  function later() {
    if (idle || ended) return;
    idle = true;
    whenIdle(measureSome, 1000);
  }

  /** While nobody scrolls or types, blocks outside the page are measured too, so that scrolling finds true heights. */
  function measureSome() {
    idle = false;
    if (ended || !isSeen()) return;
    const begun = performance.now();
    const isQuiet = begun - stirredAt > QUIET && !busy;
    let unknown = [];
    do {
      unknown = isQuiet ? findUnknown() : [0];
      if (isQuiet && unknown.length) tryOut(unknown);
    } while (isQuiet && unknown.length && performance.now() - begun < BUDGET);
    if (unknown.length) later();
  }

  function findUnknown() {
    const unknown = [];
    const middle = indexAt(scroller.scrollTop);
    for (let away = 0; away < count && unknown.length < PIECE; away += 1) {
      for (const index of new Set([middle + away, middle - away])) {
        if (index >= 0 && index < count && !known[index] && heights[index]) unknown.push(index);
      }
    }
    return unknown;
  }

  function tryOut(indexes) {
    const anchor = findAnchor();
    const tried = indexes.map((index) => make(index));
    trial.replaceChildren(...tried.map((view) => view.element));
    measure(tried);
    trial.replaceChildren();
    settle(anchor);
  }

  /** Scrolls so that the place `within(view)` pixels below a block's top stands at `share` of the viewport. */
  function reveal(index, within = () => 0, share = 0.3) {
    if (!isSeen()) return;
    const down = scroller.clientHeight * share;
    refresh({ index, shift: down });
    const view = views.get(index);
    if (view) refresh({ index, shift: down - within(view) });
  }

  const onScroll = () => {
    stirredAt = performance.now();
    refresh();
  };
  scroller.addEventListener("scroll", onScroll, { passive: true });
  scroller.addEventListener("keydown", rest, { capture: true, passive: true });
  return {
    views,
    refresh,
    reset,
    reveal,
    indexAt,
    top: (index) => tops[index],
    destroy() {
      ended = true;
      sizes.disconnect();
      frame.disconnect();
      scroller.removeEventListener("scroll", onScroll);
      scroller.removeEventListener("keydown", rest, { capture: true });
      clearTimeout(busy);
      views.clear();
    },
  };
}
