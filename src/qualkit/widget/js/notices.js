/** What a coder has to know: what could not be written, and codings whose words are no longer where they were. */
import { makeButton, makeElement, makeSwatch, shorten } from "./elements.js";

/** Messages that stay until somebody has read them; read out at once. What fails alike is told once. */
export function makeAlarms(desk) {
  const { say, work } = desk;
  const element = makeElement("div", { class: "qk-alarms", role: "alert" });
  const told = new Map();

  // An alarm lies over the words: while they are being selected with the mouse, it would take the mouse away.
  let isSelecting = false;
  let later = [];
  desk.root.addEventListener("pointerdown", () => {
    isSelecting = true;
    for (const end of ["pointerup", "pointercancel"]) {
      globalThis.addEventListener(end, () => setTimeout(release), { once: true });
    }
  }, true);
  function release() {
    isSelecting = false;
    const held = later;
    later = [];
    held.forEach(alarm);
  }

  function alarm(refusal) {
    if (isSelecting) {
      later.push(refusal);
      return;
    }
    const text = refusal.why || say("coder.refused.unknown");
    const former = told.get(text);
    const all = [...(former?.all ?? []), refusal];
    former?.row.remove();
    const row = drawAlarm(text, refusal.kind, all);
    told.set(text, { row, all });
    element.append(row);
  }

  function drawAlarm(text, kind, all) {
    const agains = new Set(all.map(({ again }) => again).filter(Boolean));
    const row = makeElement("div", { class: "qk-alarm" }, makeElement("p", { text }));
    if (kind === "disk") row.append(makeElement("p", { class: "qk-hint", text: say("coder.refused.disk") }));
    const typed = [...new Set(all.flatMap(({ texts }) => texts ?? []))].join("\n\n");
    if (typed) row.append(drawTyped(say, typed));
    const does = makeElement("span", { class: "qk-beyond" });
    const addDeed = (key, deed) => does.append(makeButton(say(key), () => {
      told.delete(text);
      row.remove();
      deed();
    }));
    if (kind === "stale") addDeed("coder.refused.reload", () => work.open(work.opened?.document.id));
    else if (agains.size && kind !== "invalid") {
      addDeed("coder.refused.again", () => agains.forEach((again) => again()));
    }
    addDeed("coder.refused.dismiss", () => {
      for (const { drop } of all) drop?.();
      desk.focusText();
    });
    row.append(does);
    return row;
  }

  const lost = makeElement("div", { class: "qk-alarm", hidden: true });
  element.append(lost);

  /** Python is gone: what waits for it is told until it is back. */
  function tellLost({ state, n }) {
    lost.hidden = state !== "lost";
    const text = lost.hidden ? "" : say(n ? "coder.lost" : "coder.lost_idle", { n });
    if (lost.textContent !== text) lost.textContent = text;
  }

  return { element, alarm, tellLost };
}

/** What somebody wrote and could not be saved: there to be copied. */
function drawTyped(say, typed) {
  const label = say("coder.refused.typed");
  const field = makeElement("textarea", { class: "qk-input", rows: "3", readonly: true, "aria-label": label });
  field.value = typed;
  return makeElement("div", {}, makeElement("p", { class: "qk-hint", text: label }), field);
}

/**
 * The quiet bar above the transcript, and the list behind it.
 * @param {{say: Function, work: object, transcript: () => object, selection: Function, announce: Function}} desk
 */
export function makePlaces(desk) {
  const { say, work } = desk;
  const line = makeElement("span", {});
  const toggle = makeButton(say("coder.places.look"), () => setOpen(list.hidden), {
    class: "qk-button qk-small", "aria-expanded": "false",
  });
  const bar = makeElement("div", { class: "qk-places-bar" }, line, toggle);
  const list = makeElement("div", { class: "qk-places-list", hidden: true });
  const element = makeElement("section", { class: "qk-places", hidden: true, "aria-label": say("coder.places.title") });
  element.append(bar, list);
  let drawn = "";

  function setOpen(isOpen) {
    list.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
    toggle.textContent = say(isOpen ? "coder.places.close" : "coder.places.look");
  }

  return {
    element,
    draw() {
      const { moved = [], doubtful = [], lost = [], faults = [] } = work.state;
      const sign = JSON.stringify([work.opened.document.id, moved, doubtful, lost, faults]);
      if (sign === drawn) return;
      drawn = sign;
      const told = Object.entries({ moved, doubtful, lost, faults }).filter(([, some]) => some.length > 0);
      element.hidden = told.length === 0;
      line.textContent = told.map(([kind, some]) => say(`coder.places.${kind}`, { n: some.length })).join(" · ");
      list.replaceChildren(
        ...(moved.length > 1 ? [drawAllRight(desk, moved)] : []), ...lost.map((one) => drawPlace(desk, "lost", one)), ...doubtful.map((one) => drawPlace(desk, "doubtful", one)),
        ...moved.map((one) => drawPlace(desk, "moved", one)),
        ...faults.map((fault) => makeElement("p", { class: "qk-place", text: String(fault) })),
      );
      if (element.hidden) setOpen(false);
    },
  };
}

/** After a small correction of the text nearly all have moved by a few letters: one press says that they are right. */
function drawAllRight({ say, work }, moved) {
  const right = () => work.moveAll(moved);
  const button = makeButton(say("coder.places.all", { n: moved.length }), right, { class: "qk-button qk-small" });
  return makeElement("div", { class: "qk-place" }, makeElement("span", { class: "qk-beyond" }, button));
}

function drawPlace(desk, kind, one) {
  const { say, work } = desk;
  const go = () => desk.transcript().scrollTo(one.start, one.end);
  const stay = () => work.move(one.id, one.start, one.end);
  const here = () => {
    const selected = desk.selection();
    if (selected) work.move(one.id, selected.start, selected.end);
    else desk.announce(say("coder.places.select_first"));
  };
  const small = { class: "qk-button qk-small" };
  const does = makeElement("span", { class: "qk-beyond" });
  if (kind !== "lost") {
    does.append(makeButton(say("coder.places.go"), go, small), makeButton(say("coder.places.right"), stay, small));
  }
  if (kind !== "moved") {
    does.append(makeButton(say("coder.places.here"), here, { ...small, onmousedown: (event) => event.preventDefault() }));
  }
  if (kind !== "moved") does.append(makeButton(say("coder.places.remove"), () => work.remove(one.id), small));
  const old = one.old ?? one.quote ?? "";
  const words = [makeElement("span", { class: "qk-quote", text: `“${shorten(old, 80)}”` })];
  if (kind !== "lost" && one.new !== undefined && one.new !== old) {
    words.push(makeElement("span", { class: "qk-quote", text: ` → “${shorten(one.new, 80)}”` }));
  }
  return makeElement(
    "div", { class: "qk-place", role: "group", "aria-label": `${say(`coder.places.${kind}_one`)}: ${work.label(one.code)}` },
    makeElement("span", { class: "qk-hint", text: say(`coder.places.${kind}_one`) }),
    makeSwatch(work.codes.get(one.code)?.colour), makeElement("strong", { text: work.label(one.code) }), ...words, does,
  );
}
