/**
 * Questions to Python and their answers. What was not yet answered is sent again by the same ids, waits for a new
 * kernel if this one is gone, and counts as saved only when Python says that it was written.
 */
import { makeId } from "./elements.js";

const BUSY_AFTER = 400;
const AGAIN_AFTER = 5000;
const SELDOM = 30000; // once it has taken long, a long queue of the same helps nobody
const LOST_AFTER = 60000;
const CHECK_EVERY = 200;

/** Unsaved work of all views in this page, by study and coder: a view that is opened anew takes it over. */
function findUnsaved(key) {
  const all = (globalThis.qualkitUnsaved ??= new Map());
  if (!globalThis.qualkitWarns) {
    globalThis.qualkitWarns = true;
    globalThis.addEventListener("beforeunload", (event) => {
      if ([...all.values()].every((waiting) => waiting.size === 0)) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }
  if (!all.has(key)) all.set(key, new Map());
  return all.get(key);
}

/**
 * @param {{send: Function, on: Function, off: Function, widget_manager?: any}} model anywidget's model
 * @param {HTMLElement} element the view's root, on which JupyterLab shows that the comm is closed
 * @param {(status: {state: string, n: number}) => void} tell called when 'saved', 'saving', 'busy', 'refused' or 'lost' changes
 */
export function makeConnection(model, element, tell) {
  const questions = new Map(); // asked by this view, lost with it
  let unsaved = new Map(); // what must reach the log; shared by all views of this coder
  let told = "";
  let timer = 0;
  let failed = false;
  const hurry = () => resend(true);
  const notice = () => queueMicrotask(hurry);

  /** Closed, as far as the page can know: the send failed, or the notebook shows the widget as disconnected. */
  function isClosed() {
    return failed || Boolean(element.closest(".jupyter-widgets-disconnected"));
  }

  function send(entry) {
    entry.sent = Date.now();
    try {
      model.send({ ask: entry.ask, request: entry.request, ...entry.body });
      failed = false;
    } catch {
      failed = true;
    }
  }

  /** What is on its way: what was refused waits for a person. */
  const listSent = () => [...unsaved.values()].filter((entry) => !entry.isRefused);

  function resend(now = false) {
    for (const entry of [...listSent(), ...questions.values()]) {
      const wait = Date.now() - entry.since > LOST_AFTER ? SELDOM : AGAIN_AFTER;
      if (now || Date.now() - entry.sent > wait) send(entry);
    }
    check();
  }

  function judge() {
    const waiting = [...listSent(), ...questions.values()];
    const oldest = waiting.reduce((least, entry) => Math.min(least, entry.since), Infinity);
    const age = Date.now() - oldest;
    const isBusy = model.widget_manager?.kernel?.status === "busy";
    if (isClosed() || (age > LOST_AFTER && !isBusy)) return "lost";
    if (waiting.length > 0 && age > BUSY_AFTER) return "busy";
    if (listSent().length > 0) return "saving";
    return unsaved.size > 0 ? "refused" : "saved";
  }

  function countUnsaved() {
    let n = 0;
    for (const entry of unsaved.values()) n += Math.max(1, entry.events.length); // undo and redo bring no event of their own
    return n;
  }

  function check() {
    const status = { state: judge(), n: countUnsaved() };
    const now = `${status.state} ${status.n}`;
    if (now !== told) {
      told = now;
      tell(status);
    }
    const waits = listSent().length + questions.size > 0;
    if (waits && !timer) timer = setInterval(() => resend(), CHECK_EVERY);
    if (!waits && timer) timer = clearInterval(timer) ?? 0;
  }

  function hear(message) {
    const entry = unsaved.get(message?.request) ?? questions.get(message?.request);
    if (!entry) return;
    failed = false;
    entry.isRefused = Boolean(entry.holds?.(message)); // then it is unsaved until it is sent again or given up
    if (!entry.isRefused) unsaved.delete(entry.request);
    questions.delete(entry.request);
    const { answered } = entry;
    answered(message);
    check();
  }

  function put(home, entry) {
    home.set(entry.request, entry);
    send(entry);
    queueMicrotask(check); // what was done is drawn first, while the layout is known
  }

  /** Asks what nobody misses if the page goes: to open, to look, to show. */
  function ask(what, body = {}) {
    return new Promise((answered) => {
      const now = Date.now();
      put(questions, { ask: what, request: makeId(), body, since: now, sent: now, answered });
    });
  }

  /**
   * Sends what must be written. `events` are shown until Python answers; `answered` hears the answer.
   * @param {{ask: string, document: string, body: object, events: object[], answered?: Function, holds?: Function}} work
   *   `holds(message)`: whether this refusal leaves it unsaved, to be sent again or given up by a person
   */
  function keep(work) {
    const now = Date.now();
    const entry = { ...work, request: makeId(), since: now, sent: now };
    put(unsaved, entry);
    return entry;
  }

  /** Sends once more what was refused. */
  function retry(request) {
    const entry = unsaved.get(request);
    if (!entry) return;
    entry.since = Date.now();
    entry.isRefused = false;
    put(unsaved, entry);
  }

  /** Somebody has read that it was refused, and lets it go. */
  function giveUp(request) {
    if (unsaved.get(request)?.isRefused) unsaved.delete(request);
    check();
  }

  /** Takes over what a former view of this study and coder could not get written, and sends it. */
  function takeOver(key, answered) {
    const former = unsaved;
    unsaved = findUnsaved(key);
    for (const [request, entry] of former) unsaved.set(request, entry);
    const isNew = former !== unsaved; // an alarm of this view is about what it heard to be refused; a new view has none
    for (const entry of isNew ? unsaved.values() : listSent()) {
      entry.isRefused = false;
      entry.answered = answered(entry);
      entry.since = Date.now();
      send(entry);
    }
    check();
  }

  model.on("msg:custom", hear);
  model.on("comm_live_update", notice);
  return {
    ask,
    keep,
    retry,
    giveUp,
    takeOver,
    waiting: (document) => listSent().filter((entry) => entry.document === document),
    countUnsaved,
    destroy() {
      clearInterval(timer);
      model.off("msg:custom", hear);
      model.off("comm_live_update", notice);
    },
  };
}
