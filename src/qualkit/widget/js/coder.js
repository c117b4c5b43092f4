/** Coding by hand: a transcript beside the codebook, and what a person does with them. */
import { makeActiveLine } from "./active.js";
import { makeCodes } from "./codes.js";
import { makeConnection } from "./connection.js";
import { addCommands } from "./commands.js";
import { makeAnnouncer, makeElement, makeSay, makeSecond } from "./elements.js";
import { listenToKeys } from "./shortcuts.js";
import { makeAlarms, makePlaces } from "./notices.js";
import { makeOthers } from "./others.js";
import { PATTERNS } from "./patterns.js";
import { makePicker } from "./picker.js";
import { makeFilter, makeSearch } from "./search.js";
import { makeToolbar } from "./toolbar.js";
import { makeTranscript } from "./transcript.js";
import { makeWork } from "./work.js";

/** The view's parts find each other on the desk: words, work, and what is active. */
function makeDesk(root, work, words) {
  const say = makeSay(words);
  const announcer = makeAnnouncer();
  const desk = { root, work, say, deeds: {}, parts: {}, activeId: null, lastId: null };
  desk.announcer = announcer;
  desk.announce = announcer.announce;
  desk.transcript = () => desk.parts.transcript;
  desk.selection = () => desk.parts.transcript?.getSelection() ?? null;
  /** The turn that one is in. */
  desk.turn = () => {
    const number = desk.transcript().currentTurn();
    return work.opened.document.turns.find((turn) => turn.number === number) ?? null;
  };
  desk.active = () => work.find(desk.activeId);
  desk.focusText = () => desk.parts.transcript?.focus();
  desk.isOthersOpen = () => desk.parts.others && !desk.parts.othersBox.hidden;
  return desk;
}

/** How the transcript sees a coding: the coder's own in full, another's faint. */
function drawnCoding(work, one, more = {}) {
  const code = work.codes.get(one.code);
  const shaky = more.doubtful || one.certainty === "doubtful";
  return {
    id: one.id, start: one.start, end: one.end, code: one.code, label: code?.label ?? one.code,
    colour: code?.colour ?? "#808080", pattern: work.patterns.get(one.code) ?? PATTERNS[0], coder: one.coder ?? null, faint: false, struck: one.status === "retracted", reported: one.status === "reported",
    ...more, doubtful: shaky,
  };
}

/** What was drawn of a coding, as long as it is the same: of hundreds a key press changes one. */
function recallDrawn(desk, one, doubtful) {
  const former = desk.drawn.get(one);
  if (former?.told === doubtful) return former.drawn;
  const drawn = drawnCoding(desk.work, one, { doubtful });
  desk.drawn.set(one, { told: doubtful, drawn });
  return drawn;
}

function listDrawn(desk) {
  const { work } = desk;
  const doubtful = new Set((work.state.doubtful ?? []).map((one) => one.id));
  const own = work.state.codings.filter((one) => one.start < one.end);
  const drawn = own.map((one) => recallDrawn(desk, one, doubtful.has(one.id)));
  for (const one of desk.parts.others.undecided()) {
    drawn.push(drawnCoding(work, one, { id: `${one.coder}\n${one.id}`, faint: true }));
  }
  return drawn;
}

/** Parts that live as long as the view; the transcript is made anew for each document. */
function makeParts(desk) {
  const parts = {
    toolbar: makeToolbar(desk), codes: makeCodes(desk), picker: makePicker(desk), active: makeActiveLine(desk),
    others: makeOthers(desk), alarms: makeAlarms(desk), places: makePlaces(desk), search: makeSearch(desk),
    filter: makeFilter(desk),
  };
  Object.assign(desk.parts, parts);
  desk.drawBeside = makeSecond(() => {
    parts.codes.count();
    parts.toolbar.draw();
  });
  desk.alarm = parts.alarms.alarm;
  desk.parts.othersBox = makeElement(
    "section", { class: "qk-bar", "aria-label": desk.say("coder.tool.others"), hidden: true }, parts.others.element,
  );
  desk.parts.textBox = makeElement("div", { class: "qk-text" });
  const main = makeElement(
    "div", { class: "qk-main" }, parts.places.element, desk.parts.othersBox, parts.search.element, parts.filter.element,
    desk.parts.textBox, parts.picker.element, parts.active.element,
  );
  const body = makeElement("div", { class: "qk-body" }, main, parts.codes.element);
  desk.root.replaceChildren(parts.toolbar.element, body);
}

/** Shows the opened document: a new transcript, and nothing left of the former one. */
function showDocument(desk) {
  const { work, parts, say } = desk;
  const { document, study } = work.opened;
  parts.picker.close(); // what it was opened for are words of the former document
  parts.transcript?.destroy();
  const label = say("coder.transcript", { document: document.id });
  parts.transcript = makeTranscript({
    turns: document.turns, text: document.text, say, label, language: document.language,
  });
  // alarms lie over the end of the text: what comes up by itself must not move the words under somebody's mouse
  parts.textBox.replaceChildren(parts.transcript.element, parts.alarms.element, desk.announcer.element);
  const title = study.fictional ? `${study.title} (${say("coder.fictional")})` : study.title;
  desk.root.setAttribute("aria-label", say("coder.view", { title, coder: work.opened.coder }));
  desk.activeId = null;
  desk.lastId = null;
  parts.others.forget();
  parts.search.reset();
  parts.filter.reset();
  listenToTranscript(desk);
  setCodebook(desk);
  parts.toolbar.draw();
  for (const why of work.opened.notices ?? []) desk.alarm({ why, kind: "invalid" });
}

/** Codes take patterns in the codebook's order, so that neighbours in the tree, often alike in colour, differ. */
function setCodebook(desk) {
  const { work, parts } = desk;
  const { codes } = work.opened.codebook;
  work.patterns = new Map(codes.map(({ code }, place) => [code, PATTERNS[place % PATTERNS.length]]));
  desk.drawn = new WeakMap(); // labels and colours may be other ones now
  parts.codes.setCodebook();
}

function listenToTranscript(desk) {
  const { parts, work } = desk;
  parts.transcript.on("selection", () => {
    if (desk.selection()) setActive(desk, null);
    parts.active.draw();
  });
  parts.transcript.on("coding", ({ id }) => {
    if (work.find(id)) return setActive(desk, id);
    setActive(desk, null);
    parts.transcript.setActive(null); // another's coding has no handles
    return parts.others.choose(id);
  });
  parts.transcript.on("resize", ({ id, start, end }) => {
    if (work.find(id)) work.change(id, { start, end });
  });
}

function setActive(desk, id) {
  if (desk.activeId === id) return;
  desk.activeId = id;
  if (id) desk.lastId = id;
  desk.parts.transcript.setActive(id);
  const coding = desk.active();
  if (coding) desk.parts.codes.show(coding.code);
  desk.parts.active.draw();
}

/** Marks the words of the other's coding that is to be decided, while no search marks its hits. */
function markOther({ parts }) {
  const one = parts.others.current();
  const sign = one && parts.search.element.hidden ? `${one.start} ${one.end}` : "";
  if (sign === parts.marked) return;
  parts.marked = sign;
  if (parts.search.element.hidden) parts.transcript.setMatches(sign ? [{ start: one.start, end: one.end }] : [], 0);
}

/** Draws what may have changed; each part leaves alone what did not. */
function redraw(desk) {
  const { parts } = desk;
  if (!parts.transcript) return;
  parts.transcript.setCodings(listDrawn(desk));
  markOther(desk);
  if (desk.activeId && !desk.active()) setActive(desk, null);
  parts.active.draw();
  parts.places.draw();
  if (desk.isOthersOpen()) parts.others.draw();
  desk.drawBeside();
}

/** Everything that hears of a change in the work. */
function listenToWork(desk) {
  const { work } = desk;
  work.on("state", () => redraw(desk));
  work.on("codebook", () => setCodebook(desk));
  work.on("refused", (refusal) => {
    desk.announce(""); // what was said to be done was not
    desk.alarm(refusal);
  });
  work.on("done", (done) => {
    desk.announce(desk.sayDone(done));
    if (done.event === "unreviewed") desk.parts.others.forget(); // what was open to those who have finished is closed
  });
}

/** Takes up what another notebook wrote, when somebody comes back to this one. */
function listenToReturn(root, work) {
  const look = () => document.visibilityState === "visible" && work.look();
  root.addEventListener("focusin", ({ relatedTarget }) => root.contains(relatedTarget) || look());
  document.addEventListener("visibilitychange", look);
  globalThis.addEventListener("focus", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    globalThis.removeEventListener("focus", look);
  };
}

function tellStatus({ parts }, status) {
  parts.toolbar.tell(status);
  parts.alarms.tellLost(status);
}

/** anywidget calls this for each place where the view is shown; what it returns is called when that place goes. */
function render({ model, el }) {
  const root = makeElement("div", {
    class: "qk-coder", tabindex: "0", "data-lm-suppress-shortcuts": "true", role: "application", "aria-busy": "true",
  });
  const height = model.get("height");
  if (height) root.style.height = height;
  el.append(root);
  const waiting = makeElement("p", { class: "qk-waiting", text: "…" });
  root.append(waiting);
  let desk = null;
  let told = { state: "saving", n: 0 };
  const connection = makeConnection(model, root, (status) => {
    told = status;
    if (desk?.parts.toolbar) tellStatus(desk, status);
  });
  const work = makeWork(connection);
  work.on("opened", ({ words }) => {
    if (!desk) {
      desk = makeDesk(root, work, words);
      desk.setActive = (id) => setActive(desk, id);
      desk.redraw = () => redraw(desk);
      addCommands(desk);
      makeParts(desk);
      listenToWork(desk);
      listenToKeys(root, () => desk.parts.transcript.element, desk.deeds);
      root.removeAttribute("aria-busy");
      root.addEventListener("click", () => document.activeElement === root && desk.focusText());
      tellStatus(desk, told);
    }
    showDocument(desk);
  });
  work.on("refused", ({ why }) => desk || waiting.replaceChildren(makeElement("span", { role: "alert", text: why })));
  const forget = listenToReturn(root, work);
  work.open();
  return () => {
    forget();
    desk?.parts.transcript?.destroy();
    connection.destroy();
    root.remove();
  };
}

export default { render };
