/** Two coders on one transcript: where they agree and differ, and what a third person decides. */
import { isTaken, makeBench } from "./bench.js";
import { makeConnection } from "./connection.js";
import { openDialog } from "./dialogs.js";
import { makeAnnouncer, makeButton, makeElement, makeSay } from "./elements.js";
import { makeAlarms } from "./notices.js";
import { makeTranscript } from "./transcript.js";
import { CHOICES, chooseOther, fitsChoice, makeVerdict } from "./verdict.js";
import { KINDS, makeWalk } from "./walk.js";

const SIDES_SHOWN = ["left", "right"];
const TOOLS = ["previous", "next", "open", "adopt", "undo", "redo", "review", "help"];

/** What each key does, outside of fields; `keys` is what people read. What is `once` does nothing more while it is held. */
const KEYS = [
  { does: "next", keys: "N · ↓", fits: (e) => isPlain(e) && e.code === "KeyN" },
  { does: "previous", keys: "P · ↑", fits: (e) => isPlain(e) && e.code === "KeyP" },
  { does: "open", keys: "U", fits: (e) => isPlain(e) && e.code === "KeyU" },
  { does: "left", keys: "1", once: true, fits: (e) => isPlain(e) && e.key === "1" },
  { does: "right", keys: "2", once: true, fits: (e) => isPlain(e) && e.key === "2" },
  { does: "both", keys: "3", once: true, fits: (e) => isPlain(e) && e.key === "3" },
  { does: "neither", keys: "4", once: true, fits: (e) => isPlain(e) && e.key === "4" },
  { does: "other", keys: "5", once: true, fits: (e) => isPlain(e) && e.key === "5" },
  { does: "adopt", keys: "A", once: true, fits: (e) => isPlain(e) && e.code === "KeyA" },
  { does: "reason", keys: "R", fits: (e) => isPlain(e) && e.code === "KeyR" },
  { does: "undo", keys: "Ctrl+Z", fits: (e) => isCommand(e) && !e.shiftKey && e.code === "KeyZ" },
  { does: "redo", keys: "Ctrl+Shift+Z · Ctrl+Y", fits: (e) => isCommand(e) && (e.code === "KeyY" || e.code === "KeyZ") },
  { does: "nextPane", keys: "F6", inFields: true, fits: (e) => e.key === "F6" },
  { does: "help", keys: "F1 · ?", fits: (e) => e.key === "F1" || e.key === "?" },
];

function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
}

function isCommand(event) {
  return (event.ctrlKey || event.metaKey) && !event.altKey;
}

/** The view's parts find each other on the desk. */
function layOutDesk(root, bench, opened) {
  const say = makeSay(opened.words);
  const announcer = makeAnnouncer();
  const names = { left: opened.left, right: opened.right };
  const desk = { root, bench, say, names, deeds: {}, announce: announcer.announce, work: bench };
  desk.transcript = () => desk.pane;
  desk.focusText = () => desk.walk.list.focus({ preventScroll: true });
  desk.redraw = () => redrawDesk(desk);
  desk.goTo = (key) => goToDifference(desk, key);
  desk.choose = (choice) => chooseFor(desk, choice);
  addDeskDeeds(desk);
  desk.walk = makeWalk(desk);
  desk.verdict = makeVerdict(desk);
  desk.alarms = makeAlarms(desk);
  desk.tools = makeTools(desk);
  desk.notes = makeElement("div", { class: "qk-bar", hidden: true });
  desk.textBox = makeElement("div", { class: "qk-text" });
  const main = makeElement("div", { class: "qk-main" }, desk.notes, desk.textBox);
  const side = makeElement("div", { class: "qk-decide" }, desk.verdict.element, desk.walk.element);
  const body = makeElement("div", { class: "qk-body" }, main, side);
  desk.heard = makeElement("div", { class: "qk-unseen", role: "status", "aria-live": "polite" });
  main.append(desk.alarms.element); // over the transcript, whose words must not move under somebody's mouse
  root.replaceChildren(desk.tools.element, body, announcer.element, desk.heard);
  root.addEventListener("keydown", (event) => takeCompareKey(desk, event), true);
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); // a plain key is never a command of the notebook
  });
  return desk;
}

function makeTools(desk) {
  const { say, deeds, bench } = desk;
  const about = { coder: bench.opened.coder };
  const buttons = Object.fromEntries(TOOLS.map((name) => [name, makeButton(say(`compare.tool.${name}`, { n: 0 }), () => deeds[name](), {
    "data-tool": name, title: say(`compare.tool.${name}.title`, about),
  })]));
  const bar = makeElement("div", { class: "qk-tools", role: "toolbar", "aria-label": say("compare.tool.label") }, ...Object.values(buttons));
  const progress = makeElement("span", { class: "qk-progress" });
  const status = makeElement("span", { class: "qk-status", role: "status", "aria-live": "polite" });
  const element = makeElement("header", { class: "qk-head" }, bar, progress, status);
  const enable = (button, isOn) => button.setAttribute("aria-disabled", String(!isOn));
  return {
    element,
    tell(told) {
      status.textContent = say(`coder.status_line.${told.state}`, { n: told.n });
      status.dataset.state = told.state;
    },
    draw() {
      const agreements = bench.openAgreements().length;
      buttons.adopt.textContent = say("compare.tool.adopt", { n: agreements });
      enable(buttons.adopt, agreements > 0);
      enable(buttons.undo, bench.state.undo);
      enable(buttons.redo, bench.state.redo);
      enable(buttons.open, bench.countOpen() > 0);
      const isReviewed = Boolean(bench.state.reviewed && !bench.state.reviewed.stale);
      buttons.review.textContent = say(isReviewed ? "compare.tool.reviewed" : "compare.tool.review");
      buttons.review.setAttribute("aria-pressed", String(isReviewed));
      progress.textContent = say("compare.progress", bench.progress());
    },
  };
}

function addDeskDeeds(desk) {
  const { bench, deeds, say } = desk;
  const go = (key) => (key ? desk.goTo(key) : desk.announce(say("compare.all_decided")));
  deeds.next = () => go(bench.further(1));
  deeds.previous = () => go(bench.further(-1));
  deeds.open = () => go(bench.further(1, { open: true }));
  for (const choice of CHOICES) deeds[choice] = () => desk.choose(choice);
  deeds.adopt = () => {
    const keys = bench.openAgreements().map((one) => one.key);
    if (keys.length) bench.decide(keys, "both", "");
  };
  deeds.undo = () => bench.step("undo");
  deeds.redo = () => bench.step("redo");
  deeds.review = () => bench.review();
  deeds.reason = () => desk.verdict.reason.focus();
  deeds.help = () => openCompareKeys(desk);
  deeds.nextPane = () => {
    const stops = [desk.walk.list, desk.verdict.reason, desk.pane];
    const at = stops.findIndex((stop) => (stop.element ?? stop).contains(document.activeElement));
    stops[(at + 1) % stops.length].focus();
  };
}

async function chooseFor(desk, choice) {
  const { bench } = desk;
  const one = bench.current();
  if (!one) return;
  if (!fitsChoice(one, choice)) return desk.announce(desk.say(`compare.refused.${one.kind}`, desk.names));
  const reason = desk.verdict.reason.value.trim();
  const more = choice === "other" ? await chooseOther(desk, one) : {};
  if (!more) return;
  bench.decide([one.key], choice, reason, more);
  desk.pane.clearSelection();
  const next = bench.further(1, { open: true });
  if (next) desk.goTo(next);
}

function takeCompareKey(desk, event) {
  if (event.isComposing || event.target.closest("dialog")) return;
  if (event.repeat && event.key === "Enter" && event.target.tagName === "BUTTON") return takeKeyOf(event, () => {}); // a press each
  const isField = ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName) && event.target.type !== "checkbox";
  if (event.target === desk.verdict.reason && (event.key === "Enter" || event.key === "Escape")) return takeKeyOf(event, desk.focusText);
  if (event.target === desk.walk.list && isPlain(event)) {
    if (event.key === "ArrowDown") return takeKeyOf(event, desk.deeds.next);
    if (event.key === "ArrowUp") return takeKeyOf(event, desk.deeds.previous);
  }
  const command = KEYS.find((one) => one.fits(event) && (one.inFields || !isField));
  if (command) takeKeyOf(event, command.once && event.repeat ? () => {} : desk.deeds[command.does]);
}

function takeKeyOf(event, deed) {
  event.preventDefault();
  event.stopPropagation();
  deed();
}

function openCompareKeys(desk) {
  const { say } = desk;
  const rows = KEYS.map(({ does, keys }) => makeElement(
    "tr", {}, makeElement("th", { scope: "row" }, makeElement("kbd", { text: keys })), makeElement("td", { text: say(`compare.key.${does}`) }),
  ));
  const table = makeElement("table", { class: "qk-keys" }, makeElement("tbody", {}, ...rows));
  return openDialog(desk, { title: say("compare.keys.title"), body: [table], cancel: say("coder.dialog.close") });
}

function goToDifference(desk, key) {
  const { bench, say, names } = desk;
  bench.at = key;
  const one = bench.current();
  if (!one) return;
  desk.redraw();
  desk.pane.scrollTo(one.start, one.end);
  const labels = [...one.left, ...one.right].map((coding) => `${coding.coder}: ${bench.label(coding.code)}`);
  desk.heard.textContent = `${say(`compare.kind.${one.kind}`, names)}. ${labels.join("; ")}`;
}

/** The codings of one margin, in the colour and pattern of what they are to the other coder's. */
function listMargin(bench, side) {
  return bench.differences.flatMap((one) => one[side].map((coding) => ({
    id: `${side}\n${coding.id}`, start: coding.start, end: coding.end, code: coding.code, label: bench.label(coding.code),
    ...KINDS[one.kind], coder: null, faint: Boolean(one.decision) && !isTaken(one, side),
    struck: coding.status === "retracted", doubtful: coding.certainty === "doubtful",
    reported: coding.status === "reported",
  })));
}

function redrawDesk(desk) {
  const { bench, pane } = desk;
  if (!pane) return;
  for (const side of SIDES_SHOWN) pane.setCodings(listMargin(bench, side), { side });
  const one = bench.current();
  pane.setMatches(one ? [{ start: one.start, end: one.end }] : [], 0);
  desk.walk.draw();
  desk.verdict.draw();
  desk.tools.draw();
  drawBenchNotes(desk);
}

/** What is not compared, and lines of the log that were set aside. */
function drawBenchNotes({ bench, say, notes }) {
  const { unset, faults } = bench.state;
  const told = [...Object.entries(unset).map(([coder, n]) => say("compare.unset", { coder, n })), ...faults];
  notes.hidden = told.length === 0;
  notes.replaceChildren(...told.map((text) => makeElement("p", { class: "qk-hint", text })));
}

/** Shows the opened document: a new transcript. */
function showCompared(desk) {
  const { bench, say, names } = desk;
  const { document: shown, study, coder } = bench.opened;
  desk.pane?.destroy();
  const label = say("compare.transcript", { document: shown.id, ...names });
  desk.pane = makeTranscript({ turns: shown.turns, text: shown.text, say, label });
  const isTold = study.title.includes(say("compare.fictional"));
  const title = study.fictional && !isTold ? `${study.title} (${say("compare.fictional")})` : study.title;
  const heads = SIDES_SHOWN.map((side) => makeElement("span", { class: `qk-margin-${side}`, text: names[side] }));
  const banner = makeElement("div", { class: "qk-margins" }, heads[0], makeElement("span", { text: `${shown.id} · ${title}` }), heads[1]);
  desk.textBox.replaceChildren(makeElement("div", { class: "qk-text-box" }, banner, desk.pane.element));
  desk.root.setAttribute("aria-label", say("compare.view", { document: shown.id, coder, ...names }));
  desk.pane.on("coding", ({ id }) => {
    const [side, coding] = id.split("\n");
    const one = bench.findByCoding(side, coding);
    if (one) desk.goTo(one.key);
  });
}

function sayDone(desk, { ask, choice, n }) {
  const { say, bench, names } = desk;
  const progress = say("compare.progress", bench.progress());
  if (ask === "review") return say("compare.done.reviewed");
  if (ask === "undo" || ask === "redo") return say(`compare.done.${ask}`, { progress });
  if (n > 1) return say("compare.done.adopt", { n, progress });
  return say("compare.done", { choice: say(`compare.decided.${choice}`, names), progress });
}

/** anywidget calls this for each place where the view is shown; what it returns is called when that place goes. */
function render({ model, el }) {
  const root = makeElement("div", {
    class: "qk-coder qk-compare", tabindex: "0", "data-lm-suppress-shortcuts": "true", role: "application", "aria-busy": "true",
  });
  const height = model.get("height");
  if (height) root.style.height = height;
  const waiting = makeElement("p", { class: "qk-waiting", text: "…" });
  root.append(waiting);
  el.append(root);
  let desk = null;
  let told = { state: "saving", n: 0 };
  const tellAll = () => {
    desk?.tools.tell(told);
    desk?.alarms.tellLost(told);
  };
  const connection = makeConnection(model, root, (status) => {
    told = status;
    tellAll();
  });
  const bench = makeBench(connection);
  bench.on("opened", (opened) => {
    desk ??= layOutDesk(root, bench, opened);
    tellAll();
    root.removeAttribute("aria-busy");
    showCompared(desk);
  });
  bench.on("at", (key) => desk.goTo(key));
  bench.on("state", () => desk?.redraw());
  bench.on("done", (done) => desk?.announce(sayDone(desk, done)));
  bench.on("refused", (refusal) => {
    if (desk) desk.alarms.alarm(refusal.reason ? { ...refusal, why: `${refusal.why} ${desk.say("compare.kept", refusal)}` } : refusal);
    else waiting.replaceChildren(makeElement("span", { role: "alert", text: refusal.why }));
  });
  const look = () => document.visibilityState === "visible" && bench.look();
  root.addEventListener("focusin", ({ relatedTarget }) => root.contains(relatedTarget) || look());
  document.addEventListener("visibilitychange", look);
  globalThis.addEventListener("focus", look);
  bench.open();
  return () => {
    document.removeEventListener("visibilitychange", look);
    globalThis.removeEventListener("focus", look);
    desk?.pane?.destroy();
    connection.destroy();
    root.remove();
  };
}

export default { render };
