/** One coder's work on one document: what is open, what was done, and every change on its way to Python. */
import { makeId } from "./elements.js";
import { applyEvents } from "./pending.js";

const EMPTY = { codings: [], memos: [], reviewed: null, undo: null, redo: null, rejected: [] };
const LAST_USED = 9;
const MOST_AT_ONCE = 500;
const MENDABLE = ["disk", "gone", "broken"]; // what is refused for these can be sent again as it is

/** What somebody has typed in it: no refusal may lose that. */
const findText = (event) => event.text || event.reason || event.memo;

/** Whether a refusal leaves it unsaved, to be sent again once files are mended. */
const holds = (message) => message.answer === "refused" && MENDABLE.includes(message.kind);

/** Which codes were used last, newest first: what the number keys give. */
export function listLastUsed(codings, known) {
  const newest = [...codings].sort((a, b) => ((a.at ?? "~") < (b.at ?? "~") ? 1 : -1));
  return [...new Set(newest.map((one) => one.code))].filter((code) => known.has(code)).slice(0, LAST_USED);
}

/**
 * @param {ReturnType<typeof import("./connection.js").makeConnection>} connection
 * Events for listeners: "opened", "state", "codebook", "done" {event}, "refused" {why, kind, again}.
 */
export function makeWork(connection) {
  const listeners = new Map();
  const work = {
    opened: null,
    codes: new Map(),
    lastUsed: [],
    told: EMPTY, // what Python last said
    state: EMPTY, // the same with what is on its way
  };

  work.on = (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]);
  const emit = (event, value) => (listeners.get(event) ?? []).forEach((listener) => listener(value));

  /** What is on its way to Python, in its order. */
  work.waiting = () => connection.waiting(work.opened.document.id);
  work.pending = () => work.waiting().filter(isOfThisText).flatMap((entry) => entry.events);
  const isOfThisText = ({ body }) => (body.text_sha256 ?? work.opened.document.text_sha256) === work.opened.document.text_sha256;

  /** Draws Python's last word anew with the pending events on top. */
  function refresh() {
    work.state = applyEvents(work.told, work.pending());
    emit("state", work.state);
  }

  function hearState(document, message) {
    if (document !== work.opened?.document.id) return;
    if (message.state) work.told = { ...EMPTY, ...message.state };
    if (message.codebook) setCodebook(message.codebook); // changed in another window, or by hand
    refresh();
  }

  /** The answer to something that had to be written. */
  function hearWritten(entry) {
    return (message) => {
      hearState(entry.document, message);
      if (message.answer === "refused" && message.kind === "invalid" && entry.ask !== "write") {
        emit("done", { event: entry.ask, of: null, why: message.why }); // pressed once more than there was something to undo
        work.look(); // or another window has coded on
      } else if (message.answer === "refused") {
        const isHeld = entry.isRefused;
        emit("refused", {
          why: message.why, kind: message.kind, texts: entry.events.map(findText).filter(Boolean),
          again: isHeld ? () => retry(entry) : null, drop: isHeld ? () => connection.giveUp(entry.request) : null,
        });
      } else if (message.of !== undefined) {
        emit("done", { event: entry.ask, of: message.of });
      }
    };
  }

  /** Sends what must be written. */
  function keep({ ask, document, body, events }) {
    const entry = connection.keep({ ask, document, body, events, holds });
    entry.answered = hearWritten(entry);
    if (document === work.opened.document.id) refresh();
  }

  function retry(entry) {
    connection.retry(entry.request);
    if (entry.document === work.opened?.document.id) refresh();
  }

  /**
   * Writes an event, shown at once; `code` is told to who listens for what was done. `document` is the one in which it
   * was begun: another may have opened since behind a dialog, and words of the one are none of the other.
   */
  work.write = (event, code = event.code, document = work.opened.document) => {
    writeAll([event], document);
    const elsewhere = document.id === work.opened.document.id ? null : document.id;
    emit("done", { event: event.event, of: { event: event.event, code }, elsewhere });
  };

  /** Codings that were found elsewhere stay where they were found. */
  work.moveAll = (places) => {
    for (let from = 0; from < places.length; from += MOST_AT_ONCE) {
      const some = places.slice(from, from + MOST_AT_ONCE);
      writeAll(some.map(({ id, start, end }) => ({ event: "move", id, start, end })));
    }
  };

  function writeAll(events, { id, text_sha256 } = work.opened.document) {
    const whole = events.map((event) => ({ event_id: makeId(), ...event }));
    keep({ ask: "write", document: id, body: { document: id, text_sha256, events: whole }, events: whole });
  }

  work.step = (ask) => {
    const { id } = work.opened.document;
    keep({ ask, document: id, body: { document: id, event_id: makeId(), ...meant(ask) }, events: [] });
  };

  /** Which event undo or redo means: what is on its way may yet be refused, and then nothing older is meant. */
  function meant(ask) {
    const last = work.waiting().at(-1);
    if (last?.ask === "write") return { of: last.events.at(-1).event_id };
    if (last) return { after: last.body.event_id };
    const of = work.told[ask]?.event_id;
    return of ? { of } : {};
  }

  function setCodebook(codebook) {
    work.opened.codebook = codebook;
    work.codes = new Map(codebook.codes.map((code) => [code.code, code]));
    emit("codebook", codebook);
  }

  function setOpened(message) {
    work.opened = message;
    work.told = { ...EMPTY, ...message.state };
    work.state = work.told;
    work.codes = new Map(message.codebook.codes.map((code) => [code.code, code]));
    const known = work.lastUsed.filter((code) => work.codes.has(code));
    work.lastUsed = known.length ? known : listLastUsed(work.told.codings, work.codes);
    const study = message.study.key ?? message.study.title;
    connection.takeOver(`${study}\n${message.coder}`, hearWritten);
    emit("opened", message);
    refresh();
  }

  /** Opens a document, the one that Python was asked for if none is named. */
  work.open = async (document) => {
    const message = await connection.ask("open", document ? { document } : {});
    if (message.answer === "opened") setOpened(message);
    else emit("refused", { why: message.why, kind: message.kind, again: () => work.open(document) });
    return message;
  };

  let isLooking = false;
  work.look = async () => {
    if (!work.opened || isLooking) return;
    const { id } = work.opened.document;
    isLooking = true;
    const message = await connection.ask("look", { document: id });
    isLooking = false;
    if (message.answer === "seen") hearState(id, message);
    else if (message.kind === "gone" || message.kind === "stale") {
      emit("refused", { why: message.why, kind: message.kind, again: work.look });
    }
  };

  work.ask = (what, body = {}) => connection.ask(what, { document: work.opened.document.id, ...body });

  /** Adds a code to the codebook; the answer says whether it was done. */
  work.addCode = async (code) => {
    const message = await work.ask("add_code", code);
    if (message.answer === "codebook") setCodebook(message.codebook);
    return message;
  };

  work.noteUse = (code) => {
    work.lastUsed = [code, ...work.lastUsed.filter((one) => one !== code)].slice(0, LAST_USED);
    const known = work.codes.get(code);
    if (known) known.used = (known.used ?? 0) + 1;
  };
  addQuestions(work);
  addDeeds(work);
  return work;
}

/** What others ask about the work. */
function addQuestions(work) {
  /** What undo or redo would act on: the last thing that is on its way, else what Python told. */
  work.toStep = (step) => {
    const steps = work.waiting().filter((entry) => entry.ask !== "write");
    // two quick presses: the first is not answered yet, and Python knows best whether the second has something to do
    if (steps.length > 0) return work.told[step] ?? work.told.undo ?? work.told.redo;
    const last = work.pending().at(-1);
    if (!last) return work.told[step];
    if (step === "redo") return null;
    return { event: last.event, code: last.code ?? work.find(last.id)?.code };
  };
  work.find = (id) => work.state.codings.find((one) => one.id === id) ?? null;
  work.label = (code) => work.codes.get(code)?.label ?? code;
  work.quote = (start, end) => work.points().slice(start, end).join("");
  let points = { text: null, list: [] };
  /** The document's characters by code point; counted once for a document, since offsets are told in them. */
  work.points = () => {
    const { text } = work.opened.document;
    if (points.text !== text) points = { text, list: Array.from(text) };
    return points.list;
  };
  work.turnOf = (offset) => {
    const { turns } = work.opened.document;
    return turns.find((turn) => offset < turn.end) ?? turns.at(-1) ?? null;
  };
  /** Whether a passage is about the speaker's own case, which nobody has to say. */
  work.isSpeakers = ({ start, cases }) => {
    const own = work.turnOf(start)?.case;
    return cases === null || cases === undefined || (cases.length === 1 && cases[0] === own);
  };
  work.memo = (on, target) => {
    const memo = (work.state.memos ?? []).find((one) => one.on === on && one.target === target);
    return memo?.text ?? (on === "coding" ? work.find(target)?.memo : "") ?? "";
  };
  /** Passages that carry this code already, at exactly this place. */
  work.has = (start, end, code) =>
    work.state.codings.find((one) => one.start === start && one.end === end && one.code === code) ?? null;
  work.listUncoded = () => {
    const spans = [...work.state.codings].sort((a, b) => a.start - b.start);
    let at = 0;
    let reach = 0; // how far the codings go that begin before the turn's end
    return work.opened.document.turns.filter((turn) => {
      for (; at < spans.length && spans[at].start < turn.end; at += 1) reach = Math.max(reach, spans[at].end);
      return turn.role !== "interviewer" && reach <= turn.start;
    });
  };
}

/** What a coder does; each is one line in the log. */
function addDeeds(work) {
  const codeOf = (id) => {
    const { codings, lost = [], doubtful = [] } = work.state;
    return [...codings, ...doubtful, ...lost].find((one) => one.id === id)?.code;
  };
  work.code = (start, end, code, more = {}, document = work.opened.document) => {
    const there = document === work.opened.document && work.has(start, end, code);
    if (there && !more.source) return there.id;
    const id = makeId();
    work.noteUse(code);
    work.write({ event: "add", id, start, end, code, ...more }, code, document);
    return id;
  };
  work.change = (id, changes, document) => work.write({ event: "change", id, ...changes }, changes.code ?? codeOf(id), document);
  work.recode = (id, code) => {
    work.noteUse(code);
    work.change(id, { code });
  };
  work.remove = (id) => work.write({ event: "remove", id }, codeOf(id));
  work.move = (id, start, end) => work.write({ event: "move", id, start, end }, codeOf(id));
  work.writeMemo = (on, target, text, document) => work.write({ event: "memo", on, target, text }, undefined, document);
  work.review = (isReviewed) => work.write({ event: isReviewed ? "reviewed" : "unreviewed" });
  work.reject = (id, whose, reason) => work.write({ event: "reject", id, whose, ...(reason ? { reason } : {}) });
}
