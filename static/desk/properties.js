// The list of properties as a box in which one types: a label in any language finds it.
import { Combobox, element } from "./combobox.js";

const words = document.getElementById("desk-words").dataset;

// Answers what is known of each property that a list offers, by key.
export function factsOf(list) {
  const facts = list.closest(".inline-group")?.querySelector('script[type="application/json"]');
  return facts ? JSON.parse(facts.textContent) : {};
}

export function enhance(list) {
  const known = factsOf(list);
  if (!Object.keys(known).length || list.dataset.ready || list.closest(".empty-form")) return;
  list.dataset.ready = "1";
  const input = element("input", { type: "text", id: list.id, class: "combo-input" });
  list.id += "_list";
  list.hidden = true;
  const label = () => (list.value ? list.selectedOptions[0].textContent : "");
  input.value = label();
  const holder = element("span", { class: "picker" });
  list.before(holder);
  holder.append(input, list);
  const options = [...list.options].filter((one) => one.value).map((one) => ({
    id: one.value,
    name: one.textContent,
    about: one.parentElement.label,
    words: plain(`${one.textContent} ${known[one.value]?.words ?? ""}`),
  }));
  const set = (value) => {
    list.value = value;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  let before = list.value;
  const told = element("span", { class: "echo echo-error" });
  const tell = (isUnknown) => {
    told.textContent = isUnknown ? words.unknown : "";
    input.toggleAttribute("aria-invalid", isUnknown);
  };
  told.id = `${input.id}_told`;
  told.setAttribute("role", "status");
  const combo = new Combobox(input, {
    words,
    find: async (text) => ({ options: sift(options, plain(text)), more: false }),
    // Only what is in the list is sent: not what was chosen before, once something else is typed.
    typed: (text) => {
      const called = text === null ? { id: before } : options.find((one) => plain(one.name) === plain(text));
      set(called?.id ?? "");
      tell(false);
    },
    pick: (option) => {
      before = option.id;
      set(option.id);
    },
  });
  input.addEventListener("blur", () => {
    if (!combo.eager) tell(input.value.trim() !== "" && !list.value);
  });
  list.addEventListener("desk:set", () => {
    before = list.value;
    combo.show(label());
    tell(false);
  });
  holder.append(told);
}

function plain(text) {
  return text.toLocaleLowerCase().normalize("NFC");
}

// Keeps what contains the text; what begins with it comes first, then what has a word that does;
// of several the shortest, to which the text comes nearest ("died": "died in", not "died before").
function sift(options, text) {
  const rank = ({ name, words: all }) => {
    if (plain(name).startsWith(text)) return 0;
    if (` ${all}`.includes(` ${text}`)) return 1;
    return all.includes(text) ? 2 : 3;
  };
  const size = (one) => (text ? one.name.length : 0);
  return options.map((one) => [rank(one), one]).filter(([place]) => place < 3)
    .sort(([at, one], [place, other]) => at - place || size(one) - size(other)).map(([, one]) => one);
}
