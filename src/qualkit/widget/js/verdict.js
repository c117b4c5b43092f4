/** What is decided now: both coders' codings beside each other, the choices, and the reason. */
import { openDialog } from "./dialogs.js";
import { makeButton, makeElement, makeField, makeSwatch, shorten } from "./elements.js";
import { isTaken } from "./bench.js";
import { makeKindMark, sayDecided } from "./walk.js";

export const CHOICES = ["left", "right", "both", "neither", "other"];

/**
 * Whether a choice can be made of a difference: both codings of the same words under one code would count twice, and
 * what is left of codings that are gone is only kept (both) or removed (neither).
 */
export function fitsChoice(one, choice) {
  if (one.kind === "gone") return choice === "both" || choice === "neither";
  return choice !== "both" || one.kind !== "details";
}

/** @param {{say: Function, bench: object, names: object, choose: Function}} desk */
export function makeVerdict(desk) {
  const { say, names } = desk;
  const place = makeElement("p", { class: "qk-verdict-place" });
  const sides = makeElement("div", { class: "qk-verdict-sides" });
  const buttons = Object.fromEntries(CHOICES.map((choice) => [
    choice,
    makeButton(say(`compare.choice.${choice}`, names), () => desk.choose(choice), { "data-choice": choice }),
  ]));
  const reason = makeElement("input", { class: "qk-input", type: "text", maxlength: 2000 });
  const field = makeField(say("compare.reason"), reason, say("compare.reason.hint"));
  const row = makeElement("div", { class: "qk-verdict-choices", role: "group", "aria-label": say("compare.list") }, ...Object.values(buttons));
  const element = makeElement("section", { class: "qk-verdict", "aria-live": "off" }, place, sides, row, field);
  reason.addEventListener("input", () => {
    const one = desk.bench.current();
    if (one) desk.bench.draftFor(one, reason.value);
  });
  let drawn = null;
  return {
    element,
    reason,
    draw() {
      const one = desk.bench.current();
      element.hidden = !one;
      if (!one) return;
      drawVerdictHead(desk, place, one);
      sides.replaceChildren(...(one.kind === "gone" ? [drawOrphan(desk, one)] : ["left", "right"].map((side) => drawSide(desk, one, side))));
      for (const choice of CHOICES) {
        buttons[choice].setAttribute("aria-pressed", String(one.decision?.choice === choice));
        buttons[choice].setAttribute("aria-disabled", String(!fitsChoice(one, choice)));
        buttons[choice].textContent = nameChoice(desk, one, choice);
      }
      if (drawn !== one.key) reason.value = desk.bench.reasonOf(one);
      drawn = one.key;
    },
  };
}

function nameChoice({ say, names }, one, choice) {
  const kept = { both: "keep", neither: "remove" };
  return say(`compare.choice.${(one.kind === "gone" && kept[choice]) || choice}`, names);
}

/** What stands although the codings that it was decided about are gone. */
function drawOrphan(desk, one) {
  const hint = makeElement("p", { class: "qk-hint", text: desk.say("compare.gone.hint", desk.names) });
  return makeElement("div", { class: "qk-verdict-side" }, hint, ...one.made.map((coding) => drawCompared(desk, coding)));
}

function drawVerdictHead(desk, place, one) {
  const { say, bench, names } = desk;
  const listed = bench.listed();
  const at = listed.findIndex((other) => other.key === one.key) + 1;
  const told = say("compare.place", { kind: say(`compare.kind.${one.kind}`, names), at: at || "–", total: listed.length });
  const decided = sayDecided(desk, one);
  place.replaceChildren(makeKindMark(one.kind), makeElement("span", { text: `${told} · ${decided}` }));
}

function drawSide(desk, one, side) {
  const { say, names } = desk;
  const codings = one[side];
  const look = one.decision ? (isTaken(one, side) ? "qk-is-taken" : "qk-is-left") : "";
  const box = makeElement("div", { class: `qk-verdict-side ${look}`, role: "group", "aria-label": names[side] });
  box.append(makeElement("strong", { text: names[side] }));
  if (!codings.length) box.append(makeElement("p", { class: "qk-hint", text: say("compare.nobody") }));
  for (const coding of codings) box.append(drawCompared(desk, coding));
  return box;
}

/** A coding in full: code, words, and what it says beyond them. */
function drawCompared(desk, coding) {
  const { bench } = desk;
  const details = listDetails(desk, coding).join(" · ");
  return makeElement(
    "div", { class: "qk-compared" },
    makeSwatch(bench.codes.get(coding.code)?.colour),
    makeElement("span", { class: "qk-strong", text: bench.label(coding.code), title: bench.codes.get(coding.code)?.definition ?? "" }),
    details ? makeElement("span", { class: "qk-hint", text: details }) : null,
    makeElement("span", { class: "qk-compared-words", text: `“${shorten(bench.quote(coding.start, coding.end), 240)}”` }),
    coding.memo ? makeElement("span", { class: "qk-hint qk-compared-words", text: coding.memo }) : null,
  );
}

function listDetails({ say }, coding) {
  const told = [];
  if (coding.status !== "stands") told.push(say(`compare.status.${coding.status}`));
  if (coding.certainty === "doubtful") told.push(say("compare.certainty.doubtful"));
  if (coding.when) told.push(say("compare.when", { when: coding.when }));
  if (coding.cases?.length) told.push(say("compare.cases", { cases: coding.cases.join(", ") }));
  return told;
}

/** Asks for a code, for the words that are selected or else those of both coders; null if it was left. */
export async function chooseOther(desk, one) {
  const { say, bench } = desk;
  const { start, end } = desk.transcript().getSelection() ?? one;
  const list = makeElement("select", { class: "qk-select qk-other-codes", size: 10, "aria-label": say("compare.other.code") });
  const search = makeElement("input", {
    class: "qk-input", type: "text", placeholder: say("compare.other.search"), "aria-label": say("compare.other.search"),
  });
  const fill = () => {
    const wanted = search.value.trim().toLowerCase();
    const found = [...bench.codes.values()].filter(({ code, label }) => `${code} ${label}`.toLowerCase().includes(wanted));
    list.replaceChildren(...found.map(({ code, label }) => makeElement("option", { value: code, text: `${label} (${code})` })));
    list.selectedIndex = found.length && wanted ? 0 : -1;
  };
  search.addEventListener("input", fill);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const by = event.key === "ArrowDown" ? 1 : -1;
    list.selectedIndex = Math.max(0, Math.min(list.options.length - 1, list.selectedIndex + by));
    event.preventDefault();
  });
  fill();
  const words = makeElement("p", { class: "qk-said", text: shorten(bench.quote(start, end), 400) });
  const hint = makeElement("p", { class: "qk-hint", text: say("compare.other.words.hint") });
  const body = [makeElement("p", { class: "qk-label", text: say("compare.other.words") }), words, hint, search, list];
  const check = () => (list.value ? null : say("compare.other.no_code"));
  const accept = say("compare.other.accept");
  const accepted = await openDialog(desk, { title: say("compare.other.title"), body, accept, focus: search, check });
  return accepted ? { start, end, code: list.value } : null;
}
