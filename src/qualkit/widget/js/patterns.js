/** How codings are told apart by more than colour: the patterns of underlines and stripes, as CSS backgrounds. */

/** The patterns that a coding may have, in the order in which codes take them. */
export const PATTERNS = ["solid", "dashed", "double", "dotted", "hatched", "dashdot"];

const CLEAR = "transparent";

/** One pattern along an angle (90deg runs in the line of the text, 180deg down a stripe). */
const DRAWN = {
  solid: (c) => `linear-gradient(${c}, ${c})`,
  dashed: (c, along) => `repeating-linear-gradient(${along}, ${c} 0 7px, ${CLEAR} 7px 10px)`,
  dotted: (c, along) => `repeating-linear-gradient(${along}, ${c} 0 2px, ${CLEAR} 2px 4.5px)`,
  dashdot: (c, along) => `repeating-linear-gradient(${along}, ${c} 0 8px, ${CLEAR} 8px 10px, ${c} 10px 12px, ${CLEAR} 12px 14px)`,
  double: (c, along, across) => `linear-gradient(${across}, ${c} 0 34%, ${CLEAR} 34% 66%, ${c} 66%)`,
  hatched: (c) => `repeating-linear-gradient(-45deg, ${c} 0 1.5px, ${CLEAR} 1.5px 3px)`,
};

/** A colour that can be put into a style without being anything else. */
export function safeColour(colour) {
  return /^#[0-9a-f]{6}$/i.test(colour ?? "") ? colour : "#777777";
}

/** The colour as it stands out from the paper of the theme; faint and doubtful ones less. */
function inkOf(coding) {
  const ink = `color-mix(in oklab, ${safeColour(coding.colour)} var(--qk-t-keep), var(--qk-t-lift))`;
  return coding.faint || coding.doubtful ? `color-mix(in oklab, ${ink} 68%, var(--qk-t-paper))` : ink;
}

const memory = new Map();

function remember(key, make) {
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key);
}

const shapeOf = (coding) => (coding.doubtful ? "dotted" : DRAWN[coding.pattern] ? coding.pattern : "solid");

const keyOf = (coding) => `${coding.colour}${coding.faint ? "f" : ""}${coding.doubtful ? "d" : ""}`;

/** The ink of a coding, as a CSS colour. */
export function colourOf(coding) {
  return remember(`ink ${keyOf(coding)}`, () => inkOf(coding));
}

/** The background of an underline. */
export function underlineOf(coding) {
  const shape = shapeOf(coding);
  return remember(`line ${shape} ${keyOf(coding)}`, () => DRAWN[shape](colourOf(coding), "90deg", "180deg"));
}

/** The background of a stripe. */
export function stripeOf(coding) {
  const shape = shapeOf(coding);
  return remember(`stripe ${shape} ${keyOf(coding)}`, () => DRAWN[shape](colourOf(coding), "180deg", "90deg"));
}
