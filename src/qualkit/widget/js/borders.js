/**
 * Where characters as people see them, words and sentences begin and end, in UTF-16 units. Looks only at a few hundred
 * units around a place, so that a text of any length costs the same.
 */

const NEAR = 240;
const FAR = 2400;
const segmenters = new Map();

function segment(text, granularity) {
  if (!segmenters.has(granularity)) segmenters.set(granularity, new Intl.Segmenter(undefined, { granularity }));
  return segmenters.get(granularity).segment(text);
}

/** A place at or before `unit`, behind a space or line end, at which no character can be cut. */
function findSafe(text, unit, lowest = 0) {
  const floor = Math.max(lowest, unit - NEAR);
  for (let at = unit - 1; at > floor; at -= 1) {
    if (/\s/.test(text[at]) && !/\p{M}/u.test(text[at + 1] ?? "")) return at + 1;
  }
  const safe = Math.max(floor, 0);
  return /[\udc00-\udfff]/.test(text[safe] ?? "") ? safe - 1 : safe;
}

/** The grapheme (a character as seen: an emoji family, a letter with its accents) that holds `unit`, or null at a border. */
function findGrapheme(text, unit) {
  if (unit <= 0 || unit >= text.length) return null;
  const from = findSafe(text, unit);
  const found = segment(text.slice(from, unit + NEAR), "grapheme").containing(unit - from);
  const start = from + (found?.index ?? 0);
  return !found || start === unit ? null : { start, end: start + found.segment.length };
}

/** `unit`, or the beginning of the character that it would cut. */
export function floorCharacter(text, unit) {
  return findGrapheme(text, unit)?.start ?? unit;
}

/** `unit`, or the end of the character that it would cut. */
export function ceilCharacter(text, unit) {
  return findGrapheme(text, unit)?.end ?? unit;
}

/** The border of the next (`by` 1) or previous (`by` -1) character, within [low, high]. */
export function stepCharacter(text, unit, by, low, high) {
  if (by > 0) return Math.min(high, unit < high ? ceilCharacter(text, unit + 1) : unit);
  return Math.max(low, unit > low ? floorCharacter(text, unit - 1) : unit);
}

const isWord = (piece) => piece.isWordLike || /\p{Extended_Pictographic}/u.test(piece.segment);

/** The words of text[from:to] as {start, end}; an emoji counts as a word. */
function findWords(text, from, to) {
  const words = [];
  for (const piece of segment(text.slice(from, to), "word")) {
    if (isWord(piece)) words.push({ start: from + piece.index, end: from + piece.index + piece.segment.length });
  }
  return words;
}

/** The word (or the single sign or space) at `unit`, as a double click takes it. */
export function findWordAt(text, unit, low, high) {
  const from = findSafe(text, unit, low);
  const found = segment(text.slice(from, Math.min(high, unit + NEAR)), "word").containing(Math.max(unit - from, 0));
  if (!found) return { start: unit, end: unit };
  return { start: from + found.index, end: from + found.index + found.segment.length };
}

/** The beginning of the next word behind `unit`, or `high`. */
export function nextWordStart(text, unit, high) {
  for (let from = unit; from < high; from += NEAR) {
    const found = findWords(text, from, Math.min(high, from + NEAR)).find((word) => word.start > unit);
    if (found) return found.start;
  }
  return high;
}

/** The end of the word that holds or follows `unit`, or `high`. */
export function nextWordEnd(text, unit, high) {
  const from = findSafe(text, unit, 0);
  for (let to = unit + NEAR; ; to += NEAR) {
    const found = findWords(text, from, Math.min(high, to)).find((word) => word.end > unit);
    // a word that the window cuts is looked at again in a longer one
    if (found && (found.end < to || to >= high)) return found.end;
    if (to >= high) return high;
  }
}

/** The beginning of the word before `unit`, or `low`. */
export function previousWordStart(text, unit, low) {
  for (let from = unit; from > low; ) {
    from = findSafe(text, Math.max(low, from - NEAR), low);
    const found = findWords(text, from, unit).findLast((word) => word.start < unit);
    if (found) return found.start;
    if (from <= low) break;
  }
  return low;
}

/** The end of the word before `unit`, or `low`. */
export function previousWordEnd(text, unit, low) {
  for (let from = unit; from > low; ) {
    from = findSafe(text, Math.max(low, from - NEAR), low);
    const found = findWords(text, from, unit).findLast((word) => word.end < unit);
    if (found) return found.end;
    if (from <= low) break;
  }
  return low;
}

/** The end of the sentence that holds `unit`, without the space behind it, or `high`. */
export function nextSentenceEnd(text, unit, high) {
  const to = Math.min(high, unit + FAR);
  for (const piece of segment(text.slice(unit, to), "sentence")) {
    const end = unit + piece.index + piece.segment.trimEnd().length;
    if (end > unit && piece.segment.trim()) return end;
  }
  return to;
}

/** The beginning of the sentence that holds `unit` or ends there, or `low`. */
export function previousSentenceStart(text, unit, low) {
  const line = text.lastIndexOf("\n", Math.max(unit - 2, 0)) + 1;
  let from = Math.max(low, line, unit - FAR);
  if (from >= unit) from = low;
  let start = from;
  for (const piece of segment(text.slice(from, unit), "sentence")) {
    const own = from + piece.index + (piece.segment.length - piece.segment.trimStart().length);
    if (piece.segment.trim() && own < unit) start = own;
  }
  return start;
}

/** [start, end) widened to whole characters; with `trim`, without the white space at its edges. */
export function snapSpan(text, start, end, { trim = true } = {}) {
  let [from, to] = [floorCharacter(text, start), ceilCharacter(text, end)];
  if (trim) {
    while (from < to && /\s/.test(text[to - 1])) to -= 1;
    while (from < to && /\s/.test(text[from])) from += 1;
  }
  return { start: from, end: to };
}
