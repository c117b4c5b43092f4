/** Selecting by mouse. Selection is kept in offsets, not in nodes: a drag may go far beyond what is in the page. */

import { findWordAt } from "./borders.js";
import { findUnitAt } from "./points.js";

const EDGE = 28;

/**
 * Follows the mouse until its button is let go, and scrolls where it leaves the pane.
 * @param {HTMLElement} scroller
 * @param {function(number, number): void} moved called with the point, also while the pane scrolls under a still mouse
 * @param {function(boolean): void} ended called with whether the mouse was moved at all
 */
export function followMouse(scroller, event, moved, ended) {
  const begun = { x: event.clientX, y: event.clientY };
  let point = { ...begun };
  let [frame, hasMoved] = [0, false];

  function roll() {
    const { top, bottom } = scroller.getBoundingClientRect();
    const low = Math.max(top, 0) + EDGE;
    const high = Math.min(bottom, window.innerHeight) - EDGE;
    const by = point.y < low ? point.y - low : Math.max(point.y - high, 0);
    if (by && hasMoved) {
      scroller.scrollTop += Math.sign(by) * Math.min(60, 2 + Math.abs(by) / 3);
      moved(point.x, point.y);
    }
    frame = requestAnimationFrame(roll);
  }

  function move(next) {
    point = { x: next.clientX, y: next.clientY };
    if (!hasMoved && Math.hypot(point.x - begun.x, point.y - begun.y) < 3) return;
    hasMoved = true;
    moved(point.x, point.y);
  }

  function stop() {
    cancelAnimationFrame(frame);
    removeEventListener("mousemove", move, true);
    removeEventListener("mouseup", up, true);
  }

  function up(last) {
    if (hasMoved) move(last);
    stop();
    ended(hasMoved);
  }

  addEventListener("mousemove", move, true);
  addEventListener("mouseup", up, true);
  frame = requestAnimationFrame(roll);
  return stop;
}

/** What a press of the mouse takes as its unit: by its count of clicks a character, a word or a turn. */
function unitsAt(pane, unit, clicks) {
  const turn = pane.turnOf(unit);
  if (clicks === 1 || !turn) return { start: unit, end: unit };
  if (clicks === 2) return findWordAt(pane.text, Math.min(unit, Math.max(turn.to - 1, turn.from)), turn.from, turn.to);
  return { start: turn.from, end: turn.to };
}

/**
 * Selects by mouse: drag, double click and drag by words, triple click or a turn's number by turns, Shift extends.
 * @param {object} pane text, scroller, views, choice, turnOf
 * @param {function(MouseEvent): void} clicked a press without a drag
 */
export function listenToMouse(pane, clicked) {
  const { scroller, views, choice } = pane;
  let stop = () => {};

  function press(event) {
    const inWords = event.target.closest?.(".qk-words, .qk-who");
    if (event.button !== 0 || !inWords || event.defaultPrevented) return;
    const unit = findUnitAt(scroller, views, event.clientX, event.clientY);
    if (unit === null) return;
    event.preventDefault();
    scroller.focus({ preventScroll: true });
    const isLonger = event.shiftKey && choice.anchor !== null;
    const clicks = isLonger ? 1 : inWords.classList.contains("qk-who") ? 3 : event.detail;
    const begun = isLonger ? { start: choice.anchor, end: choice.anchor } : unitsAt(pane, unit, clicks);
    const take = (to) => {
      const taken = unitsAt(pane, to, clicks);
      if (taken.start < begun.start) choice.put(begun.end, taken.start);
      else choice.put(begun.start, Math.max(taken.end, begun.end));
    };
    take(unit);
    stop();
    stop = followMouse(
      scroller,
      event,
      (x, y) => {
        const to = findUnitAt(scroller, views, x, y);
        if (to !== null) take(to);
      },
      (hasMoved) => {
        if (!hasMoved && clicks === 1 && !event.shiftKey) clicked(event);
      },
    );
  }

  scroller.addEventListener("mousedown", press);
  return () => {
    stop();
    scroller.removeEventListener("mousedown", press);
  };
}
