// Says beneath a name, while it is typed, which entries may be the same.
import { element } from "./combobox.js";

const words = document.getElementById("desk-words").dataset;
const WAIT = 350; // milliseconds after the last key
const timers = new WeakMap();

// Asks about what is in a box of a name, shows the answer beneath, and returns it.
export async function lookAlike(box) {
  clearTimeout(timers.get(box));
  const row = box.closest(".form-row, .draft-box");
  const place = row?.querySelector(".alike");
  const text = box.value.trim();
  if (!text || !place) return show(place, [], "");
  const what = about(box);
  if (!what.kind) return []; // a name on its own page, of an entry that there is
  const query = new URLSearchParams({ text, ...what });
  const response = await fetch(`${words.alike}?${query}`);
  if (!response.ok || box.value.trim() !== text) return [];
  const answer = await response.json();
  row.append(place); // below all boxes of the line, where there is room
  return show(place, answer.found, answer.sentence, box.closest("dialog") !== null);
}

// What the entry is: in the dialog as chosen there, else as the form says.
function about(box) {
  const dialog = box.closest("dialog");
  if (dialog) {
    const { elements } = dialog.querySelector("form");
    return { kind: elements["new-kind"].value, date: elements["new-date"].value };
  }
  return { kind: words.kind, entry: words.entry, date: dateOfForm() };
}

// The date of the entry itself, or that of the first row that opens or closes its life.
function dateOfForm() {
  const own = document.querySelector("#id_date, #id_issued");
  if (own?.value) return own.value;
  const facts = document.querySelector('#statements-group script[type="application/json"]');
  const known = facts ? JSON.parse(facts.textContent) : {};
  for (const list of document.querySelectorAll('#statements-group select[name$="-property"]')) {
    const date = document.querySelector(`[name="${list.name.replace(/property$/, "date")}"]`);
    if (known[list.value]?.boundary && date?.value) return date.value;
  }
  return "";
}

function show(place, found, sentence, mayUse = false) {
  if (!place) return found;
  const items = found.map((one) => {
    const link = element("a", { href: one.address, target: "_blank", rel: "noopener" }, one.name);
    const rest = [one.matched && `“${one.matched}”`, one.about, one.reason].filter(Boolean).join(" · ");
    const item = element("li", {}, link, ` ${rest} `);
    if (mayUse) {
      const button = element("button", { type: "button" }, words.use);
      const use = () => place.dispatchEvent(new CustomEvent("alike:use", { bubbles: true, detail: one }));
      button.addEventListener("click", use);
      item.append(button);
    }
    return item;
  });
  const said = items.length ? [element("p", {}, sentence), element("ul", {}, ...items)] : [];
  place.replaceChildren(...said);
  return found;
}

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.dataset.nameEcho) return;
  clearTimeout(timers.get(box));
  timers.set(box, setTimeout(() => lookAlike(box).catch(() => {}), WAIT));
});
