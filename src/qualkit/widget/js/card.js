/** What a code means: its definition, what belongs to it and what does not, examples. */
import { makeButton, makeElement, makeId, makeSwatch } from "./elements.js";

/** @param {{say: Function, work: object, filter: Function, memo: Function}} desk */
export function makeCodeCard(desk) {
  const { say, work } = desk;
  const element = makeElement("div", { class: "qk-card", role: "region", "aria-label": say("coder.card.title") });
  const hint = makeElement("p", { class: "qk-hint", text: say("coder.card.empty") });
  element.append(makeElement("div", { class: "qk-card-box" }, hint));
  element.id = `qk-card-${makeId()}`;
  let shown = "";
  return {
    element,
    id: element.id,
    show(path) {
      const code = work.codes.get(path);
      if (!code || path === shown) return;
      shown = path;
      // a new box begins at its top; to scroll the old one there would lay out the page at once
      element.replaceChildren(makeElement("div", { class: "qk-card-box" }, ...drawCard(desk, code)));
    },
    forget() {
      shown = "";
    },
  };
}

function drawCard(desk, code) {
  const { say, work } = desk;
  const head = makeElement(
    "div", { class: "qk-card-head" },
    makeSwatch(code.colour), makeElement("strong", { text: code.label }),
    makeElement("span", { class: "qk-path", text: code.code }),
  );
  const does = makeElement(
    "div", { class: "qk-card-does" },
    makeButton(say("coder.card.only"), () => desk.filter(code.code), { class: "qk-button qk-small" }),
    makeButton(say("coder.card.memo"), () => desk.memo(code.code), { class: "qk-button qk-small" }),
  );
  const memo = work.memo("code", code.code);
  const parts = [
    ["", code.definition || say("coder.card.undefined")],
    [say("coder.card.include"), code.include],
    [say("coder.card.exclude"), code.exclude],
    [say("coder.card.opposite"), code.opposite ? work.label(code.opposite) : ""],
    [say("coder.card.memo"), memo],
    ...(code.examples ?? []).slice(0, 3).map((one) => [one.document ?? "", one.quote ? `“${one.quote}”` : ""]),
  ];
  const said = parts.filter(([, text]) => text).map(([name, text]) => drawPart(name, text));
  return [head, ...said, does];
}

function drawPart(name, text) {
  const label = name ? makeElement("span", { class: "qk-part", text: `${name}: ` }) : null;
  return makeElement("p", {}, label, makeElement("span", { text }));
}
