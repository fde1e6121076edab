// The box that chooses an entry: a combobox over the plain box that holds its key.
import { Combobox, element } from "./combobox.js";
import { begin, kindsToBegin } from "./draft.js";

export const words = document.getElementById("desk-words").dataset;
const MOST_USED = 60;
const boxes = new WeakMap(); // from the element of a picker to its combobox

export function enhance(box) {
  if (box.dataset.ready || box.closest(".empty-form")) return;
  box.dataset.ready = "1";
  const key = box.querySelector("input");
  const said = box.querySelector(".picker-said");
  const isChosen = /^\d+$/.test(key.value);
  const input = element("input", { type: "text", id: key.id, class: "combo-input", maxlength: key.maxLength });
  const described = key.getAttribute("aria-describedby");
  if (described) input.setAttribute("aria-describedby", described);
  if (key.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
  input.value = isChosen ? said.textContent : key.value;
  key.id += "_key";
  key.type = "hidden";
  said.hidden = true;
  box.prepend(input);
  let before = { id: key.value, text: input.value };
  const set = (id) => {
    key.value = id;
    key.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const choose = (option) => {
    before = { id: option.id, text: labelOf(option) };
    input.dataset.name = option.name ?? "";
    set(option.id);
  };
  const combo = new Combobox(input, {
    words,
    find: (text, page) => find(box, text, page),
    // What is typed and not chosen is sent as it is: the server reads names and identifiers too.
    typed: (text) => set(text === null ? before.id : text),
    pick: async (option, text) => {
      if (!option.create) return choose(option);
      const made = await begin({ ...option, text, input });
      if (!made) return;
      combo.show(labelOf(made));
      choose(made);
    },
  });
  boxes.set(box, { combo, choose });
}

function labelOf({ name, about, text }) {
  return name ? `${name} · ${about}` : text;
}

// Puts an entry into a picker from outside.
export function put(box, entry) {
  const { combo, choose } = boxes.get(box);
  combo.show(labelOf(entry));
  choose(entry);
}

async function find(box, text, page) {
  const { app, model, field, picker } = box.dataset;
  const kinds = kindsOf(box);
  const query = new URLSearchParams({
    app_label: app, model_name: model, field_name: field, term: text, page, kinds, used: used(),
  });
  const response = await fetch(`${picker}?${query}`);
  if (!response.ok) return { options: [], more: false };
  const answer = await response.json();
  const options = answer.results.map((one) => ({ ...one, label: labelOf(one), far: !one.named }));
  const mayBegin = box.closest("dialog") ? [] : kindsToBegin(kinds);
  const more = answer.pagination.more;
  if (text && mayBegin.length && !more) {
    options.push({
      create: true, kinds: mayBegin, identifier: answer.identifier, name: words.create.replace("%s", text),
    });
  }
  return { options, more };
}

// The kinds that may be chosen: what the property of the row admits, within what the box takes.
function kindsOf(box) {
  const { field, kinds } = box.dataset;
  if (field !== "object" && field !== "subject") return kinds;
  const property = box.closest(".inline-related")?.querySelector('select[name$="-property"]')?.value;
  const facts = box.closest(".inline-group")?.querySelector('script[type="application/json"]');
  return (property && facts && JSON.parse(facts.textContent)[property]?.kinds) || kinds;
}

// The keys chosen anywhere on the form, the latest rows first.
function used() {
  const keys = [...document.querySelectorAll('.picker > input[type="hidden"]')].map((one) => one.value);
  return [...new Set(keys.filter((one) => /^\d+$/.test(one)))].reverse().slice(0, MOST_USED).join(",");
}
