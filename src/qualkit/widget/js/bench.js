/** What is compared: the differences as Python told them, with the decisions on top that are still on their way. */
import { makeId } from "./elements.js";

const SIDES = ["left", "right"];

/** The codings of a difference, by which it is known again once somebody coded on. */
const listMarks = (one) => SIDES.flatMap((side) => one[side].map((coding) => `${side}\n${coding.id}`));

/** Whether a refusal leaves it unsaved, to be sent again once files are mended. */
const isMendable = ({ answer, kind }) => answer === "refused" && ["disk", "gone", "broken"].includes(kind);

/** Whether a decision takes what this side coded. */
export function isTaken(difference, side) {
  const choice = difference.decision?.choice;
  return choice === "both" || choice === side;
}

/**
 * @param {ReturnType<typeof import("./connection.js").makeConnection>} connection
 * Events for listeners: "opened", "at" (where to begin), "state", "done" {ask, choice, n}, "refused" {why, kind, again}.
 */
export function makeBench(connection) {
  const listeners = new Map();
  const bench = { opened: null, state: null, differences: [], at: null, codes: new Map() };
  addDrafts(bench);
  const filter = { kind: "", code: "", open: false };
  bench.filter = filter;
  bench.on = (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]);
  const emit = (event, value) => (listeners.get(event) ?? []).forEach((listener) => listener(value));

  /** Draws Python's last word anew, with what is on its way. */
  function refresh() {
    const chosen = new Map();
    for (const { ask, body } of connection.waiting(bench.opened.document.id)) {
      if (ask === "decide") for (const key of body.keys) chosen.set(key, { choice: body.choice, reason: body.reason });
    }
    bench.differences = bench.state.differences.map((one) => (chosen.has(one.key) ? { ...one, decision: chosen.get(one.key) } : one));
    if (!bench.current()) bench.at = bench.listed()[0]?.key ?? bench.differences[0]?.key ?? null;
    emit("state", bench.state);
  }

  function hearWritten(entry) {
    return (message) => {
      if (message.state) bench.state = message.state;
      if (message.answer === "refused") bench.draft(entry.marks, entry.body.reason, { isRefused: true });
      else bench.dropDraft(entry.marks, entry.body.reason);
      refresh();
      if (message.answer === "refused") {
        emit("refused", { ...message, reason: entry.body.reason, ...(isMendable(message) ? offerAgain(entry) : {}) });
        if (message.kind === "invalid") bench.look(); // somebody may have coded on
      } else {
        emit("done", { ask: entry.ask, choice: entry.body.choice, n: entry.body.keys?.length ?? 0 });
      }
    };
  }

  function keep(ask, body, marks = []) {
    const { id } = bench.opened.document;
    const entry = connection.keep({ ask, document: id, body: { document: id, ...body }, marks, events: [{}], holds: isMendable });
    entry.answered = hearWritten(entry);
    refresh();
  }

  /** What is held back counts as unsaved until somebody sends it again or lets it go. */
  function offerAgain({ request }) {
    const again = () => {
      connection.retry(request);
      refresh();
    };
    return { again, drop: () => connection.giveUp(request) };
  }

  bench.open = async () => {
    const message = await connection.ask("open");
    if (message.answer !== "opened") return emit("refused", { why: message.why, kind: message.kind, again: () => bench.open() });
    bench.opened = message;
    bench.state = message.state;
    bench.codes = new Map(message.codebook.codes.map((code) => [code.code, code]));
    const { study, document, left, right, coder } = message;
    connection.takeOver(["compare", study.key, document.id, left, right, coder].join("\n"), hearWritten);
    emit("opened", message);
    refresh();
    if (message.at) emit("at", message.at);
  };

  bench.look = async () => {
    if (!bench.opened) return;
    const message = await connection.ask("look");
    if (message.answer === "seen") bench.state = message.state;
    else emit("refused", { why: message.why, kind: message.kind, again: null });
    refresh();
  };

  /** Decides differences alike; `more` are the words and the code of another choice. */
  bench.decide = (keys, choice, reason, more = {}) => {
    const { text_sha256 } = bench.opened.document;
    const marks = bench.differences.filter((one) => keys.includes(one.key)).flatMap(listMarks);
    keep("decide", { step: makeId(), keys, choice, reason, text_sha256, ...more }, marks);
  };
  /** An undo right behind a decision means that one, and nothing older should that be refused. */
  bench.step = (ask) => {
    const last = connection.waiting(bench.opened.document.id).at(-1);
    keep(ask, { step: makeId(), of: last?.ask === "decide" || last?.ask === "review" ? last.body.step : null });
  };
  bench.review = () => keep("review", { step: makeId(), text_sha256: bench.opened.document.text_sha256 });
  addBenchQuestions(bench);
  return bench;
}

/** Reasons that somebody typed and that are not written: each waits at the codings that it is about. */
function addDrafts(bench) {
  const drafts = new Map();
  bench.draft = (marks, reason, { isRefused = false } = {}) => {
    if (isRefused && !reason) return;
    for (const mark of marks) if (!isRefused || !drafts.has(mark)) drafts.set(mark, reason); // what was typed since goes first
  };
  bench.dropDraft = (marks, reason) => {
    for (const mark of marks) if (drafts.get(mark)?.trim() === reason) drafts.delete(mark);
  };
  bench.draftFor = (one, reason) => bench.draft(listMarks(one), reason);
  bench.reasonOf = (one) => {
    const mark = listMarks(one).find((each) => drafts.has(each));
    return mark === undefined ? one.decision?.reason ?? "" : drafts.get(mark);
  };
}

function addBenchQuestions(bench) {
  const { filter } = bench;
  bench.current = () => bench.differences.find((one) => one.key === bench.at) ?? null;
  bench.label = (code) => bench.codes.get(code)?.label ?? code;
  /** What the filter lets through, in the order of the text. */
  bench.listed = () => bench.differences.filter(
    (one) => (!filter.kind || one.kind === filter.kind) && (!filter.open || !one.decision || one.key === bench.at)
      && (!filter.code || SIDES.some((side) => one[side].some((coding) => coding.code === filter.code))),
  );
  bench.countOpen = () => bench.differences.filter((one) => !one.decision).length;
  bench.openAgreements = () => bench.differences.filter((one) => one.kind === "agreement" && !one.decision);
  bench.progress = () => {
    const total = bench.differences.length;
    return { n: total - bench.countOpen(), total };
  };
  /** The one so many places further in the list; with `open` only what is undecided counts. Round the end it begins anew. */
  bench.further = (by, { open = false } = {}) => {
    const listed = bench.listed();
    const place = listed.findIndex((one) => one.key === bench.at);
    for (let step = 1; step <= listed.length; step += 1) {
      const one = listed[(place + by * step + listed.length * 2) % listed.length];
      if (!open || !one.decision) return one.key;
    }
    return null;
  };
  bench.findByCoding = (side, id) => bench.differences.find((one) => one[side].some((coding) => coding.id === id)) ?? null;
  let points = null;
  bench.quote = (start, end) => {
    const { text } = bench.opened.document;
    if (points?.text !== text) points = { text, list: Array.from(text) };
    return points.list.slice(start, end).join("");
  };
}
