/** Finding codes by a few letters and words in a text: case and accents make no difference. */

const MARKS = /\p{M}/gu;

/** A text as it is compared: without accents, in small letters. */
export function foldText(text) {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase();
}

/**
 * Where a text has the words that were looked for, in code points.
 * Folding may change a text's length ('İ', 'ﬁ'), so each folded unit remembers the character it comes from.
 * @returns {{start: number, end: number}[]}
 */
export function findHits(folded, query) {
  const wanted = foldText(query.normalize("NFC")).trim();
  if (!wanted) return [];
  const hits = [];
  let at = folded.text.indexOf(wanted);
  while (at >= 0) {
    hits.push({ start: folded.origin[at], end: folded.origin[at + wanted.length - 1] + 1 });
    at = folded.text.indexOf(wanted, at + wanted.length);
  }
  return hits;
}

/** A text prepared for `findHits`: folded once, with the code point that every unit comes from. */
export function prepareText(text) {
  const parts = [];
  const origin = [];
  let point = 0;
  for (const character of text) {
    const plain = character < "\u0080" ? character.toLowerCase() : foldText(character);
    parts.push(plain);
    for (let unit = 0; unit < plain.length; unit += 1) origin.push(point);
    point += 1;
  }
  return { text: parts.join(""), origin: Uint32Array.from(origin), points: point };
}

/** How well the letters fit a phrase: 0 not at all; the start of the phrase fits best, scattered letters worst. */
function scorePhrase(letters, phrase) {
  if (phrase === letters) return 100;
  if (phrase.startsWith(letters)) return 90;
  const words = phrase.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const place = words.findIndex((word) => word.startsWith(letters));
  if (place >= 0) return 80 - Math.min(place, 9);
  if (phrase.includes(letters)) return 60;
  return isScattered(letters, phrase) ? 40 : 0;
}

/** Whether the letters come one after the other, the first of them at the start of a word ('nds' in 'needs'). */
function isScattered(letters, phrase) {
  if (letters.length < 2) return false;
  for (let from = 0; from < phrase.length; from += 1) {
    if (phrase[from] !== letters[0] || /[\p{L}\p{N}]/u.test(phrase[from - 1] ?? " ")) continue;
    let place = from;
    let seen = 1;
    while (seen < letters.length && (place = phrase.indexOf(letters[seen], place + 1)) >= 0) seen += 1;
    if (seen === letters.length) return true;
  }
  return false;
}

/** A code prepared for `scoreCode`: its label, path and the words of its definition, folded once. */
export function prepareCode(code) {
  const path = foldText(code.code);
  return {
    code,
    label: foldText(code.label),
    path,
    last: path.slice(path.lastIndexOf("/") + 1),
    words: foldText(`${code.definition ?? ""} ${code.include ?? ""}`).split(/[^\p{L}\p{N}]+/u).filter(Boolean),
  };
}

/** How well one code fits what was typed; 0 if any of the typed words fits nowhere. */
export function scoreCode(prepared, query) {
  const typed = foldText(query).trim();
  if (!typed) return 1;
  const whole = Math.max(scorePhrase(typed, prepared.label), scorePhrase(typed, prepared.last));
  if (whole >= 60) return whole * 2;
  let sum = 0;
  const tokens = typed.split(/[\s/]+/).filter(Boolean);
  for (const token of tokens) {
    const named = Math.max(scorePhrase(token, prepared.label), scorePhrase(token, prepared.path) * 0.9);
    const defined = token.length > 2 && prepared.words.some((word) => word.startsWith(token)) ? 30 : 0;
    const best = Math.max(named, defined);
    if (best === 0) return 0;
    sum += best;
  }
  return sum / tokens.length;
}

/**
 * The codes that fit what was typed, best first; among equals those used most, then the codebook's order.
 * A code that only gathers others gives way to those below it.
 */
export function rankCodes(prepared, query, recent = []) {
  const typed = query.trim() !== "";
  const scored = prepared.map((one, order) => {
    const last = recent.indexOf(one.code.code);
    const base = scoreCode(one, query);
    const score = base === 0 ? 0 : base - (one.code.inner ? 0.5 : 0) + (typed || last < 0 ? 0 : 100 - last);
    return { one, score, order };
  });
  const fitting = scored.filter(({ score }) => score > 0);
  fitting.sort(
    (a, b) => b.score - a.score || (b.one.code.used ?? 0) - (a.one.code.used ?? 0) || a.order - b.order,
  );
  return fitting.map(({ one }) => one.code);
}
