/** What a person can do here, by key, button or click: each command says what came of it. */
import { chooseDocument } from "./documents.js";
import { openInvent } from "./invent.js";
import { openKeys } from "./shortcuts.js";
import { openMemo } from "./memos.js";
import { sayCoder } from "./others.js";

/** Puts all commands on the desk. */
export function addCommands(desk) {
  addCoding(desk);
  addChanges(desk);
  addWays(desk);
  addOpenings(desk);
  addSayings(desk);
}

/** What is to be coded: the selected words, else the whole turn that one is in. */
function findPassage(desk) {
  const selected = desk.selection();
  if (selected && selected.start < selected.end) return selected;
  const turn = desk.turn();
  return turn && turn.start < turn.end ? { start: turn.start, end: turn.end } : null;
}

function addCoding(desk) {
  const { work, say, deeds } = desk;

  /** Codes the passage; the selection stays, so that a second code can follow. */
  const codePassage = (code) => {
    const passage = findPassage(desk);
    if (!passage) return desk.announce(say("coder.select_first"));
    if (!desk.selection()) desk.transcript().select(passage.start, passage.end); // so that one sees what was taken
    const there = work.has(passage.start, passage.end, code);
    if (there) desk.announce(say("coder.there", { code: work.label(code) }));
    desk.lastId = work.code(passage.start, passage.end, code);
    desk.parts.codes.show(code);
    desk.parts.active.draw();
    return undefined;
  };

  /** A click on a code in the tree codes what is selected, and never a turn that nobody chose. */
  desk.pick = (code) => {
    desk.parts.codes.show(code);
    if (desk.selection()) codePassage(code);
    else desk.announce(say("coder.select_first"));
  };

  const invent = async (passage, words) => {
    if (!passage) return;
    const { document } = work.opened;
    const quote = work.quote(passage.start, passage.end);
    const code = await openInvent(desk, { words: words || quote, quote });
    const id = code ? work.code(passage.start, passage.end, code, {}, document) : null;
    if (id && document === work.opened.document) desk.lastId = id;
    desk.focusText();
  };

  deeds.letters = (letters) => {
    const passage = findPassage(desk);
    if (!passage) return desk.announce(say("coder.select_first"));
    if (!desk.selection()) desk.transcript().select(passage.start, passage.end);
    desk.parts.picker.open({
      letters, title: say("coder.picker.title"), quote: work.quote(passage.start, passage.end),
      choose: codePassage, invent: (words) => invent(passage, words), closed: desk.focusText,
    });
    return undefined;
  };
  deeds.number = (number) => {
    const code = work.lastUsed[number - 1];
    if (code) codePassage(code);
    else desk.announce(say("coder.no_number", { n: number }));
  };
  deeds.invent = () => invent(findPassage(desk), "");
}

/** The coding that a command is about: the active one, else the one made last. */
function findCoding(desk) {
  return desk.active() ?? desk.work.find(desk.lastId);
}

function addChanges(desk) {
  const { work, say, deeds } = desk;

  const withCoding = (act) => {
    const coding = findCoding(desk);
    if (!coding) return desk.announce(say("coder.no_coding"));
    return act(coding);
  };

  deeds.recode = () => withCoding((coding) => {
    desk.setActive(coding.id);
    desk.parts.picker.open({
      letters: "", title: say("coder.picker.recode", { code: work.label(coding.code) }),
      quote: work.quote(coding.start, coding.end), closed: desk.focusText,
      choose: (code) => code !== coding.code && work.recode(coding.id, code),
    });
  });
  desk.recode = deeds.recode;

  deeds.remove = () => {
    const selected = desk.selection();
    const last = work.find(desk.lastId);
    const isSelected = selected && last?.start === selected.start && last.end === selected.end;
    const coding = desk.active() ?? (isSelected ? last : null);
    if (!coding) return desk.announce(say("coder.no_coding"));
    work.remove(coding.id);
    desk.setActive(null);
    desk.focusText();
    return undefined;
  };
  desk.remove = deeds.remove;

  // Without an active coding the same keys belong to the transcript, which grows its selection.
  const resize = (edge, by) => () => {
    const coding = desk.active();
    if (!coding) return false;
    const span = desk.transcript().nudge(coding.id, edge, by);
    if (span) work.change(coding.id, span);
    return true;
  };
  deeds.endLater = resize("end", 1);
  deeds.endEarlier = resize("end", -1);
  deeds.startLater = resize("start", 1);
  deeds.startEarlier = resize("start", -1);

  deeds.undo = () => (desk.sayStep("undo") ? work.step("undo") : desk.announce(say("coder.nothing_undo")));
  deeds.redo = () => (desk.sayStep("redo") ? work.step("redo") : desk.announce(say("coder.nothing_redo")));
  deeds.review = () => work.review(!work.state.reviewed || work.state.reviewed.stale);
  deeds.accept = () => desk.isOthersOpen() && desk.parts.others.accept();
  deeds.reject = () => desk.isOthersOpen() && desk.parts.others.reject();
}

function addWays(desk) {
  const { work, say, deeds } = desk;

  const goTo = (by) => () => {
    const left = work.listUncoded();
    if (left.length === 0) return desk.announce(say("coder.all_coded"));
    const at = desk.transcript().currentTurn() ?? 0;
    const after = left.filter((turn) => (by > 0 ? turn.number > at : turn.number < at));
    const turn = by > 0 ? (after[0] ?? left[0]) : (after.at(-1) ?? left.at(-1));
    desk.transcript().goToTurn(turn.number);
    desk.focusText();
    return desk.announce(say("coder.at_turn", { n: turn.number, left: left.length }));
  };
  deeds.nextUncoded = goTo(1);
  deeds.previousUncoded = goTo(-1);

  const walk = (by) => () => {
    const all = [...work.state.codings].sort((a, b) => a.start - b.start || a.end - b.end);
    if (all.length === 0) return desk.announce(say("coder.no_coding"));
    const at = all.findIndex((one) => one.id === desk.activeId);
    const from = desk.selection()?.start ?? desk.turn()?.start ?? 0;
    const nearest = all.findIndex((one) => one.start >= from);
    const start = by > 0 ? (nearest < 0 ? 0 : nearest) : (nearest < 0 ? all.length : nearest) - 1;
    const coding = all[at < 0 ? (start + all.length) % all.length : (at + by + all.length) % all.length];
    desk.transcript().clearSelection();
    desk.setActive(coding.id);
    desk.transcript().scrollTo(coding.start);
    const quote = work.quote(coding.start, coding.end);
    return desk.announce(say("coder.at_coding", { code: work.label(coding.code), quote }));
  };
  deeds.nextCoding = walk(1);
  deeds.previousCoding = walk(-1);

  deeds.nextPane = () => {
    const { codes, toolbar, active, textBox } = desk.parts;
    const now = document.activeElement;
    if (textBox.contains(now)) codes.search.focus();
    else if (codes.element.contains(now)) toolbar.focus();
    else if (toolbar.element.contains(now) && findCoding(desk) && active.focus()) return;
    else desk.focusText();
  };
  deeds.toText = () => desk.focusText();
  deeds.leave = () => {
    if (desk.selection()) desk.transcript().clearSelection();
    desk.setActive(null);
  };
}

function addOpenings(desk) {
  const { work, deeds } = desk;
  deeds.search = () => desk.parts.search.open();
  deeds.nextHit = () => desk.parts.search.step(1);
  deeds.previousHit = () => desk.parts.search.step(-1);
  deeds.filter = () => desk.parts.filter.open();
  desk.filter = (code) => desk.parts.filter.only(code);
  deeds.help = () => void openKeys(desk);
  deeds.beyond = () => {
    const coding = findCoding(desk);
    if (!coding) return desk.announce(desk.say("coder.no_coding"));
    desk.setActive(coding.id);
    return desk.parts.active.focus();
  };
  deeds.documents = async () => {
    const id = await chooseDocument(desk);
    if (id) await work.open(id);
    desk.focusText();
  };
  deeds.memo = () => {
    const coding = findCoding(desk);
    const on = coding ? "coding" : "document";
    openMemo(desk, { on, target: coding?.id ?? work.opened.document.id, coding });
  };
  desk.memo = (code) => (code ? openMemo(desk, { on: "code", target: code, coding: findCoding(desk) }) : deeds.memo());
  deeds.others = (isOpen = desk.parts.othersBox.hidden) => {
    desk.parts.othersBox.hidden = !isOpen;
    desk.redraw();
    if (isOpen) desk.parts.others.element.querySelector("button")?.focus();
  };
  const stepOther = (by) => () => {
    if (!desk.isOthersOpen()) deeds.others(true);
    if (desk.parts.others.shown.size > 0) desk.parts.others.step(by);
  };
  deeds.nextOther = stepOther(1);
  deeds.previousOther = stepOther(-1);
}

function addSayings(desk) {
  const { work, say } = desk;
  const sayDeed = (of) => say(`coder.deed.${of.event}`, { code: of.code ? work.label(of.code) : "" }).trim();

  /** What undo or redo would take back or bring back; '' if there is nothing. */
  desk.sayStep = (step) => {
    const of = work.toStep(step);
    return of ? sayDeed(of) : "";
  };
  desk.sayDone = ({ event, of, why, elsewhere }) => {
    if (why) return why;
    if (elsewhere) return say("coder.done.elsewhere", { document: elsewhere, what: desk.sayDone({ event, of }) });
    if (event === "undo" || event === "redo") {
      return of ? say(`coder.done.${event}`, { what: sayDeed(of) }) : say(`coder.nothing_${event}`);
    }
    return say(`coder.done.${event}`, { code: of.code ? work.label(of.code) : "" });
  };
  desk.sayCoder = (coder) => sayCoder(say, coder);
}
