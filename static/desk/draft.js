// The small dialog in which a picker makes a new entry. Entries that may be the same are shown
// first: with one of the same name, the first press only shows it.
import { lookAlike } from "./alike.js";
import { put } from "./picker.js";

const dialog = document.getElementById("draft");
const form = dialog?.querySelector("form");
const submit = form?.querySelector("[type=submit]");
let settle = () => {};
let seen = "";

// Answers the kinds among these (comma-separated; empty: all) that the editor may begin.
export function kindsToBegin(kinds) {
  const wanted = kinds ? kinds.split(",") : null;
  const all = form ? [...form.elements["new-kind"].options].map((one) => one.value) : [];
  return all.filter((kind) => !wanted || wanted.includes(kind));
}

// Opens the dialog; answers the entry that was made or chosen, null if none was.
export async function begin({ kinds, text, identifier, input }) {
  form.reset();
  seen = "";
  say({});
  const list = form.elements["new-kind"];
  for (const one of list.options) one.hidden = one.disabled = !kinds.includes(one.value);
  list.value = kinds[0];
  const name = form.elements["new-name"];
  name.value = identifier ? "" : text;
  form.elements["new-identifier"].value = identifier;
  form.querySelector("[data-identifier]").textContent = identifier;
  offerDefault();
  dialog.showModal();
  name.focus();
  name.dispatchEvent(new Event("input", { bubbles: true }));
  const made = await new Promise((resolve) => { settle = resolve; });
  dialog.close();
  input.focus();
  return made;
}

// The default source of the form is proposed for the new entry as well.
function offerDefault() {
  const key = document.querySelector('input[name="default_source"]');
  const chosen = /^\d+$/.test(key?.value ?? "");
  const text = chosen ? key.parentElement.querySelector(".combo-input").value : "";
  put(form.querySelector(".picker"), { id: chosen ? key.value : "", text });
  form.elements["new-locator"].value = document.getElementById("id_default_locator")?.value ?? "";
}

function say(errors) {
  for (const place of form.querySelectorAll("[data-errors]")) {
    place.textContent = (errors[place.dataset.errors] ?? []).join(" ");
  }
  const first = Object.keys(errors)[0];
  if (first) (form.elements[`new-${first}`] ?? submit).focus();
}

async function send() {
  const name = form.elements["new-name"];
  const asked = `${form.elements["new-kind"].value} ${name.value.trim()}`;
  if (seen !== asked) {
    seen = asked;
    const found = await lookAlike(name);
    if (found.some((one) => one.same)) {
      submit.value = submit.dataset.anyway;
      return;
    }
  }
  const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (response.status === 201) return settle(await response.json());
  say(response.status === 400 ? (await response.json()).errors : { __all__: [form.dataset.failed] });
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (submit.disabled) return;
  submit.disabled = true;
  try {
    await send();
  } catch {
    say({ __all__: [form.dataset.failed] });
  } finally {
    submit.disabled = false;
  }
});
form?.addEventListener("input", () => { submit.value = submit.dataset.create; });
form?.addEventListener("alike:use", (event) => settle(event.detail));
form?.querySelector("[data-cancel]").addEventListener("click", () => settle(null));
dialog?.addEventListener("cancel", (event) => {
  event.preventDefault();
  settle(null);
});
