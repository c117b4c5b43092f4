/** A new code from the words of the passage (in vivo): name, place in the codebook, and what it means. */
import { openDialog } from "./dialogs.js";
import { makeElement, makeField, makeSelect, shorten } from "./elements.js";
import { foldText } from "./matching.js";

const LONGEST = 40;

/** A path's last part from a label: plain letters, digits and hyphens. */
export function proposePath(label) {
  const plain = foldText(label).replace(/[^\p{L}\p{N}]+/gu, "-");
  return plain.slice(0, LONGEST).replace(/^-+|-+$/g, "");
}

/** A label from the words of a passage: its beginning, without the marks around it. */
export function proposeLabel(words) {
  const plain = shorten(words, 48).replace(/^[\s"'“”‘’([{.,;:!?…-]+|[\s"'“”‘’)\]}.,;:!?-]+$/gu, "");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/**
 * Asks for a new code, adds it to the codebook and resolves to its path; null if nothing was added.
 * @param {{say: Function, work: object, root: HTMLElement}} desk
 */
export async function openInvent(desk, { words, quote }) {
  const { say, work } = desk;
  const fields = drawFields(desk, words);
  const { label, above, path, definition, include, exclude } = fields;
  let own = false; // whether the path was written by hand
  const propose = () => {
    if (own) return;
    const part = proposePath(label.value);
    path.value = above.value ? `${above.value}/${part}` : part;
  };
  label.addEventListener("input", propose);
  above.addEventListener("change", propose);
  path.addEventListener("input", () => (own = path.value.trim() !== ""));
  propose();
  const check = async () => {
    const code = {
      code: path.value.trim(), label: label.value.trim(), definition: definition.value.trim(),
      ...(include.value.trim() ? { include: include.value.trim() } : {}),
      ...(exclude.value.trim() ? { exclude: exclude.value.trim() } : {}),
    };
    if (!code.label || !code.code) return say("coder.invent.nameless");
    if (work.codes.has(code.code)) return say("coder.invent.there", { code: code.code });
    if (!code.definition) return say("coder.invent.undefined");
    const answer = await work.addCode(code);
    return answer.answer === "refused" ? answer.why : null;
  };
  const said = quote ? makeElement("blockquote", { class: "qk-said", text: shorten(quote, 200) }) : null;
  const more = makeElement(
    "details", { class: "qk-more" }, makeElement("summary", { text: say("coder.invent.more") }),
    makeField(say("coder.card.include"), include), makeField(say("coder.card.exclude"), exclude),
  );
  const body = [
    ...(said ? [said] : []),
    makeElement("div", { class: "qk-two" }, makeField(say("coder.invent.label"), label),
      makeField(say("coder.invent.above"), above)),
    makeField(say("coder.invent.path"), path, say("coder.invent.path_hint")),
    makeField(say("coder.invent.definition"), definition, say("coder.invent.definition_hint")), more,
  ];
  const accept = say("coder.invent.accept");
  const focus = label.value ? definition : label;
  const done = await openDialog(desk, { title: say("coder.invent.title"), body, accept, focus, check });
  return done ? path.value.trim() : null;
}

function drawFields({ say, work }, words) {
  const { codes } = work.opened.codebook;
  const text = () => makeElement("input", { class: "qk-input", type: "text", autocomplete: "off" });
  const long = (rows) => makeElement("textarea", { class: "qk-input", rows });
  const label = text();
  label.value = proposeLabel(words ?? "");
  const places = codes.map((code) => [code.code, `${" ".repeat(depthOf(code) * 2)}${code.label} (${code.code})`]);
  const above = makeSelect([["", say("coder.invent.top")], ...places], "");
  return { label, above, path: text(), definition: long("3"), include: long("2"), exclude: long("2") };
}

function depthOf(code) {
  return code.code.split("/").length - 1;
}
