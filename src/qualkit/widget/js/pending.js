/** What the coder did last, shown at once: Python's last word with the events on top that are still on their way. */

const TOUCHED = ["start", "end", "code", "cases", "when", "status", "certainty"];

/** How one event changes a state; the state it is given stays as it was. */
function applyEvent(state, event) {
  const rule = RULES[event.event];
  return rule ? { ...state, ...rule(state, event) } : state;
}

/** Only what an event names changes; the rest of the coding stays. */
function changeCoding(coding, event) {
  const changed = { ...coding };
  for (const name of TOUCHED) if (name in event) changed[name] = event[name];
  return changed;
}

function withoutId(list, id) {
  return (list ?? []).filter((one) => one.id !== id);
}

const RULES = {
  add: (state, event) => {
    const coding = { method: "manual", cases: null, when: null, status: "stands", certainty: "sure", ...event };
    return { codings: [...withoutId(state.codings, event.id), coding] };
  },
  change: (state, event) => ({
    codings: state.codings.map((one) => (one.id === event.id ? changeCoding(one, event) : one)),
  }),
  move: (state, event) => {
    const lost = (state.lost ?? []).find((one) => one.id === event.id);
    const known = state.codings.some((one) => one.id === event.id);
    const kept = known ? state.codings : [...state.codings, { method: "manual", ...lost }];
    return {
      codings: kept.map((one) => (one.id === event.id ? { ...one, start: event.start, end: event.end } : one)),
      moved: withoutId(state.moved, event.id),
      doubtful: withoutId(state.doubtful, event.id),
      lost: withoutId(state.lost, event.id),
    };
  },
  remove: (state, event) => ({
    codings: withoutId(state.codings, event.id),
    moved: withoutId(state.moved, event.id),
    doubtful: withoutId(state.doubtful, event.id),
    lost: withoutId(state.lost, event.id),
  }),
  memo: (state, event) => {
    const others = (state.memos ?? []).filter((one) => one.on !== event.on || one.target !== event.target);
    const memo = { on: event.on, target: event.target, text: event.text };
    return { memos: event.text ? [...others, memo] : others };
  },
  reviewed: () => ({ reviewed: { at: null, stale: false } }),
  unreviewed: () => ({ reviewed: null }),
  reject: (state, event) => ({ rejected: [...new Set([...(state.rejected ?? []), event.id])] }),
};

/** A state with events on top, in their order. Applied twice they give the same. */
export function applyEvents(state, events) {
  return events.reduce(applyEvent, state);
}
