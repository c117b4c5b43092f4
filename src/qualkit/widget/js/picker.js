/** Coding by a few letters: a field over the transcript, the fitting codes below it, Enter takes the first. */
import { makeElement, makeId, makeSwatch, shorten } from "./elements.js";
import { prepareCode, rankCodes } from "./matching.js";

const SHOWN = 8;

/**
 * @param {{say: Function, work: object}} desk
 * `open({letters, title, quote, choose, invent, closed})`: `choose(code)` for a code of the codebook, `invent(letters)`
 * for a new one (left out where none may be made), `closed()` when it closes, whichever way.
 */
export function makePicker(desk) {
  const { say, work } = desk;
  const title = makeElement("div", { class: "qk-picker-title" });
  const input = makeElement("input", {
    class: "qk-input", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-expanded": "true", "aria-autocomplete": "list", "aria-label": say("coder.picker.label"),
  });
  const list = makeElement("ul", { class: "qk-picker-list", role: "listbox", "aria-label": say("coder.codes.title") });
  list.id = `qk-picker-${makeId()}`;
  input.setAttribute("aria-controls", list.id);
  const hint = makeElement("div", { class: "qk-hint" });
  const element = makeElement("div", { class: "qk-picker", hidden: true }, title, input, list, hint);
  const picker = { element, input, list, options: [], at: 0, now: null, of: null, prepared: [] };

  function draw() {
    const { codebook } = work.opened;
    if (picker.of !== codebook) Object.assign(picker, { of: codebook, prepared: codebook.codes.map(prepareCode) });
    const codes = rankCodes(picker.prepared, input.value, work.lastUsed).slice(0, SHOWN);
    picker.options = codes.map((code) => ({ code }));
    if (picker.now.invent && input.value.trim()) picker.options.push({ invent: input.value.trim() });
    picker.at = 0;
    list.replaceChildren(...picker.options.map((option, place) => drawOption(desk, list.id, option, place)));
    mark();
  }

  function mark() {
    for (const [place, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(place === picker.at));
    }
    const item = list.children[picker.at];
    input.setAttribute("aria-activedescendant", item?.id ?? "");
    item?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    if (!picker.now) return;
    const { closed } = picker.now;
    picker.now = null;
    element.hidden = true;
    closed?.();
  }

  function take(place) {
    const option = picker.options[place];
    if (!option) return;
    const { choose, invent } = picker.now;
    close();
    if (option.code) choose(option.code.code);
    else invent(option.invent);
  }

  function step(by) {
    const n = picker.options.length;
    if (n) picker.at = (picker.at + by + n) % n;
    mark();
  }

  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && event.shiftKey && picker.now.invent) {
      const { invent } = picker.now;
      close();
      invent(input.value.trim());
    } else if (event.key === "Enter") take(picker.at);
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take([...list.children].indexOf(event.target.closest("li"))));
  input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && close()));

  picker.close = close;
  picker.isOpen = () => picker.now !== null;
  picker.open = (now) => {
    picker.now = now;
    title.replaceChildren(
      makeElement("strong", { text: now.title }),
      makeElement("span", { class: "qk-quote", text: now.quote ? `“${shorten(now.quote, 70)}”` : "" }),
    );
    hint.textContent = say(now.invent ? "coder.picker.hint" : "coder.picker.hint_plain");
    input.value = now.letters ?? "";
    element.hidden = false;
    element.classList.toggle("qk-at-top", isLow(desk));
    draw();
    input.focus();
  };
  return picker;
}

/** Whether the words that are coded stand low in the pane, where the picker would cover them. */
function isLow(desk) {
  const turn = desk.parts.textBox.querySelector('[aria-current="true"]');
  if (!turn) return false;
  const frame = desk.parts.textBox.getBoundingClientRect();
  return turn.getBoundingClientRect().top > frame.top + frame.height / 2;
}

function drawOption(desk, listId, option, place) {
  const { say } = desk;
  const item = makeElement("li", { class: "qk-option", role: "option", id: `${listId}-${place}` });
  if (option.invent) {
    item.classList.add("qk-invent");
    item.append(makeElement("span", { text: say("coder.picker.invent", { words: option.invent }) }));
    return item;
  }
  const { code } = option;
  item.append(
    makeSwatch(code.colour), makeElement("span", { class: "qk-code-label", text: code.label }),
    makeElement("span", { class: "qk-path", text: code.code }),
    makeElement("span", { class: "qk-option-meaning", text: shorten(code.definition ?? "", 90) }),
  );
  return item;
}
