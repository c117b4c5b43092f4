/** Opening another document in the same view: what was reviewed, and how many codings each has. */
import { openDialog } from "./dialogs.js";
import { makeElement } from "./elements.js";

/** The list of documents with what is known of the open one now, not as it was when it was opened. */
function listDocuments(work) {
  const { document, documents } = work.opened;
  const { codings, reviewed } = work.state;
  const now = { reviewed: Boolean(reviewed && !reviewed.stale), codings: codings.length };
  return documents.map((one) => (one.id === document.id ? { ...one, ...now } : one));
}

/**
 * Lets choose a document; resolves to its id, or null.
 * @param {{say: Function, work: object, root: HTMLElement}} desk
 */
export async function chooseDocument(desk) {
  const { say, work } = desk;
  const here = work.opened.document.id;
  const all = listDocuments(work);
  const list = makeElement("select", { class: "qk-select qk-documents", size: String(Math.min(14, all.length + 1)) });
  list.setAttribute("aria-label", say("coder.documents.title"));
  const sayOne = (one) => {
    const mark = one.reviewed ? "✓" : "\u2007";
    const told = one.reviewed ? `, ${say("coder.documents.reviewed")}` : "";
    return `${mark} ${one.id} · ${say(`coder.kind.${one.kind}`)} · ${say("coder.documents.codings", { n: one.codings })}${told}`;
  };
  const search = makeElement("input", { class: "qk-input", type: "text", placeholder: say("coder.documents.search") });
  search.setAttribute("aria-label", say("coder.documents.search"));
  const draw = () => {
    const wanted = search.value.trim().toLowerCase();
    const fitting = all.filter((one) => one.id.toLowerCase().includes(wanted));
    list.replaceChildren(...fitting.map((one) => makeElement("option", { value: one.id, text: sayOne(one) })));
    list.value = fitting.some((one) => one.id === here) ? here : (fitting[0]?.id ?? "");
  };
  draw();
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const by = event.key === "ArrowDown" ? 1 : -1;
    list.selectedIndex = Math.max(0, Math.min(list.length - 1, list.selectedIndex + by));
  });
  const open = new Promise((resolve) => {
    list.addEventListener("dblclick", () => resolve(true));
    list.addEventListener("keydown", (event) => event.key === "Enter" && resolve(true));
  });
  const read = all.filter((one) => one.reviewed).length;
  const hint = makeElement("p", { class: "qk-hint", text: say("coder.documents.read", { n: read, all: all.length }) });
  const accept = say("coder.documents.open");
  const parts = { title: say("coder.documents.title"), body: [hint, search, list], accept, focus: search };
  const asked = openDialog(desk, parts);
  open.then(() => list.closest("dialog")?.querySelector(".qk-primary")?.click());
  return (await asked) && list.value && list.value !== here ? list.value : null;
}
