/** The list of what is to be decided: filters over it, and one row for each difference. */
import { makeElement, makeSelect, shorten } from "./elements.js";
import { safeColour, underlineOf } from "./patterns.js";

/** How each kind of difference looks, in list and transcript: by colour and by pattern. */
export const KINDS = {
  agreement: { colour: "#2e7d32", pattern: "solid" },
  details: { colour: "#00838f", pattern: "dashdot" },
  borders: { colour: "#1565c0", pattern: "dashed" },
  codes: { colour: "#b35900", pattern: "double" },
  left: { colour: "#8e24aa", pattern: "hatched" },
  right: { colour: "#c2185b", pattern: "dotted" },
  gone: { colour: "#616161", pattern: "dotted" },
};

/** What was decided, in words; of codings that are gone it is whether to keep what was made of them. */
export function sayDecided({ say, names }, one) {
  if (!one.decision) return say("compare.undecided");
  const kept = { both: "keep", neither: "remove" };
  const choice = one.kind === "gone" ? kept[one.decision.choice] : one.decision.choice;
  return say(`compare.decided.${choice}`, names);
}

/** A short line in the colour and pattern of a kind. */
export function makeKindMark(kind) {
  const sign = makeElement("span", { class: "qk-kind-mark", "aria-hidden": "true" });
  sign.style.backgroundImage = underlineOf({ ...KINDS[kind], colour: safeColour(KINDS[kind].colour) });
  return sign;
}

/** @param {{say: Function, bench: object, names: object, goTo: Function, redraw: Function}} desk */
export function makeWalk(desk) {
  const { say, bench, names } = desk;
  const kinds = [["", say("compare.kind.all")], ...Object.keys(KINDS).map((kind) => [kind, say(`compare.kind.${kind}`, names)])];
  const setFilter = (name, value) => {
    bench.filter[name] = value;
    desk.redraw();
  };
  const kind = makeSelect(kinds, "", {
    "aria-label": say("compare.kind"), onchange: (event) => setFilter("kind", event.target.value),
  });
  const code = makeSelect([["", say("compare.code.all")]], "", {
    "aria-label": say("compare.code"), onchange: (event) => setFilter("code", event.target.value),
  });
  const open = makeElement("input", { type: "checkbox", onchange: (event) => setFilter("open", event.target.checked) });
  const filters = makeElement(
    "div", { class: "qk-walk-filters" }, kind, code,
    makeElement("label", { class: "qk-box" }, open, makeElement("span", { text: say("compare.open_only") })),
  );
  const list = makeElement("ul", { class: "qk-walk-list", role: "listbox", tabindex: 0, "aria-label": say("compare.list") });
  const none = makeElement("p", { class: "qk-hint qk-walk-none", hidden: true });
  const element = makeElement("section", { class: "qk-walk", "aria-label": say("compare.list") }, filters, none, list);
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) desk.goTo(row.dataset.key);
  });
  return { element, list, draw: () => drawWalk(desk, { list, none, code }) };
}

let walkNumber = 0;

function drawWalk(desk, { list, none, code }) {
  const { say, bench } = desk;
  drawCodes(desk, code);
  const listed = bench.listed();
  const sign = listed.map((one) => `${one.key} ${one.decision?.choice}`).join("\n");
  if (list.dataset.drawn !== sign) list.replaceChildren(...listed.map((one) => drawRow(desk, one))); // else a click in between would be lost
  list.dataset.drawn = sign;
  for (const row of list.children) row.setAttribute("aria-selected", String(row.dataset.key === bench.at));
  const now = [...list.children].find((row) => row.dataset.key === bench.at);
  if (now) list.setAttribute("aria-activedescendant", now.id);
  else list.removeAttribute("aria-activedescendant");
  none.hidden = listed.length > 0;
  none.textContent = say(bench.differences.length ? "compare.none" : "compare.nothing");
  now?.scrollIntoView({ block: "nearest" });
}

function drawCodes({ bench, say }, code) {
  const used = new Set(bench.differences.flatMap((one) => [...one.left, ...one.right].map((coding) => coding.code)));
  const choices = [...bench.codes.keys()].filter((path) => used.has(path));
  if (code.dataset.drawn === choices.join("\n")) return;
  code.dataset.drawn = choices.join("\n");
  const options = [["", say("compare.code.all")], ...choices.map((path) => [path, bench.label(path)])];
  code.replaceChildren(...options.map(([value, text]) => makeElement("option", { value, text })));
  if (!used.has(bench.filter.code)) bench.filter.code = "";
  code.value = bench.filter.code;
}

function drawRow(desk, one) {
  const { say, bench, names } = desk;
  const labels = [...new Set([...one.left, ...one.right, ...(one.made ?? [])].map((coding) => bench.label(coding.code)))].join(" · ");
  const decided = sayDecided(desk, one);
  walkNumber += 1;
  return makeElement(
    "li",
    {
      role: "option", id: `qk-walk-${walkNumber}`, class: "qk-walk-row", "data-key": one.key, "data-kind": one.kind,
      "data-decided": one.decision?.choice ?? "",
    },
    makeKindMark(one.kind),
    makeElement("span", { class: "qk-walk-labels", text: `${one.decision ? "✓ " : ""}${labels}` }),
    makeElement("span", { class: "qk-walk-kind", text: `${say(`compare.kind.${one.kind}`, names)} · ${decided}` }),
    makeElement("span", { class: "qk-quote", text: shorten(bench.quote(one.start, Math.min(one.end, one.start + 300)), 60) }),
  );
}
