/** The stripes of a block in its margins, with the names of their codes where there is room. */

import { colourOf, stripeOf } from "./patterns.js";
import { findRect, makePart } from "./view.js";

const LANE = 8;
const ROW = 16;
const LETTER = 6.2;

/** What stands at a coding's stripe: its code's label, marked where it is doubted or told of others. */
export function nameOf(coding) {
  const label = coding.label || coding.code || "";
  const told = coding.reported ? `“${label}”` : label;
  return `${coding.doubtful ? "? " : ""}${told}${coding.coder ? ` · ${coding.coder}` : ""}`;
}

/** Where the codings of a view begin and end in it, in pixels from its top. Reads the layout, writes nothing. */
export function measureMarks(view, codings) {
  if (!codings.length) return null;
  const { top, height } = view.element.getBoundingClientRect();
  const places = codings.map((coding) => {
    const begins = coding.from >= view.block.start;
    const ends = coding.to <= view.block.end;
    const from = begins ? findRect(view, coding.from).top - top : 0;
    const to = ends ? findRect(view, Math.max(coding.to, coding.from + 1), true).bottom - top : height;
    return { coding, begins, ends, top: Math.max(from, 0), height: Math.max(to - from, 6) };
  });
  return { places, height };
}

function makeStripe({ coding, begins, ends, top, height }, activeId) {
  const stripe = makePart("div", "qk-stripe");
  stripe.dataset.id = coding.id;
  stripe.style.cssText = `top:${top}px;height:${height}px;--qk-t-lane:${coding.lane}`;
  stripe.style.setProperty("--qk-t-ink", colourOf(coding));
  stripe.style.backgroundImage = stripeOf(coding);
  for (const look of ["faint", "doubtful", "struck", "reported"]) stripe.classList.toggle(`qk-${look}`, Boolean(coding[look]));
  stripe.classList.toggle("qk-begins", begins);
  stripe.classList.toggle("qk-ends", ends);
  stripe.classList.toggle("qk-is-active", coding.id === activeId);
  return stripe;
}

function makeFlag(coding, left, top, width, activeId) {
  const flag = makePart("div", "qk-flag", nameOf(coding));
  flag.dataset.id = coding.id;
  flag.title = nameOf(coding);
  flag.style.cssText = `top:${top}px;inset-inline-start:${left}px;max-width:${width}px`;
  flag.style.setProperty("--qk-t-ink", colourOf(coding));
  flag.classList.toggle("qk-struck", Boolean(coding.struck));
  flag.classList.toggle("qk-faint", Boolean(coding.faint));
  flag.classList.toggle("qk-is-active", coding.id === activeId);
  return flag;
}

/** Rows of names beside the lanes, each at its stripe's top or below; what finds no room is counted. */
function placeFlags(places, height, room, activeId) {
  const flags = [];
  let [row, left, hidden] = [-ROW, 0, 0];
  const begun = places.filter((place) => place.begins).sort((a, b) => a.top - b.top || a.coding.lane - b.coding.lane);
  for (const { coding, top } of begun) {
    const width = Math.min(nameOf(coding).length * LETTER + 16, room);
    if (top >= row + ROW - 2) [row, left] = [top, 0];
    else if (left + width > room) [row, left] = [row + ROW, 0];
    if (row > 0 && row + ROW > height + 8) {
      [row, left, hidden] = [row - ROW, room, hidden + 1];
      continue;
    }
    flags.push(makeFlag(coding, left, row, Math.min(width, room - left), activeId));
    left += width + 4;
  }
  if (hidden) {
    const more = makePart("div", "qk-more-names", `+${hidden}`);
    more.style.top = `${Math.max(row, 0)}px`;
    flags.push(more);
  }
  return flags;
}

/** The stripes of lanes that do not fit, told by their number. */
function makeRest(rest, lanes) {
  const more = makePart("div", "qk-rest", `+${rest.length}`);
  more.dataset.id = rest[0].coding.id;
  more.title = rest.map(({ coding }) => nameOf(coding)).join("\n");
  more.style.cssText = `top:${Math.min(...rest.map((place) => place.top))}px;--qk-t-lane:${lanes}`;
  return more;
}

function makeMargin(view, side) {
  const margin = makePart("div", `qk-margin qk-${side}`);
  margin.setAttribute("aria-hidden", "true");
  return view.element.appendChild(margin);
}

/**
 * Draws the margins of a view by what `measureMarks` found.
 * @param {{lanes: number, room: number}} margin lanes that are drawn, and pixels for names (0: none are shown)
 */
export function drawStripes(view, measured, margin, activeId) {
  for (const side of ["left", "right"]) {
    const places = (measured?.places ?? []).filter(({ coding }) => coding.side === side);
    const drawn = places.filter(({ coding }) => coding.lane < margin.lanes);
    const rest = places.filter(({ coding }) => coding.lane >= margin.lanes);
    const parts = drawn.map((place) => makeStripe(place, activeId));
    if (rest.length) parts.push(makeRest(rest, margin.lanes));
    if (margin.room) {
      const names = makePart("div", "qk-flags");
      names.append(...placeFlags(places, measured?.height ?? 0, margin.room, activeId));
      if (names.firstChild) parts.push(names);
    }
    if (parts.length) view.margins[side] ??= makeMargin(view, side);
    view.margins[side]?.replaceChildren(...parts);
  }
}

/** The width of a margin for stripes alone. */
export function widthOfLanes(lanes) {
  return lanes * LANE + 18;
}
