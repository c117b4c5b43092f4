/** What is selected, in units: an anchor and a focus, and the whole characters of turns between them. */

import { findLastAt } from "./blocks.js";
import { snapSpan } from "./borders.js";

/** The span between two units, without white space and what stands between turns (tags) at its edges; null if empty. */
export function cleanSpan(text, turns, one, other, trim) {
  if (!turns.length) return null;
  let { start, end } = snapSpan(text, Math.min(one, other), Math.max(one, other), { trim });
  let turn = turns[findLastAt(turns, "from", start)];
  if (start < turn.from) start = turn.from;
  if (start >= turn.to && end > start) {
    turn = turns[turn.index + 1];
    if (!turn) return null;
    start = turn.from;
  }
  const last = turns[findLastAt(turns, "from", Math.max(end - 1, 0))];
  end = Math.min(end, last.to);
  if (end <= start) return null;
  const whole = snapSpan(text, start, end, { trim });
  return whole.start < whole.end ? whole : null;
}

/**
 * @param {{text: string, turns: Array<object>, trim: boolean, changed: function(): void}} about
 */
export function makeChoice({ text, turns, trim, changed }) {
  let anchor = null;
  let focus = null;
  let span = null;

  function put(from, to) {
    if (from === anchor && to === focus) return;
    anchor = from;
    focus = to;
    span = from === null || from === to ? null : cleanSpan(text, turns, from, to, trim);
    changed();
  }

  return {
    put,
    clear: () => put(focus, focus),
    extend: (unit) => put(anchor ?? unit, unit),
    /** The caret: where typing and arrows go on. Null before anything was chosen. */
    get focus() {
      return focus;
    },
    get anchor() {
      return anchor;
    },
    get span() {
      return span;
    },
    /** The turn in which the caret is; at a selection's end, the turn that it ends in. */
    get turn() {
      if (focus === null || !turns.length) return null;
      return turns[findLastAt(turns, "from", focus)];
    },
  };
}
