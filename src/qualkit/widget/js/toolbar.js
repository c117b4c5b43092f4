/** The toolbar: one stop for Tab, arrows within; and whether the work is saved. */
import { makeButton, makeElement } from "./elements.js";

/** @param {{say: Function, work: object, deeds: Object<string, Function>}} desk */
export function makeToolbar(desk) {
  const { say, deeds } = desk;
  const names = ["documents", "undo", "redo", "previousUncoded", "nextUncoded", "search", "filter", "others", "invent",
    "memo", "review", "help"];
  const buttons = Object.fromEntries(
    names.map((name) => [name, makeButton(say(`coder.tool.${name}`), () => deeds[name](), {
      class: "qk-button", tabindex: -1, title: say(`coder.tool.${name}.title`), "data-tool": name,
    })]),
  );
  for (const name of ["previousUncoded", "nextUncoded", "help"]) {
    buttons[name].setAttribute("aria-label", say(`coder.tool.${name}.title`));
  }
  const bar = makeElement("div", { class: "qk-tools", role: "toolbar", "aria-label": say("coder.tool.label") });
  bar.append(...Object.values(buttons));
  const status = makeElement("span", { class: "qk-status", role: "status", "aria-live": "off" });
  const element = makeElement("header", { class: "qk-head" }, bar, status);
  rove(bar);
  return {
    element,
    draw: () => drawTools(desk, buttons),
    focus: () => bar.querySelector('[tabindex="0"]').focus(),
    tell(told) {
      const isIdle = told.n === 0 && told.state !== "saved"; // Python is asked for something, nothing has to be written
      status.setAttribute("aria-live", ["busy", "lost"].includes(told.state) ? "polite" : "off"); // else too talkative
      status.textContent = say(`coder.status_line.${told.state}${isIdle ? "_idle" : ""}`, { n: told.n });
      status.dataset.state = told.state;
    },
  };
}

/** Arrow keys move between the buttons; Tab leaves the bar. */
function rove(bar) {
  const all = [...bar.children];
  all[0].tabIndex = 0;
  const focus = (button) => {
    for (const one of all) one.tabIndex = one === button ? 0 : -1;
    button.focus();
  };
  bar.addEventListener("focusin", (event) => {
    for (const one of all) one.tabIndex = one === event.target ? 0 : -1;
  });
  bar.addEventListener("keydown", (event) => {
    const at = all.indexOf(event.target);
    if (event.key === "ArrowRight") focus(all[(at + 1) % all.length]);
    else if (event.key === "ArrowLeft") focus(all[(at - 1 + all.length) % all.length]);
    else if (event.key === "Home") focus(all[0]);
    else if (event.key === "End") focus(all.at(-1));
    else return;
    event.preventDefault();
  });
}

/** aria-disabled instead of disabled: a button that cannot act keeps the focus and can still be read. */
function enable(button, isOn) {
  button.setAttribute("aria-disabled", String(!isOn));
}

function drawTools(desk, buttons) {
  const { say, work } = desk;
  const { document, study } = work.opened;
  const made = study.fictional ? ` · ${say("coder.fictional")}` : ""; // nobody may take made-up people for real ones
  buttons.documents.textContent = `${document.id}${made} ▾`;
  buttons.documents.setAttribute("aria-label", say("coder.tool.documents.title", { document: document.id }));
  for (const step of ["undo", "redo"]) {
    const what = desk.sayStep(step);
    buttons[step].textContent = what ? `${say(`coder.tool.${step}`)}: ${what}` : say(`coder.tool.${step}`);
    buttons[step].title = buttons[step].textContent;
    enable(buttons[step], Boolean(what));
  }
  const left = work.listUncoded().length;
  buttons.nextUncoded.title = say("coder.tool.nextUncoded.title", { n: left });
  enable(buttons.nextUncoded, left > 0);
  enable(buttons.previousUncoded, left > 0);
  const { reviewed } = work.state;
  const key = reviewed ? (reviewed.stale ? "stale" : "reviewed") : "review";
  buttons.review.textContent = say(`coder.tool.${key}`);
  buttons.review.title = say(`coder.tool.${key}.title`);
  buttons.review.setAttribute("aria-pressed", String(Boolean(reviewed && !reviewed.stale)));
  buttons.review.dataset.state = key;
  buttons.memo.classList.toggle("qk-has", Boolean(work.memo("document", document.id)));
  buttons.others.setAttribute("aria-expanded", String(desk.isOthersOpen()));
}
