/**
 * The blocks of a transcript: what is put into the page or left out of it as one. A turn is one block, a long one
 * several, cut behind a line, a sentence or a space; the text is never changed.
 */

const WANTED = 1200;
const LONGEST_BLOCK = 1800;
const SENTENCE_ENDS = /[.!?…。！？؟۔।][\p{Pe}\p{Pf}"'”’]*\s+/gu;

/** Where a piece that begins at `from` best ends, at most LONGEST_BLOCK behind it. */
function findCut(text, from, end) {
  const near = from + WANTED / 2;
  const far = from + WANTED;
  const line = text.lastIndexOf("\n", far - 1);
  if (line >= near) return line + 1;
  let cut = 0;
  for (const match of text.slice(near, far).matchAll(SENTENCE_ENDS)) cut = near + match.index + match[0].length;
  if (cut) return cut;
  const space = text.slice(near, from + LONGEST_BLOCK).search(/\s(?=\S)/);
  if (space >= 0) return near + space + 1;
  const hard = Math.min(from + LONGEST_BLOCK, end);
  return /[\udc00-\udfff]/.test(text[hard] ?? "") ? hard - 1 : hard;
}

function cutTurn(text, start, end) {
  const pieces = [];
  let from = start;
  while (end - from > LONGEST_BLOCK) {
    const to = findCut(text, from, end);
    pieces.push([from, to]);
    from = to;
  }
  pieces.push([from, end]);
  return pieces;
}

/**
 * @param {Array<object>} turns in the order of the text, offsets in code points
 * @param {string} text
 * @param {{toUnits: function(number): number}} offsets
 * @returns `turns` with `from` and `to` in units and `first`, `last` (their blocks), and `blocks`
 */
export function cutBlocks(turns, text, offsets) {
  const blocks = [];
  const cut = turns.map((turn, index) => {
    const from = offsets.toUnits(turn.start);
    const to = Math.max(from, offsets.toUnits(turn.end));
    const first = blocks.length;
    for (const [start, end] of cutTurn(text, from, to)) {
      const breaks = text.slice(start, end).split("\n").length - 1;
      blocks.push({ index: blocks.length, turn: index, start, end, breaks, opens: blocks.length === first });
    }
    return { ...turn, index, from, to, first, last: blocks.length - 1 };
  });
  return { turns: cut, blocks };
}

/** The last of `list` (rising by `key`) that begins at or before `unit`; the first if none does. */
export function findLastAt(list, key, unit) {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle][key] <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}
