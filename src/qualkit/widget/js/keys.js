/** Reading and selecting by keyboard: arrows by turn and word, Shift extends, Space takes the turn. */

import {
  nextSentenceEnd,
  nextWordEnd,
  nextWordStart,
  previousSentenceStart,
  previousWordStart,
  stepCharacter,
} from "./borders.js";

const isModified = (event) => event.ctrlKey || event.metaKey || event.altKey;

/** Where the caret goes within a turn, or into the next one if it stands at the end of this. */
function moveAlong(pane, event, forward) {
  const { text, choice } = pane;
  const turn = pane.turnOf(choice.focus);
  const at = choice.focus;
  const neighbour = forward ? pane.turnAfter(turn, 1) : pane.turnAfter(turn, -1);
  if (neighbour && (forward ? at >= turn.to : at <= turn.from)) {
    return forward ? (event.shiftKey ? nextWordEnd(text, neighbour.from, neighbour.to) : neighbour.from) : neighbour.to;
  }
  if (event.altKey) return stepCharacter(text, at, forward ? 1 : -1, turn.from, turn.to);
  if (event.ctrlKey || event.metaKey) {
    return forward ? nextSentenceEnd(text, at, turn.to) : previousSentenceStart(text, at, turn.from);
  }
  if (!forward) return previousWordStart(text, at, turn.from);
  return event.shiftKey ? nextWordEnd(text, at, turn.to) : nextWordStart(text, at, turn.to);
}

/** Up and Down: the beginning of another turn; with Shift the end of this turn, then of the next. */
function moveByTurn(pane, event, by) {
  const { choice } = pane;
  const turn = pane.turnOf(choice.focus);
  const next = pane.turnAfter(turn, by);
  if (!event.shiftKey) {
    if (by < 0 && choice.focus > turn.from) return turn.from;
    return (next ?? turn).from;
  }
  const edge = by > 0 ? turn.to : turn.from;
  if (choice.focus !== edge) return edge;
  return next ? (by > 0 ? next.to : next.from) : edge;
}

function moveToEdge(pane, event, toEnd) {
  if (event.ctrlKey || event.metaKey) {
    const turn = toEnd ? pane.turnAfter(null, -1) : pane.turnAfter(null, 1);
    return toEnd ? turn.to : turn.from;
  }
  const turn = pane.turnOf(pane.choice.focus);
  return toEnd ? turn.to : turn.from;
}

/** Takes the whole turn; what is whole already grows by the turn that follows. Returns what is to be seen of it. */
function takeTurn(pane, backwards) {
  const { choice } = pane;
  const turn = pane.turnOf(choice.focus);
  const [low, high] = [Math.min(choice.anchor, choice.focus), Math.max(choice.anchor, choice.focus)];
  const first = pane.turnOf(low);
  const last = pane.turnOf(high);
  if (low === high || low !== first.from || high !== last.to) {
    choice.put(turn.from, turn.to);
    return turn.from;
  }
  const next = backwards ? pane.turnAfter(first, -1) : pane.turnAfter(last, 1);
  if (!next) return backwards ? first.from : last.from;
  if (backwards) choice.put(high, next.from);
  else choice.put(low, next.to);
  return next.from;
}

const MOVES = {
  ArrowLeft: (pane, event) => moveAlong(pane, event, pane.isRightToLeft()),
  ArrowRight: (pane, event) => moveAlong(pane, event, !pane.isRightToLeft()),
  ArrowUp: (pane, event) => moveByTurn(pane, event, -1),
  ArrowDown: (pane, event) => moveByTurn(pane, event, 1),
  Home: (pane, event) => moveToEdge(pane, event, false),
  End: (pane, event) => moveToEdge(pane, event, true),
  PageUp: (pane) => pane.pageTo(-1),
  PageDown: (pane) => pane.pageTo(1),
};

/** Ctrl goes by sentences and to the ends of the text, Alt with Shift by characters; other chords are commands. */
function isOurs(event) {
  const sideways = /Left|Right/.test(event.key);
  if (event.altKey) return event.shiftKey && sideways && !event.ctrlKey && !event.metaKey;
  return !(event.ctrlKey || event.metaKey) || sideways || /Home|End/.test(event.key);
}

/** True if the key was the pane's own and is done; all other keys are for those outside. */
export function takeKey(pane, event) {
  const { choice } = pane;
  if (event.isComposing || !pane.turnAfter(null, 1)) return false;
  const move = MOVES[event.key];
  if (move) {
    if (!isOurs(event)) return false;
    const isFirst = choice.focus === null;
    if (isFirst) pane.begin();
    const to = isFirst && /Up|Down/.test(event.key) ? choice.focus : move(pane, event);
    if (event.shiftKey) choice.extend(to);
    else choice.put(to, to);
    pane.follow();
    return true;
  }
  if (event.key === " " && !isModified(event)) {
    if (choice.focus === null) pane.begin();
    pane.follow(takeTurn(pane, event.shiftKey));
    return true;
  }
  if (event.key === "Escape" && choice.span && !isModified(event)) {
    choice.clear();
    return true;
  }
  return false;
}
