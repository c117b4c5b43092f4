/**
 * The line under the transcript: the coding that is active or was made last, and what its passage says beyond its
 * code: whom it is about, of when it tells, whether it stands, how sure the coder is. Nothing here needs an answer.
 */
import { chooseSome } from "./dialogs.js";
import { keepFocus, makeButton, makeElement, makeSelect, makeSwatch, shorten } from "./elements.js";

const STATUSES = ["stands", "retracted", "reported"];

/** @param {{say: Function, work: object, active: () => object|null, recode: Function, memo: Function}} desk */
export function makeActiveLine(desk) {
  const { say, work } = desk;
  const element = makeElement("div", { class: "qk-active", role: "group", "aria-label": say("coder.active.title") });
  let drawn = "";
  return {
    element,
    /** Drawn anew only if something in it changed, so that the focus stays while a choice is being made. */
    draw() {
      const coding = desk.active();
      const selected = desk.selection();
      const sign = JSON.stringify([coding, selected, coding && work.memo("coding", coding.id), work.label(coding?.code)]);
      if (sign === drawn) return;
      drawn = sign;
      keepFocus(element, () => {
        element.replaceChildren(...(coding ? drawCoding(desk, coding) : [drawHint(desk, selected)]));
      });
    },
    focus() {
      const first = element.querySelector('[data-field="about"]') ?? element.querySelector("button");
      first?.focus();
      return Boolean(first);
    },
  };
}

function drawHint({ say, work }, selected) {
  const text = selected
    ? say("coder.active.selected", { words: shorten(work.quote(selected.start, selected.end), 60) })
    : say("coder.active.none");
  return makeElement("span", { class: "qk-hint", text });
}

/** Whom a passage is about, in words: the speaker unless somebody said otherwise. */
function sayAbout({ say, work }, coding) {
  if (work.isSpeakers(coding)) {
    const own = work.turnOf(coding.start)?.case;
    return own ? say("coder.active.about_speaker", { case: own }) : say("coder.active.about_unnamed");
  }
  return coding.cases.length ? coding.cases.join(", ") : say("coder.active.about_nobody");
}

function drawCoding(desk, coding) {
  const { say, work } = desk;
  const set = (changes) => work.change(coding.id, changes);
  const { waves = [] } = work.opened;
  const about = makeButton(`${say("coder.active.about")}: ${sayAbout(desk, coding)}`, () => chooseAbout(desk, coding), {
    class: "qk-button qk-small", "data-field": "about",
  });
  const status = makeSelect(STATUSES.map((one) => [one, say(`coder.status.${one}`)]), coding.status ?? "stands", {
    "data-field": "status", "aria-label": say("coder.active.status"),
    onchange: (event) => set({ status: event.target.value }),
  });
  const memo = work.memo("coding", coding.id);
  return [
    makeSwatch(work.codes.get(coding.code)?.colour),
    makeButton(work.label(coding.code), () => desk.recode(), {
      class: "qk-button qk-small qk-strong", "data-field": "code", title: say("coder.active.recode"),
      "aria-label": `${work.label(coding.code)}. ${say("coder.active.recode")}`,
    }),
    makeElement("span", { class: "qk-quote", text: `“${shorten(work.quote(coding.start, coding.end), 60)}”` }),
    makeElement(
      "span", { class: "qk-beyond" }, about, waves.length ? drawWhen(desk, coding, set) : null, status,
      drawDoubt(desk, coding, set),
      makeButton(memo ? say("coder.active.memo_there") : say("coder.active.memo"), () => desk.memo(), {
        class: `qk-button qk-small${memo ? " qk-has" : ""}`, "data-field": "memo", title: memo || null,
      }),
      makeButton(say("coder.active.remove"), () => desk.remove(), {
        class: "qk-button qk-small", "data-field": "remove",
      }),
    ),
  ];
}

function drawWhen({ say, work }, coding, set) {
  const waves = [["", say("coder.active.when_none")], ...work.opened.waves.map((one) => [one.id, one.label])];
  return makeSelect(waves, coding.when ?? "", {
    "data-field": "when", "aria-label": say("coder.active.when"),
    onchange: (event) => set({ when: event.target.value || null }),
  });
}

function drawDoubt({ say }, coding, set) {
  const box = makeElement("input", { type: "checkbox", "data-field": "doubt" });
  box.checked = coding.certainty === "doubtful";
  box.addEventListener("change", () => set({ certainty: box.checked ? "doubtful" : "sure" }));
  return makeElement("label", { class: "qk-box" }, box, makeElement("span", { text: say("coder.active.doubtful") }));
}

async function chooseAbout(desk, coding) {
  const { say, work } = desk;
  const { cases = [], document: here } = work.opened;
  const chosen = await chooseSome(desk, {
    title: say("coder.about.title"), hint: say("coder.about.hint"), search: say("coder.about.search"),
    choices: cases.map((one) => [one.case, one.role ? `${one.case} (${one.role})` : one.case]),
    chosen: coding.cases ?? [],
  });
  if (chosen === null) return;
  const cases_ = chosen.length ? chosen : null;
  if (JSON.stringify(cases_) !== JSON.stringify(coding.cases ?? null)) work.change(coding.id, { cases: cases_ }, here);
}
