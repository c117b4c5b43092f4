/** Dialogs: modal, with the focus kept inside, Escape to leave, and the focus back where it was. */
import { makeButton, makeElement } from "./elements.js";

/**
 * Opens a dialog and resolves to whether it was accepted.
 * @param {{say: Function, root: HTMLElement}} desk
 * @param {{title: string, body: Node[], accept?: string, danger?: boolean, cancel?: string, focus?: HTMLElement,
 *   check?: () => (string | null | Promise<string | null>)}} parts `check` runs before it closes; a sentence that it
 *   returns is shown and the dialog stays
 */
export function openDialog(desk, parts) {
  const { say, root } = desk;
  const before = document.activeElement;
  return new Promise((resolve) => {
    const dialog = drawDialog(parts);
    const { fault, buttons } = dialog.parts;
    let accepted = false;
    let isChecking = false;
    const accept = async () => {
      if (isChecking) return;
      isChecking = true;
      const problem = (await parts.check?.()) ?? null;
      isChecking = false;
      fault.textContent = problem ?? "";
      if (problem) return;
      accepted = true;
      dialog.element.close();
    };
    const leave = () => dialog.element.close();
    buttons.append(makeButton(parts.cancel ?? say("coder.dialog.cancel"), leave));
    if (parts.accept) {
      const look = parts.danger ? "qk-button qk-danger" : "qk-button qk-primary";
      buttons.append(makeButton(parts.accept, accept, { class: look }));
    }
    dialog.element.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && isMeantAsAccept(event) && parts.accept) {
        event.preventDefault();
        accept();
      }
    });
    dialog.element.addEventListener("close", () => {
      dialog.element.remove();
      const back = findAgain(root, before);
      if (back) back.focus({ preventScroll: true });
      else desk.focusText();
      resolve(accepted);
    });
    root.append(dialog.element);
    dialog.element.showModal();
    (parts.focus ?? (parts.danger ? buttons.firstElementChild : buttons.lastElementChild)).focus();
  });
}

/** What had the focus; if it was drawn anew in the meantime, what stands in its place. */
function findAgain(root, before) {
  if (!before || before === document.body) return null;
  if (before.isConnected) return root.contains(before) ? before : null;
  const { field } = before.dataset;
  return field ? root.querySelector(`[data-field="${CSS.escape(field)}"]`) : null;
}

let dialogNumber = 0;

function drawDialog(parts) {
  dialogNumber += 1;
  const id = `qk-dialog-${dialogNumber}`;
  const title = makeElement("h2", { class: "qk-dialog-title", id, text: parts.title });
  const fault = makeElement("p", { class: "qk-fault", role: "alert" });
  const buttons = makeElement("div", { class: "qk-dialog-buttons" });
  const body = makeElement("div", { class: "qk-dialog-body" }, ...parts.body);
  const element = makeElement("dialog", { class: "qk-dialog", "aria-labelledby": id }, title, body, fault, buttons);
  return { element, parts: { fault, buttons } };
}

/** Enter accepts from a field of one line, and from any with Ctrl or Cmd; in buttons and texts it is their own. */
function isMeantAsAccept(event) {
  if (event.isComposing) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return event.target.tagName === "INPUT" && event.target.type === "text";
}

/** Asks before something that cannot be undone: says what it costs. */
export function confirmDeed(desk, { title, text, accept }) {
  const body = text.split("\n").map((line) => makeElement("p", { text: line }));
  return openDialog(desk, { title, body, accept, danger: true });
}

/**
 * Lets choose some of many: a list of boxes with a search, all by keyboard.
 * @returns {Promise<string[]|null>} the chosen values, null if it was left
 */
export async function chooseSome(desk, { title, hint, choices, chosen, search }) {
  const picked = new Set(chosen);
  const list = makeElement("div", { class: "qk-boxes", role: "group", "aria-label": title });
  for (const [value, text] of choices) {
    const box = makeElement("input", { type: "checkbox", value });
    box.checked = picked.has(value);
    box.addEventListener("change", () => (box.checked ? picked.add(value) : picked.delete(value)));
    list.append(makeElement("label", { class: "qk-box" }, box, makeElement("span", { text })));
  }
  const input = makeElement("input", { class: "qk-input", type: "search", placeholder: search, "aria-label": search });
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const label of list.children) label.hidden = !label.textContent.toLowerCase().includes(wanted);
  });
  const body = [hint ? makeElement("p", { class: "qk-hint", text: hint }) : null, input, list].filter(Boolean);
  const accept = desk.say("coder.dialog.accept");
  const accepted = await openDialog(desk, { title, body, accept, focus: input });
  return accepted ? choices.map(([value]) => value).filter((value) => picked.has(value)) : null;
}
