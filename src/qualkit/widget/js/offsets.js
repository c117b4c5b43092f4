/**
 * Offsets: Python and the logs count Unicode code points, the page counts UTF-16 units. Both counts differ only behind
 * characters that take two units (emoji, rare scripts), so that a table of those, built once a document, is enough.
 */

/** The units at which characters of two units begin. */
function findWide(text) {
  const found = [];
  for (const match of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) found.push(match.index);
  return Int32Array.from(found);
}

/** How many of a rising list's first entries satisfy `below`. */
function countWhile(list, below) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below(list[middle], middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The table of one text. Offsets beyond the text are brought to its ends, and a unit inside a character counts as its
 * beginning.
 * @param {string} text
 */
export function makeOffsets(text) {
  const wide = findWide(text);
  const units = text.length;
  const points = units - wide.length;
  const toUnits = (point) => {
    const wanted = Math.min(Math.max(Math.trunc(point) || 0, 0), points);
    return wanted + (wide.length ? countWhile(wide, (unit, at) => unit - at < wanted) : 0);
  };
  const toPoints = (unit) => {
    const wanted = Math.min(Math.max(unit, 0), units);
    return wanted - (wide.length ? countWhile(wide, (one) => one < wanted) : 0);
  };
  return {
    points,
    toUnits,
    toPoints,
    /** The words from `start` to `end`, in code points, as Python's text[start:end]. */
    slice: (start, end) => text.slice(toUnits(start), toUnits(end)),
  };
}
