/** Searching in the transcript, and seeing only some codes or speakers. */
import { chooseSome } from "./dialogs.js";
import { makeButton, makeElement } from "./elements.js";
import { findHits, prepareText } from "./matching.js";

/** @param {{say: Function, work: object, transcript: () => object, focusText: Function}} desk */
export function makeSearch(desk) {
  const { say, work } = desk;
  const input = makeElement("input", {
    class: "qk-input", type: "search", placeholder: say("coder.search.label"), "aria-label": say("coder.search.label"),
  });
  const count = makeElement("span", { class: "qk-hint", role: "status" });
  const element = makeElement("div", { class: "qk-bar qk-search", role: "search", hidden: true });
  const search = { element, hits: [], at: 0 };
  let prepared = { of: null, folded: null };

  function find() {
    const { text } = work.opened.document;
    if (prepared.of !== text) prepared = { of: text, folded: prepareText(text) };
    search.hits = findHits(prepared.folded, input.value);
    const from = desk.turn()?.start ?? 0;
    search.at = Math.max(0, search.hits.findIndex((hit) => hit.start >= from));
    show();
  }

  function show() {
    const { hits, at } = search;
    const hit = hits[at];
    desk.transcript().setMatches(hits, at);
    if (hit) desk.transcript().scrollTo(hit.start);
    const place = hits.length ? say("coder.search.at", { at: at + 1, n: hits.length }) : say("coder.search.none");
    count.textContent = input.value.trim() ? place : "";
  }

  search.step = (by) => {
    if (element.hidden || !input.value.trim()) return search.open();
    const n = search.hits.length;
    if (n) search.at = (search.at + by + n) % n;
    return show();
  };
  search.open = () => {
    element.hidden = false;
    input.focus();
    input.select();
    if (input.value) find();
  };
  /** Leaves the search with the hit selected, so that it can be coded at once. */
  search.close = () => {
    const hit = search.hits[search.at];
    element.hidden = true;
    search.hits = [];
    desk.transcript().setMatches([], 0);
    if (hit && input.value.trim()) desk.transcript().select(hit.start, hit.end);
    desk.focusText();
  };
  search.reset = () => {
    element.hidden = true;
    search.hits = [];
  };
  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") search.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") search.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.append(
    input, count, makeButton("▴", () => search.step(-1), { "aria-label": say("coder.search.previous") }),
    makeButton("▾", () => search.step(1), { "aria-label": say("coder.search.next") }),
    makeButton("×", search.close, { "aria-label": say("coder.search.close") }),
  );
  return search;
}

/** Which codes and speakers are seen; a code that gathers others stands for all below it. */
export function makeFilter(desk) {
  const { say, work } = desk;
  const element = makeElement("div", { class: "qk-bar qk-filter", role: "group", "aria-label": say("coder.filter.title") });
  const filter = { element, codes: [], speakers: [] };
  element.hidden = true;

  /** With the codes below those that were chosen; null shows all. */
  filter.seen = () => {
    if (filter.codes.length === 0) return null;
    const all = work.opened.codebook.codes.map(({ code }) => code);
    return new Set(all.filter((one) => filter.codes.some((code) => one === code || one.startsWith(`${code}/`))));
  };

  function apply() {
    const speakers = filter.speakers.length ? new Set(filter.speakers) : null;
    desk.transcript().setFilter({ codes: filter.seen(), speakers });
    element.hidden = filter.codes.length + filter.speakers.length === 0;
    const chip = (text, remove) => makeButton(`${text} ×`, remove, {
      class: "qk-button qk-small", "aria-label": say("coder.filter.remove", { what: text }),
    });
    const without = (list, one) => list.filter((other) => other !== one);
    element.replaceChildren(
      makeElement("span", { class: "qk-hint", text: say("coder.filter.only") }),
      ...filter.codes.map((code) => chip(work.label(code), () => set({ codes: without(filter.codes, code) }))),
      ...filter.speakers.map((one) => chip(one, () => set({ speakers: without(filter.speakers, one) }))),
      makeButton(say("coder.filter.clear"), () => set({ codes: [], speakers: [] }), { class: "qk-button qk-small" }),
    );
  }

  function set(changes) {
    Object.assign(filter, changes);
    apply();
    const n = filter.codes.length + filter.speakers.length;
    desk.announce(n ? say("coder.filter.on") : say("coder.filter.off"));
    if (element.hidden) desk.focusText();
  }

  filter.only = (code) => set({ codes: [code] });
  filter.reset = () => {
    Object.assign(filter, { codes: [], speakers: [] });
    apply();
  };
  filter.open = async () => {
    const speakers = [...new Set(work.opened.document.turns.map((turn) => turn.speaker).filter(Boolean))];
    const choices = [
      ...speakers.map((one) => [`s:${one}`, say("coder.filter.speaker", { speaker: one })]),
      ...work.opened.codebook.codes.map((code) => [`c:${code.code}`, `${code.label} (${code.code})`]),
    ];
    const chosen = await chooseSome(desk, {
      title: say("coder.filter.title"), hint: say("coder.filter.hint"), search: say("coder.filter.search"), choices,
      chosen: [...filter.speakers.map((one) => `s:${one}`), ...filter.codes.map((one) => `c:${one}`)],
    });
    if (chosen === null) return;
    const pick = (sign) => chosen.filter((one) => one.startsWith(sign)).map((one) => one.slice(2));
    set({ speakers: pick("s:"), codes: pick("c:") });
  };
  return filter;
}
