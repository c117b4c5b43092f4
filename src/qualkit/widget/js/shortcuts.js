/** Which key does what. Letters belong to the codes; commands have Ctrl, Alt, Delete, Escape or a function key. */
import { openDialog } from "./dialogs.js";
import { makeElement } from "./elements.js";

/**
 * Commands that work anywhere in the view, dialogs apart. `keys` is what people read, `fits` what the browser sends.
 * In a field that is being written in, only those with `inFields`.
 */
const COMMANDS = [
  { does: "help", keys: "F1 · ?", inFields: true, fits: (e) => e.key === "F1" },
  { does: "recode", keys: "F2", inFields: true, fits: (e) => e.key === "F2" },
  { does: "nextHit", keys: "F3", inFields: true, fits: (e) => e.key === "F3" && !e.shiftKey },
  { does: "previousHit", keys: "Shift+F3", inFields: true, fits: (e) => e.key === "F3" && e.shiftKey },
  { does: "beyond", keys: "F4", inFields: true, fits: (e) => e.key === "F4" && !e.altKey && !e.ctrlKey },
  { does: "nextPane", keys: "F6", inFields: true, fits: (e) => e.key === "F6" },
  { does: "nextUncoded", keys: "F8", inFields: true, fits: (e) => e.key === "F8" && !e.shiftKey },
  { does: "previousUncoded", keys: "Shift+F8", inFields: true, fits: (e) => e.key === "F8" && e.shiftKey },
  { does: "nextOther", keys: "F9", inFields: true, fits: (e) => e.key === "F9" && !e.shiftKey },
  { does: "previousOther", keys: "Shift+F9", inFields: true, fits: (e) => e.key === "F9" && e.shiftKey },
  { does: "accept", keys: "Ctrl+Enter", fits: (e) => isCtrl(e) && e.key === "Enter" },
  { does: "reject", keys: "Ctrl+Delete", fits: (e) => isCtrl(e) && (e.key === "Delete" || e.key === "Backspace") },
  { does: "undo", keys: "Ctrl+Z", fits: (e) => isCtrl(e) && !e.shiftKey && e.code === "KeyZ" },
  { does: "redo", keys: "Ctrl+Shift+Z · Ctrl+Y", fits: (e) => isCtrl(e) && (e.code === "KeyY" || e.code === "KeyZ") },
  { does: "search", keys: "Ctrl+F", inFields: true, fits: (e) => isCtrl(e) && e.code === "KeyF" },
  { does: "memo", keys: "Alt+M", inFields: true, fits: (e) => isAlt(e) && e.code === "KeyM" },
  { does: "invent", keys: "Alt+N", inFields: true, fits: (e) => isAlt(e) && e.code === "KeyN" },
  { does: "nextCoding", keys: "Alt+↓", fits: (e) => isAlt(e) && e.key === "ArrowDown" },
  { does: "previousCoding", keys: "Alt+↑", fits: (e) => isAlt(e) && e.key === "ArrowUp" },
  { does: "endLater", keys: "Alt+Shift+→", fits: (e) => isResize(e) && e.key === "ArrowRight" },
  { does: "endEarlier", keys: "Alt+Shift+←", fits: (e) => isResize(e) && e.key === "ArrowLeft" },
  { does: "startEarlier", keys: "Alt+Shift+↑", fits: (e) => isResize(e) && e.key === "ArrowUp" },
  { does: "startLater", keys: "Alt+Shift+↓", fits: (e) => isResize(e) && e.key === "ArrowDown" },
];

/** What a held key does again and again: going further, and what can be seen and taken back at each step. */
const REPEATED = [
  "nextHit", "previousHit", "nextUncoded", "previousUncoded", "nextOther", "previousOther", "nextCoding", "previousCoding",
  "undo", "redo", "endLater", "endEarlier", "startEarlier", "startLater",
];

/** What the transcript itself understands, for the list of keys. */
const TEXT_KEYS = [
  ["arrows", "↑ ↓ ← →"], ["extend", "Shift+← →"], ["turn", "␣"], ["letters", "a … z · Enter"], ["numbers", "1 … 9"],
  ["delete", "Delete"], ["escape", "Escape"],
];

function isCtrl(event) {
  return (event.ctrlKey || event.metaKey) && !event.altKey;
}

function isAlt(event) {
  return event.altKey && !event.shiftKey && !event.ctrlKey && !event.metaKey;
}

function isResize(event) {
  return event.altKey && event.shiftKey && !event.metaKey;
}

function isField(target) {
  return ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.type !== "checkbox";
}

/**
 * @param {HTMLElement} root
 * @param {() => HTMLElement} text the transcript, in which letters and digits code
 * @param {Object<string, Function>} deeds one for each `does` above, and letters, number, remove, leave
 */
export function listenToKeys(root, text, deeds) {
  root.addEventListener("keydown", (event) => {
    if (event.repeat && isOnce(event, text())) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.isComposing || event.target.closest("dialog")) return;
    const command = COMMANDS.find((one) => one.fits(event) && (one.inFields || !isField(event.target)));
    const isDone = command ? deeds[command.does](event) !== false : codeByKey(event, text(), deeds);
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.stopPropagation(); // a plain key is never a command of the notebook
    if (event.defaultPrevented || event.isComposing || event.target.closest("dialog")) return;
    if (event.key === "Escape") deeds.toText();
    else if (event.key === "?" && !isField(event.target)) deeds.help();
    else return;
    event.preventDefault();
  });
}

/** Whether a key decides something, and so counts once however long it is held. */
function isOnce(event, text) {
  const isWriting = event.target.tagName === "TEXTAREA" && !isCtrl(event);
  if (event.key === "Enter" && !isWriting) return true;
  if (event.target.closest("dialog")) return false;
  const command = COMMANDS.find((one) => one.fits(event) && (one.inFields || !isField(event.target)));
  if (command) return !REPEATED.includes(command.does);
  return text.contains(event.target) && !isCtrl(event) && !event.altKey && /^([1-9]|Delete|Backspace)$/.test(event.key);
}

function codeByKey(event, text, deeds) {
  if (!text.contains(event.target) || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { key } = event;
  if (key === "?") deeds.help();
  else if (/^[1-9]$/.test(key)) deeds.number(Number(key));
  else if (key === "Delete" || key === "Backspace") deeds.remove();
  else if (key === "Escape") deeds.leave();
  else if (key === "Enter") deeds.letters("");
  else if (/^[\p{L}\p{N}]$/u.test(key)) deeds.letters(key);
  else return false;
  return true;
}

/** The list of keys. */
export function openKeys(desk) {
  const { say } = desk;
  const rows = [
    ...TEXT_KEYS.map(([does, keys]) => [keys, say(`coder.key.${does}`)]),
    ...COMMANDS.map(({ does, keys }) => [keys, say(`coder.key.${does}`)]),
  ];
  const table = makeElement(
    "table", { class: "qk-keys" },
    makeElement("tbody", {}, ...rows.map(([keys, text]) => makeElement(
      "tr", {}, makeElement("th", { scope: "row" }, makeElement("kbd", { text: keys })), makeElement("td", { text }),
    ))),
  );
  return openDialog(desk, { title: say("coder.keys.title"), body: [table], cancel: say("coder.dialog.close") });
}
