/** Memos: on a coding, the document, a code, a case, a finding, or the study. */
import { openDialog } from "./dialogs.js";
import { makeElement, makeField, makeSelect, shorten } from "./elements.js";

/** What a memo can be on here: [value, text] pairs for each kind. */
function listTargets({ say, work }, coding) {
  const { document, codebook, cases, findings } = work.opened;
  const quote = coding ? shorten(work.quote(coding.start, coding.end), 40) : "";
  return {
    coding: coding ? [[coding.id, `${work.label(coding.code)}: “${quote}”`]] : [],
    document: [[document.id, document.id]],
    code: codebook.codes.map((code) => [code.code, `${code.label} (${code.code})`]),
    case: (cases ?? []).map((one) => [one.case, one.role ? `${one.case} (${one.role})` : one.case]),
    finding: (findings ?? []).map((one) => [one.id, shorten(`${one.id}: ${one.claim}`, 90)]),
    study: [["", say("coder.memo.study")]],
  };
}

/**
 * Opens the memo on something; another target can be chosen in it, and what was begun is kept until it closes.
 * @param {{say: Function, work: object, root: HTMLElement}} desk
 */
export async function openMemo(desk, { on, target = "", coding = null }) {
  const { say, work } = desk;
  const { document: here } = work.opened;
  const near = { case: desk.turn()?.case, code: coding?.code }; // what is at hand is proposed first
  const targets = listTargets(desk, coding);
  const kinds = Object.keys(targets).filter((kind) => targets[kind].length > 0);
  const drafts = new Map();
  const kind = makeSelect(kinds.map((one) => [one, say(`coder.memo.on.${one}`)]), on);
  const which = makeElement("select", { class: "qk-select" });
  const text = makeElement("textarea", { class: "qk-input qk-memo", rows: "7", maxlength: "20000" });
  const keyOf = () => `${kind.value}\n${which.value}`;
  const load = () => (text.value = drafts.get(keyOf())?.text ?? work.memo(kind.value, which.value));
  const setTargets = (value) => {
    which.replaceChildren(...targets[kind.value].map(([id, name]) => makeElement("option", { value: id, text: name })));
    if (targets[kind.value].some(([id]) => id === value)) which.value = value;
    which.disabled = targets[kind.value].length < 2;
    load();
  };
  kind.addEventListener("change", () => setTargets(near[kind.value]));
  which.addEventListener("change", load);
  text.addEventListener("input", () => {
    drafts.set(keyOf(), { on: kind.value, target: which.value, text: text.value });
  });
  setTargets(target);
  const body = [
    makeElement("div", { class: "qk-two" }, makeField(say("coder.memo.about"), kind),
      makeField(say("coder.memo.which"), which)),
    makeField(say("coder.memo.text"), text, say("coder.memo.hint")),
  ];
  const accept = say("coder.memo.save");
  if (!(await openDialog(desk, { title: say("coder.memo.title"), body, accept, focus: text }))) return;
  for (const memo of drafts.values()) {
    const now = memo.text.trim();
    if (now !== work.memo(memo.on, memo.target)) work.writeMemo(memo.on, memo.target, now, here);
  }
}
