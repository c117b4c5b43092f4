/** The codebook beside the transcript: a tree with search, the codes used last, and what a code means. */
import { makeCodeCard } from "./card.js";
import { makeElement, makeSecond, makeSwatch, putChildren } from "./elements.js";
import { foldText, prepareCode, rankCodes } from "./matching.js";

const MOST_USED = 6;
const FEW = 6; // a codebook of so few codes is seen at a glance

/**
 * @param {{say: Function, work: object, pick: (code: string) => void, filter: (code: string) => void,
 *   memo: (code: string) => void}} desk
 */
export function makeCodes(desk) {
  const { say, work } = desk;
  const search = makeElement("input", { class: "qk-input", type: "search", "aria-label": say("coder.codes.search") });
  search.placeholder = say("coder.codes.search");
  const last = makeElement("div", { class: "qk-last", role: "group", "aria-label": say("coder.codes.last") });
  const tree = makeElement("ul", { class: "qk-tree", role: "tree", "aria-label": say("coder.codes.title") });
  const card = makeCodeCard(desk);
  const element = makeElement(
    "section", { class: "qk-codes", "aria-label": say("coder.codes.title") },
    makeElement("div", { class: "qk-codes-head" }, search, last), tree, card.element,
  );
  const view = { element, search, tree, rows: [], items: [], drawn: new Map(), closed: new Set(), at: 0, prepared: [] };

  function counts() {
    const numbers = new Map();
    for (const { code } of work.state.codings) numbers.set(code, (numbers.get(code) ?? 0) + 1);
    return numbers;
  }

  /** Rows that stand there already stay: while somebody codes, only a few of them change places. */
  function draw() {
    view.rows = listRows(view, work, search.value);
    view.most = listMost(view.rows);
    view.at = Math.min(view.at, Math.max(0, view.rows.length - 1));
    const former = view.drawn;
    view.drawn = new Map(view.rows.map((row) => [keyOfRow(row), former.get(keyOfRow(row)) ?? drawRow(desk, row, card.id)]));
    view.items = [...view.drawn.values()];
    for (const [place, item] of view.items.entries()) {
      item.tabIndex = place === view.at ? 0 : -1;
      item.classList.toggle("qk-most-end", Boolean(view.rows[place].most && !view.rows[place + 1]?.most));
    }
    const note = view.rows.length === 0 ? "none" : view.most && "most";
    putChildren(tree, note ? [drawNote(say(`coder.codes.${note}`)), ...view.items] : view.items);
    tell();
  }

  function drawLast() {
    const sign = work.lastUsed.join();
    if (sign === view.last) return;
    view.last = sign;
    last.replaceChildren(...work.lastUsed.map((code, place) => drawNumber(desk, code, place + 1)));
  }

  /** Only the numbers change while somebody codes; the tree stays, and with it focus, place and what is pointed at. */
  function tell() {
    const numbers = counts();
    for (const [place, { code }] of view.rows.entries()) {
      const item = view.items[place];
      const told = sayCount(numbers.get(code.code));
      const title = say("coder.codes.used", { code: code.code, n: code.used ?? 0 });
      if (item.lastElementChild.textContent !== told) item.lastElementChild.textContent = told;
      if (item.title !== title) item.title = title;
    }
    drawLast();
  }

  function count() {
    const isInUse = tree.matches(":hover") || tree.contains(document.activeElement);
    if (!isInUse && listMost(listRows(view, work, search.value)) !== view.most) draw();
    else tell();
  }

  view.draw = draw;
  view.count = count;
  view.setCodebook = () => {
    view.last = null; // labels may be other ones now
    view.drawn.clear();
    view.prepared = work.opened.codebook.codes.map(prepareCode);
    draw();
  };
  view.focusRow = (place) => {
    view.at = Math.max(0, Math.min(place, view.rows.length - 1));
    for (const [other, item] of view.items.entries()) item.tabIndex = other === view.at ? 0 : -1;
    view.items[view.at]?.focus();
  };
  view.show = makeSecond(card.show);
  listenToTree(desk, view, card);
  search.addEventListener("input", () => {
    view.at = 0;
    draw();
    if (search.value.trim() && view.rows[0]) card.show(view.rows[0].code.code);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") view.focusRow(0);
    else if (event.key === "Enter" && view.rows[0]) desk.pick(view.rows[0].code.code);
    else if (event.key === "Escape" && search.value) {
      search.value = "";
      draw();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return view;
}

/** A line in the tree that is no code. */
function drawNote(text) {
  return makeElement("li", { class: "qk-none", role: "presentation", text });
}

function sayCount(n) {
  return n ? String(n) : "";
}

/** The rows to see: what was used most and the open part of the tree, or what fits the search. */
function listRows(view, work, query) {
  const codes = work.opened.codebook.codes;
  if (query.trim()) {
    return rankCodes(view.prepared, query).map((code) => ({ code, level: 1, found: true, open: null }));
  }
  const used = codes.filter((code) => code.used > 0 && !code.inner).sort((a, b) => b.used - a.used);
  const most = codes.length > FEW ? used.slice(0, MOST_USED) : [];
  const rows = most.map((code) => ({ code, level: 1, found: true, open: null, most: true }));
  const inner = new Set(codes.map(({ code }) => code.slice(0, code.lastIndexOf("/"))));
  for (const code of codes) {
    const parts = code.code.split("/");
    const hidden = parts.some((_, depth) => depth > 0 && view.closed.has(parts.slice(0, depth).join("/")));
    if (hidden) continue;
    const isInner = inner.has(code.code);
    rows.push({ code, level: parts.length, found: false, open: isInner ? !view.closed.has(code.code) : null });
  }
  return rows;
}

/** The codes used most, as the tree shows them: another text means that rows have to change places. */
const listMost = (rows) => rows.filter((row) => row.most).map((row) => row.code.code).join();

/** What a row looks like, apart from its numbers and its place. */
const keyOfRow = ({ code, found, open, most }) => JSON.stringify([code.code, found, open, most]);

function drawRow(desk, row, cardId) {
  const { code, level, open, found } = row;
  const above = code.code.includes("/") ? code.code.slice(0, code.code.lastIndexOf("/")) : "";
  const item = makeElement("li", {
    class: `qk-code${row.most ? " qk-most" : ""}`, role: "treeitem", "aria-level": level,
    "aria-expanded": open === null ? null : String(open), "data-code": code.code, "aria-describedby": cardId,
  });
  item.style.setProperty("--qk-level", String(level - 1));
  const fold = makeElement("span", { class: "qk-fold", "aria-hidden": "true", text: foldSign(open) });
  const label = makeElement("span", { class: "qk-code-label", text: code.label });
  const path = found && above ? makeElement("span", { class: "qk-path", text: above }) : null;
  item.append(fold, makeSwatch(code.colour), label, ...(path ? [path] : []), makeElement("span", { class: "qk-count" }));
  return item;
}

function foldSign(open) {
  if (open === null) return "";
  return open ? "▾" : "▸";
}

function drawNumber(desk, code, number) {
  const { say, work } = desk;
  const label = work.label(code);
  return makeElement(
    "button",
    {
      type: "button", class: "qk-recent", title: code, onclick: () => desk.pick(code),
      "aria-label": say("coder.codes.number", { n: number, code: label }),
    },
    makeElement("kbd", { text: String(number) }), makeSwatch(work.codes.get(code)?.colour),
    makeElement("span", { text: label }),
  );
}

function toggleRow(view, row, isOpen) {
  if (row.open === null || row.open === isOpen) return false;
  if (isOpen) view.closed.delete(row.code.code);
  else view.closed.add(row.code.code);
  view.draw();
  view.focusRow(view.at);
  return true;
}

/** Mouse and keys of the tree, as screen readers expect them of a tree. */
function listenToTree(desk, view, card) {
  const { tree } = view;
  const placeOf = (event) => view.items.indexOf(event.target.closest("li"));
  tree.addEventListener("click", (event) => {
    const row = view.rows[placeOf(event)];
    if (!row) return;
    view.at = placeOf(event);
    if (event.target.closest(".qk-fold") && row.open !== null) toggleRow(view, row, !row.open);
    else desk.pick(row.code.code);
  });
  tree.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay selected
  const show = (event) => {
    const row = view.rows[placeOf(event)];
    if (row) card.show(row.code.code);
  };
  tree.addEventListener("mouseover", show);
  tree.addEventListener("focusin", show);
  let typed = "";
  let typedAt = 0;
  tree.addEventListener("keydown", (event) => {
    const row = view.rows[view.at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1 && event.key !== " " && event.key !== "?") {
      typed = event.timeStamp - typedAt > 800 ? event.key : typed + event.key;
      typedAt = event.timeStamp;
      findByLetters(view, foldText(typed));
    } else if (!moveInTree(desk, view, row, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function findByLetters(view, letters) {
  const { rows, at } = view;
  const from = letters.length > 1 ? at : at + 1;
  for (let step = 0; step < rows.length; step += 1) {
    const place = (from + step) % rows.length;
    if (foldText(rows[place].code.label).startsWith(letters)) return view.focusRow(place);
  }
  return undefined;
}

function moveInTree(desk, view, row, key) {
  const { at, rows } = view;
  if (key === "ArrowDown") view.focusRow(at + 1);
  else if (key === "ArrowUp") view.focusRow(at - 1);
  else if (key === "Home") view.focusRow(0);
  else if (key === "End") view.focusRow(rows.length - 1);
  else if (key === "ArrowRight") {
    if (!toggleRow(view, row, true) && row.open) view.focusRow(at + 1);
  } else if (key === "ArrowLeft") {
    if (!toggleRow(view, row, false)) view.focusRow(findAbove(rows, at));
  } else if (key === "Enter" || key === " ") desk.pick(row.code.code);
  else return false;
  return true;
}

function findAbove(rows, at) {
  for (let place = at - 1; place >= 0; place -= 1) if (rows[place].level < rows[at].level) return place;
  return at;
}
