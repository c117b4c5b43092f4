/** The codings of a transcript that are on show: where they lie, in which lane, and in which blocks. */

import { findLastAt } from "./blocks.js";
import { makeLanes } from "./lanes.js";

// Two codings of one turn that are closer than this, in units, may touch the same line: they do not share a lane.
const LINE = 100;
const LOOKS = ["code", "label", "colour", "pattern", "faint", "doubtful", "struck", "reported"];

/**
 * @param {{offsets: object, turns: Array<object>, blocks: Array<object>}} document
 */
export function makeSpans({ offsets, turns, blocks }) {
  const all = new Map();
  const inBlock = blocks.map(() => new Map());
  const makeSides = () => ({
    left: { lanes: makeLanes(), levels: makeLanes() },
    right: { lanes: makeLanes(), levels: makeLanes() },
  });
  let sides = makeSides();
  let codes = null;
  const isShown = (coding) => !codes || codes.has(coding.code);
  const inOrder = (a, b) => a.from - b.from || b.to - a.to;

  function locate(one, side) {
    const from = offsets.toUnits(one.start);
    const to = Math.max(from, offsets.toUnits(one.end));
    const first = findLastAt(blocks, "start", from);
    const last = Math.max(first, findLastAt(blocks, "start", Math.max(from, to - 1)));
    return { ...one, given: one, side, from, to, first, last };
  }

  function touch(coding, changed) {
    for (let index = coding.first; index <= coding.last; index += 1) changed.add(index);
  }

  function settle(coding) {
    if (!isShown(coding)) return;
    const { lanes, levels } = sides[coding.side];
    const before = turns[blocks[coding.first].turn];
    const after = turns[blocks[coding.last].turn];
    const low = Math.min(coding.from, Math.max(before.from, coding.from - LINE / 2));
    const high = Math.max(coding.to, Math.min(after.to, coding.to + LINE / 2));
    coding.lane = lanes.place(coding.id, low, high);
    coding.level = levels.place(coding.id, coding.from, Math.max(coding.to, coding.from + 1));
  }

  function insert(coding, changed) {
    settle(coding);
    all.set(coding.id, coding);
    for (let index = coding.first; index <= coding.last; index += 1) inBlock[index].set(coding.id, coding);
    touch(coding, changed);
  }

  function remove(id, changed) {
    const coding = all.get(id);
    if (!coding) return;
    sides[coding.side].lanes.drop(id);
    sides[coding.side].levels.drop(id);
    for (let index = coding.first; index <= coding.last; index += 1) inBlock[index].delete(id);
    all.delete(id);
    touch(coding, changed);
  }

  /** Keeps what stays where it was in its lane; true if it could be kept. */
  function keep(coding, changed) {
    const old = all.get(coding.id);
    if (!old || old.side !== coding.side || old.from !== coding.from || old.to !== coding.to) return false;
    // under a filter another code may mean another lane
    if (codes && old.code !== coding.code) return false;
    if (LOOKS.some((look) => old[look] !== coding[look])) touch(old, changed);
    Object.assign(old, coding);
    return true;
  }

  /** Whether it is the very object that was put there before; nobody changes one that was given. */
  function isPut(one, side) {
    const old = all.get(one.id);
    return old?.given === one && old.side === side;
  }

  function put(list, side, changed) {
    if (!blocks.length) return;
    const fresh = list.filter((one) => !isPut(one, side));
    const located = fresh.map((one) => locate(one, side)).filter((coding) => !keep(coding, changed));
    for (const coding of located) remove(coding.id, changed);
    located.sort(inOrder);
    for (const coding of located) insert(coding, changed);
  }

  return {
    get: (id) => all.get(id),
    /** Puts `list` in the place of what the side had. Returns the blocks that look different now. */
    set(list, side = "right") {
      const changed = new Set();
      const ids = new Set(list.map((one) => one.id));
      for (const coding of [...all.values()]) if (coding.side === side && !ids.has(coding.id)) remove(coding.id, changed);
      put(list, side, changed);
      return changed;
    },
    add(one, side = "right") {
      const changed = new Set();
      put([one], side, changed);
      return changed;
    },
    drop(id) {
      const changed = new Set();
      remove(id, changed);
      return changed;
    },
    /** Shows the codings of these codes only, in lanes of their own; null shows all. Returns the blocks with codings. */
    show(wanted) {
      if (wanted === codes) return new Set();
      codes = wanted;
      sides = makeSides();
      for (const coding of [...all.values()].sort(inOrder)) settle(coding);
      return new Set(inBlock.flatMap((codings, index) => (codings.size ? [index] : [])));
    },
    has: (side) => [...all.values()].some((coding) => coding.side === side),
    inBlock: (index) => [...inBlock[index].values()].filter(isShown).sort((a, b) => a.lane - b.lane),
    /** The codings that hold the character at `unit`, the shortest first. */
    at(unit) {
      const near = inBlock[findLastAt(blocks, "start", unit)];
      const hit = [...near.values()].filter((one) => isShown(one) && one.from <= unit && unit < one.to);
      return hit.sort((a, b) => a.to - a.from - (b.to - b.from) || a.lane - b.lane);
    },
  };
}
