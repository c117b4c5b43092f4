/**
 * Which blocks are in the page: those near the viewport. Heights are guessed, then measured; whatever is learnt, the
 * words at the top of the viewport stay where they are.
 */

import { makePart } from "./view.js";

const AROUND = 500;
const BATCH = 8;
const QUIET = 200;

/**
 * @param {object} wanted
 * @param {HTMLElement} wanted.scroller
 * @param {number} wanted.count blocks in all
 * @param {function(number): number} wanted.guess a block's height before it is measured, 0 for one that is hidden
 * @param {function(number): object} wanted.make a view with its words
 * @param {function(): void} wanted.planned called when the width is another, before anything is laid out at it
 * @param {function(Array<object>): void} wanted.finish draws what needs the layout of new views
 */
export function makeWindow({ scroller, count, guess, make, finish, planned }) {
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
  let [width, factor, scrolledAt, idle, ended] = [0, 1, 0, 0, false];
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
    let low = 0;
    let high = tops[count] ? count - 1 : 0;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function findAnchor() {
    const top = scroller.scrollTop;
    const index = indexAt(top);
    return { index, shift: tops[index] - top };
  }

  function settle(anchor, from, to) {
    above.style.height = `${tops[from]}px`;
    below.style.height = `${tops[count] - tops[to]}px`;
    const wanted = Math.max(0, tops[anchor.index] - anchor.shift);
    if (Math.abs(scroller.scrollTop - wanted) >= 0.5) scroller.scrollTop = wanted;
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

  function rangeAt(anchor) {
    const top = tops[anchor.index] - anchor.shift;
    return [indexAt(top - AROUND), Math.min(count, indexAt(top + scroller.clientHeight + AROUND) + 1)];
  }

  /** Brings the page to where `anchor` (by default the present place) wants it. */
  function refresh(anchor = findAnchor()) {
    if (ended || !isSeen() || !count) return;
    const fresh = [];
    for (let round = 0; round < 5; round += 1) {
      const [from, to] = rangeAt(anchor);
      const added = fill(from, to);
      above.style.height = `${tops[from]}px`;
      below.style.height = `${tops[count] - tops[to]}px`;
      measure(added);
      fresh.push(...added);
      if (factor === 1 && added.length) calibrate();
      settle(anchor, from, to);
      if (!added.length) break;
    }
    const stay = fresh.filter((view) => views.get(view.index) === view);
    if (stay.length) finish(stay);
    // not at once: a size that is first observed while sizes are told counts as a loop
    requestAnimationFrame(() => stay.forEach((view) => views.get(view.index) === view && sizes.observe(view.element)));
    later();
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
    refresh(anchor);
    finish(changed);
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
    if (rebuild) for (const view of [...views.values()]) release(view);
    factor = 1;
    guessAll();
    measure([...views.values()].filter((view) => heights[view.index]));
    refresh(anchor);
    finish([...views.values()]);
  }

  function later() {
    if (idle || ended) return;
    idle = window.requestIdleCallback ? requestIdleCallback(measureSome) : setTimeout(measureSome, 60);
  }

  /** While nobody scrolls, blocks outside the page are measured too, so that scrolling finds true heights. */
  function measureSome(deadline) {
    idle = 0;
    if (ended || !isSeen()) return;
    const unknown = [];
    const middle = indexAt(scroller.scrollTop);
    for (let away = 0; away < count && unknown.length < BATCH; away += 1) {
      for (const index of new Set([middle + away, middle - away])) {
        if (index >= 0 && index < count && !known[index] && heights[index]) unknown.push(index);
      }
    }
    if (!unknown.length) return;
    if (performance.now() - scrolledAt > QUIET && (deadline?.timeRemaining?.() ?? 9) > 4) {
      const anchor = findAnchor();
      const tried = unknown.map((index) => make(index, true));
      trial.replaceChildren(...tried.map((view) => view.element));
      measure(tried);
      trial.replaceChildren();
      refresh(anchor);
    }
    later();
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
    scrolledAt = performance.now();
    refresh();
  };
  scroller.addEventListener("scroll", onScroll, { passive: true });
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
      if (idle) (window.cancelIdleCallback ?? clearTimeout)(idle);
      views.clear();
    },
  };
}
