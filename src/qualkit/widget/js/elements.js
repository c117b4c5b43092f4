/** Building the page: elements, words with their values, and what a screen reader is told. */

/**
 * An element with its properties and children. Text, the user's above all, enters by textContent only.
 * @param {string} tag
 * @param {Object<string, any>} [properties] `text`, `class`, `on…` as listeners, all else as attributes; null and
 *   false are left out
 * @param {...(Node|null)} children
 */
export function makeElement(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name === "value") element.value = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter(Boolean));
  return element;
}

/** A button that never submits; `press` is called with the event. */
export function makeButton(text, press, properties = {}) {
  return makeElement("button", { type: "button", class: "qk-button", text, onclick: press, ...properties });
}

let fieldNumber = 0;

/** A label above its field, tied to each other. `hint` is read out with the field. */
export function makeField(text, field, hint = "") {
  fieldNumber += 1;
  field.id = `qk-field-${fieldNumber}`;
  const note = hint ? makeElement("p", { class: "qk-hint", id: `${field.id}-hint`, text: hint }) : null;
  if (note) field.setAttribute("aria-describedby", note.id);
  const label = makeElement("label", { class: "qk-label", for: field.id, text });
  return makeElement("div", { class: "qk-field" }, label, field, note);
}

/** A select of [value, text] pairs. */
export function makeSelect(choices, value, properties = {}) {
  const options = choices.map(([one, text]) => makeElement("option", { value: one, text, selected: one === value }));
  return makeElement("select", { class: "qk-select", ...properties }, ...options);
}

/** The square of a code's colour; the label beside it says the same in words. */
export function makeSwatch(colour) {
  const swatch = makeElement("span", { class: "qk-swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{6}$/i.test(colour ?? "")) swatch.style.background = colour;
  return swatch;
}

/**
 * How words of the interface are said: `say("coder.done.add", {code: "needs"})`.
 * @param {Object<string, string>} words all in one language, with `{name}` where a value goes
 */
export function makeSay(words) {
  return (key, values = {}) => {
    const wording = words[key] ?? key;
    return wording.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}

const AT_LATEST = 100;

/** Does it when the page has nothing else to do, or after so many milliseconds. */
export function whenIdle(work, timeout) {
  if (window.requestIdleCallback) requestIdleCallback(work, { timeout });
  else setTimeout(work, 60);
}

/**
 * Draws once the next frame is on the screen: what people look for first does not wait for what they look at second.
 * Called again before that, it draws once, with what it was given last.
 */
export function makeSecond(draw) {
  let given = null;

  function drawNow() {
    const last = given;
    given = null;
    draw(...last);
  }

  return (...values) => {
    if (!given) requestAnimationFrame(() => whenIdle(drawNow, AT_LATEST));
    given = values;
  };
}

const SEEN_FOR = 4000;

/** What was done, seen for a moment and read out politely. The same sentence twice in a row is read twice. */
export function makeAnnouncer() {
  const element = makeElement("div", { class: "qk-told", role: "status", "aria-live": "polite" });
  let timer = 0;
  return {
    element,
    announce(text, { isSeen = true } = {}) {
      element.textContent = element.textContent === text ? `${text}\u00a0` : text;
      element.classList.toggle("qk-unseen", !isSeen);
      clearTimeout(timer);
      timer = setTimeout(() => element.classList.add("qk-unseen"), SEEN_FOR);
    },
  };
}

/** Gives an element these children in this order; those that stand right already stay untouched. */
export function putChildren(element, children) {
  const wanted = new Set(children);
  for (const child of [...element.children]) if (!wanted.has(child)) child.remove();
  let next = element.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else element.insertBefore(child, next);
  }
}

/** Draws anew, and gives the focus back to what stands at the same `data-field`, if it was in there. */
export function keepFocus(element, draw) {
  const now = element.contains(document.activeElement) ? document.activeElement : null;
  draw();
  if (!now || element.contains(document.activeElement)) return;
  (element.querySelector(`[data-field="${now.dataset.field}"]`) ?? element.querySelector("button"))?.focus();
}

/** Up to `length` characters of a text on one line; what was cut is shown as cut. */
export function shorten(text, length) {
  const points = Array.from(text.replace(/\s+/g, " ").trim());
  return points.length <= length ? points.join("") : `${points.slice(0, length - 1).join("").trimEnd()}…`;
}

/** A random id in hex; works without https, where randomUUID does not. */
export function makeId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
