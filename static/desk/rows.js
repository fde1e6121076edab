// Rows of an entry's form: a new row folds to one line when the next is begun, and the keyboard
// does without the mouse. Ctrl+Enter (Cmd on a Mac) begins the next row of the same list, with the
// same property unless that is said but once; Ctrl+S saves and goes on.
import * as pickers from "./picker.js";
import * as properties from "./properties.js";

const words = document.getElementById("desk-words").dataset;
const QUIET = new Set(["certain", "normal", "supports", "variant"]); // what goes without saying
const LONGEST = 60;

function enhanceAll(part) {
  for (const list of part.querySelectorAll('.entry-rows select[name$="-property"]')) properties.enhance(list);
  for (const box of part.querySelectorAll(".picker[data-picker]")) pickers.enhance(box);
  tellDefault();
}

// A sentence of what a new row says so far, in the order of its boxes.
function sentence(row) {
  const said = row.dataset.called ? [row.dataset.called] : []; // the file of a picture
  for (const box of row.querySelectorAll("input, select, textarea")) {
    const isAside = ["hidden", "checkbox", "file", "number"].includes(box.type);
    if (isAside || box.hidden || box.value.trim() === "" || QUIET.has(box.value)) continue;
    const text = box instanceof HTMLSelectElement ? box.selectedOptions[0].textContent : box.dataset.name || box.value;
    said.push(text.trim().slice(0, LONGEST));
  }
  return said.join(" · ");
}

function isUsed(row) {
  return [...row.querySelectorAll("input.combo-input, input[type=text], textarea")].some((box) => box.value.trim());
}

function retell(row) {
  const label = row?.querySelector("summary .inline_label");
  if (label && !row.classList.contains("empty-form")) label.textContent = isUsed(row) || row.dataset.called ? sentence(row) : words.new;
}

// The default source stands, greyed, where a new row names none.
function tellDefault() {
  const isChosen = /^\d+$/.test(document.querySelector('input[name="default_source"]')?.value ?? "");
  const source = isChosen ? document.getElementById("id_default_source").value : "";
  for (const key of document.querySelectorAll('.inline-related:not(.has_original) input[name$="-source"]')) {
    const box = key.parentElement.querySelector(".combo-input");
    if (box) box.placeholder = source;
  }
}

function firstBox(row) {
  const boxes = [...row.querySelectorAll("input, select, textarea")];
  return boxes.find((box) => box.type !== "hidden" && !box.hidden && box.offsetParent && !box.value) ?? boxes[0];
}

function nextRow(row) {
  const group = row.closest(".inline-group");
  const list = row.querySelector('select[name$="-property"]');
  group.querySelector(".add-row a")?.click();
  const rows = group.querySelectorAll(".inline-related:not(.empty-form)");
  const added = rows[rows.length - 1];
  if (added === row) return;
  const repeated = added.querySelector('select[name$="-property"]');
  if (list?.value && repeated && !properties.factsOf(list)[list.value]?.single) {
    repeated.value = list.value;
    repeated.dispatchEvent(new Event("desk:set"));
  }
  firstBox(added)?.focus();
}

// A text that is begun takes the next language in which there is none.
function offerLanguage(row) {
  const list = row.querySelector('select[name^="texts-"][name$="-language"]');
  if (!list || list.value) return;
  const group = row.closest(".inline-group");
  const others = [...group.querySelectorAll('.inline-related:not(.empty-form) select[name$="-language"]')];
  const taken = new Set(others.map((one) => one.value));
  const free = [...list.options].find((one) => one.value && !taken.has(one.value));
  if (free) list.value = free.value;
}

function fold(row) {
  retell(row);
  const details = row.querySelector("details.new-row");
  if (details && isUsed(row) && !row.querySelector(".errorlist")) details.open = false;
}

document.addEventListener("change", (event) => {
  retell(event.target.closest?.(".entry-rows .inline-related:not(.has_original)"));
  if (event.target.name === "default_source") tellDefault();
});
document.addEventListener("formset:added", (event) => {
  enhanceAll(event.target);
  offerLanguage(event.target);
  const others = event.target.parentElement.querySelectorAll(".inline-related:not(.has_original, .empty-form)");
  for (const row of others) if (row !== event.target) fold(row);
});
// Where a row was begun or removed, the cursor goes on: into the new row, or to the link for another.
document.addEventListener("click", (event) => {
  const group = event.isTrusted && event.target.closest?.(".entry-rows .add-row a")?.closest(".inline-group");
  if (group) firstBox([...group.querySelectorAll(".inline-related:not(.empty-form)")].pop())?.focus();
});
document.addEventListener("formset:removed", (event) => {
  const link = document.querySelector(`#${event.detail.formsetName}-group .add-row a`);
  queueMicrotask(() => link?.focus()); // shown by then
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
  if (event.key === "s") {
    const save = document.querySelector('[name="_continue"]');
    if (!save) return;
    event.preventDefault();
    document.activeElement?.dispatchEvent(new Event("change", { bubbles: true }));
    save.click();
  } else if (event.key === "Enter") {
    const row = event.target.closest?.(".entry-rows .inline-related");
    if (!row) return;
    event.preventDefault();
    nextRow(row);
  }
});

// Django's box for several terms has a field for searching that nobody has named.
window.django?.jQuery(() => {
  for (const field of document.querySelectorAll(".select2-search__field")) {
    const label = field.closest(".form-row")?.querySelector("label");
    if (label) field.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
  }
});

enhanceAll(document);
for (const row of document.querySelectorAll(".entry-rows .inline-related:not(.has_original)")) retell(row);
