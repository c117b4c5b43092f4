/**
 * Another coder's work on this transcript: hidden until the document is marked as reviewed, then to walk through, and
 * to accept or reject one by one.
 */
import { confirmDeed } from "./dialogs.js";
import { keepFocus, makeButton, makeElement, makeSwatch, shorten } from "./elements.js";

/** @param {{say: Function, work: object, transcript: () => object, announce: Function, redraw: Function}} desk */
export function makeOthers(desk) {
  const { say, work } = desk;
  const list = makeElement("div", { class: "qk-others-list" });
  const walk = makeElement("div", { class: "qk-others-walk", role: "group", "aria-label": say("coder.others.walk") });
  const element = makeElement("div", { class: "qk-others" }, list, walk);
  const others = { element, shown: new Map(), seen: new Map(), at: "" };

  /** What is shown and neither accepted nor rejected yet, in the order of the text. */
  others.undecided = () => {
    const rejected = new Set(work.state.rejected ?? []);
    const open = [...others.shown.values()].flat().filter((one) => !rejected.has(one.id) && !isTaken(work, one));
    return open.sort((a, b) => a.start - b.start || a.end - b.end);
  };
  others.current = () => others.undecided().find((one) => keyOfOther(one) === others.at) ?? null;
  /** Another's coding was clicked in the transcript. */
  others.choose = (drawn) => {
    const one = others.undecided().find((other) => keyOfOther(other) === drawn);
    if (one) goTo(one, false);
  };
  others.forget = () => {
    others.shown.clear();
    others.seen.clear();
    others.at = "";
  };

  others.step = (by) => {
    const open = others.undecided();
    if (open.length === 0) return desk.announce(say("coder.others.all_decided"));
    const place = open.findIndex((one) => keyOfOther(one) === others.at);
    const next = place < 0 ? (by > 0 ? 0 : open.length - 1) : (place + by + open.length) % open.length;
    return goTo(open[next]);
  };

  function goTo(one, isFar = true) {
    others.at = keyOfOther(one);
    if (isFar) desk.transcript().scrollTo(one.start);
    desk.redraw();
    desk.announce(say("coder.others.now", sayOther(desk, one)), { isSeen: false }); // it stands in the bar already
  }

  /** After a decision the next in the text comes up, so that one key after the other decides them all. */
  function goOn(from) {
    const open = others.undecided();
    const next = open.find((one) => one.start >= from.start) ?? open[0];
    if (next) return goTo(next);
    others.at = "";
    return desk.redraw();
  }

  others.accept = () => {
    const one = others.current();
    if (!one) return others.step(1);
    const source = { coder: one.coder, id: one.id };
    const more = {};
    if (one.cases && !work.isSpeakers(one)) more.cases = one.cases;
    if (one.when) more.when = one.when;
    if (one.status && one.status !== "stands") more.status = one.status;
    if (one.certainty === "doubtful") more.certainty = one.certainty;
    work.code(one.start, one.end, one.code, { method: "accepted", source, ...more });
    return goOn(one);
  };
  others.reject = () => {
    const one = others.current();
    if (!one) return others.step(1);
    work.reject(one.id, one.coder, walk.querySelector("input")?.value.trim());
    return goOn(one);
  };

  others.show = (coder) => showOther(desk, others, coder);
  others.draw = () => keepFocus(element, () => {
    list.replaceChildren(...drawCoders(desk, others));
    drawWalk(desk, others, walk);
  });
  return others;
}

function keyOfOther(one) {
  return `${one.coder}\n${one.id}`;
}

/** Taken over: accepted, or the coder has the same code at the same place anyway. */
function isTaken(work, one) {
  return work.state.codings.some(
    (own) => (own.source?.coder === one.coder && own.source?.id === one.id) ||
      (own.start === one.start && own.end === one.end && own.code === one.code),
  );
}

/** Who made a coding, in words. */
export function sayCoder(say, coder) {
  return coder === "rules" ? say("coder.others.rules") : coder;
}

function sayOther({ say, work }, one) {
  const quote = shorten(work.quote(one.start, one.end), 80);
  return { coder: sayCoder(say, one.coder), code: work.label(one.code), quote };
}

/** Shows one coder's work; before the document is reviewed only after the costs were told and accepted. */
async function showOther(desk, others, coder) {
  const { say, work } = desk;
  const asked = work.opened.document.id;
  let answer = null;
  if (others.seen.has(coder)) {
    others.shown.set(coder, others.seen.get(coder)); // it was hidden for a while only; nothing new is seen
    desk.redraw();
    return;
  }
  const known = work.opened.others.find((one) => one.coder === coder);
  if (work.state.reviewed || known?.blind === false) answer = await work.ask("show", { coder });
  if (answer === null || (answer.answer === "refused" && answer.kind === "blind")) {
    const accepted = await confirmDeed(desk, {
      title: say("coder.blind.title", { coder: sayCoder(say, coder) }),
      text: say("coder.blind.text", { coder: sayCoder(say, coder) }), accept: say("coder.blind.accept"),
    });
    if (!accepted || asked !== work.opened.document.id) return;
    answer = await work.ask("show", { coder, anyway: true });
  }
  if (asked !== work.opened.document.id) return;
  if (answer.answer !== "shown") {
    desk.alarm({ why: answer.why, kind: answer.kind, again: null });
    return;
  }
  others.seen.set(coder, answer.codings.map((one) => ({ ...one, coder: one.coder ?? coder })));
  others.shown.set(coder, others.seen.get(coder));
  if (known) known.blind = false;
  desk.redraw();
  others.step(1);
  desk.focusText();
}

function drawCoders(desk, others) {
  const { say, work } = desk;
  const known = work.opened.others ?? [];
  if (known.length === 0) return [makeElement("p", { class: "qk-hint", text: say("coder.others.none") })];
  return known.map((one) => {
    const isShown = others.shown.has(one.coder);
    const isBlind = !work.state.reviewed && one.blind !== false;
    const does = isShown ? "hide" : isBlind ? "anyway" : "show";
    const press = isShown
      ? () => {
          others.shown.delete(one.coder);
          desk.redraw();
        }
      : () => others.show(one.coder);
    const told = isBlind && !isShown ? say("coder.others.blind") : sayHowMany(desk, others, one);
    const name = sayCoder(say, one.coder);
    return makeElement(
      "div", { class: "qk-others-coder" }, makeElement("strong", { text: name }),
      makeElement("span", { class: "qk-hint", text: told }),
      makeButton(say(`coder.others.${does}`), press, {
        class: "qk-button qk-small", "aria-label": `${say(`coder.others.${does}`)}: ${name}`,
        "data-field": `coder ${one.coder}`,
      }),
    );
  });
}

/** How many codings another has here: known once they may be seen. */
function sayHowMany({ say }, others, { coder, codings }) {
  const n = codings ?? others.seen.get(coder)?.length;
  return n === undefined ? "" : say("coder.others.codings", { n });
}

function drawWalk(desk, others, walk) {
  const { say } = desk;
  if (others.shown.size === 0) return walk.replaceChildren();
  const open = others.undecided();
  const one = others.current();
  if (!one) {
    const text = open.length ? say("coder.others.left", { n: open.length }) : say("coder.others.all_decided");
    const start = open.length ? makeButton(say("coder.others.next"), () => others.step(1)) : null;
    return walk.replaceChildren(...[makeElement("span", { class: "qk-hint", text }), start].filter(Boolean));
  }
  const said = sayOther(desk, one);
  const at = say("coder.others.at", { at: open.indexOf(one) + 1, n: open.length });
  const reason = makeElement("input", {
    class: "qk-input qk-reason", type: "text", maxlength: "20000", placeholder: say("coder.others.reason"),
    "aria-label": say("coder.others.reason"), "data-field": "reason",
  });
  return walk.replaceChildren(
    makeElement("span", { class: "qk-hint", text: at }), makeSwatch(desk.work.codes.get(one.code)?.colour),
    makeElement("strong", { text: said.code }), makeElement("span", { class: "qk-quote", text: `“${said.quote}”` }),
    makeElement("span", { class: "qk-hint", text: said.coder }),
    ...(one.memo ? [makeElement("span", { class: "qk-hint qk-why", text: shorten(one.memo, 200) })] : []),
    makeElement(
      "span", { class: "qk-beyond" },
      makeButton("◂", () => others.step(-1), { "aria-label": say("coder.others.previous"), "data-field": "previous" }),
      makeButton("▸", () => others.step(1), { "aria-label": say("coder.others.next"), "data-field": "next" }),
      makeButton(say("coder.others.accept"), others.accept, {
        class: "qk-button qk-primary", "data-field": "accept",
      }),
      makeButton(say("coder.others.reject"), others.reject, { "data-field": "reject" }), reason,
    ),
  );
}
