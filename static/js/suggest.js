// Suggestions beneath every search box that names their address (data-suggestions). Without this
// file the box is a plain one in a plain form. Keys and roles are those of the combobox with a list
// of the ARIA Authoring Practices: arrows choose, Enter follows, Escape closes; the focus stays in
// the box. A box that comes with an exchanged part of the page is made ready when it is entered.
const WAIT = 150; // milliseconds after the last letter
const LEAST = 2;
const MOST_KEPT = 60;

const kept = new Map();
const said = make("div", { role: "status", className: "unseen" });
document.body.append(said);

let box = null; // the box that has the focus
let list = null;
let options = [];
let at = -1;
let timer = 0;
let asking = null;

function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element && key !== "role") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

function prepare(input) {
  box = input;
  const id = `${input.id}-suggestions`;
  list = document.getElementById(id);
  if (!list) {
    list = make("div", { role: "listbox", id, className: "suggestions", hidden: true, "aria-label": input.dataset.suggestionsLabel });
    // The list must not take the focus from the box: that would close it, and send the form.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.after(list);
  }
  const states = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
}

function close() {
  clearTimeout(timer);
  asking?.abort();
  asking = null;
  if (list) list.hidden = true;
  options = [];
  at = -1;
  box?.setAttribute("aria-expanded", "false");
  box?.removeAttribute("aria-activedescendant");
}

function choose(place) {
  options[at]?.setAttribute("aria-selected", "false");
  // Beyond either end the box itself is chosen again.
  at = place >= options.length ? -1 : place < -1 ? options.length - 1 : place;
  const option = options[at];
  if (!option) {
    box.removeAttribute("aria-activedescendant");
    return;
  }
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function line(entry) {
  const parts = [make("span", { className: "label", lang: entry.language || document.documentElement.lang }, entry.label)];
  if (entry.when) parts.push(" ", make("span", { className: "count" }, entry.when));
  if (entry.matched) parts.push(" ", make("span", { className: "note", lang: entry.matched_language }, entry.matched));
  return parts;
}

function option(url, ...children) {
  const element = make("a", { role: "option", id: `${list.id}-${options.length}`, href: url, tabIndex: -1, "aria-selected": "false" }, ...children);
  options.push(element);
  return element;
}

// In a box that chooses (data-choose), an entry leads to the page with it chosen, and the list of
// all that was found is what the form itself shows.
function choosable(answer) {
  const { choose } = box.dataset;
  if (!choose) return answer;
  const groups = answer.groups.map((group) => ({
    ...group,
    entries: group.entries.filter((one) => !choose.includes(`=${one.pid}&`)).map((one) => ({ ...one, url: choose + one.pid })),
  }));
  return { ...answer, groups: groups.filter((group) => group.entries.length), all: null };
}

function show(found) {
  const answer = choosable(found);
  options = [];
  at = -1;
  box.removeAttribute("aria-activedescendant");
  const groups = answer.groups.map((group, place) => {
    const id = `${list.id}-group-${place}`;
    const heading = make("div", { id, className: "kind", role: "presentation" }, group.heading);
    return make("div", { role: "group", "aria-labelledby": id }, heading, ...group.entries.map((entry) => option(entry.url, ...line(entry))));
  });
  if (answer.all) groups.push(make("div", { role: "group", className: "all", "aria-label": answer.all.label }, option(answer.all.url, answer.all.label)));
  list.replaceChildren(...groups);
  list.hidden = !options.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  said.textContent = answer.status;
}

async function ask(input) {
  const text = input.value.trim();
  if (text.length < LEAST) {
    close();
    return;
  }
  const given = input.dataset.suggestions;
  const address = `${given}${given.includes("?") ? "&" : "?"}${new URLSearchParams({ q: text })}`;
  if (!kept.has(address)) {
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await fetch(address, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!response.ok) return;
      kept.set(address, await response.json());
    } catch {
      return; // aborted, or no network: the form still works
    }
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  }
  // Meanwhile one may have gone on typing, or have left.
  if (input === document.activeElement && input.value.trim() === text) show(kept.get(address));
}

function press(event) {
  const open = options.length > 0;
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (open) choose(event.key === "ArrowDown" ? at + 1 : at - 1);
    else ask(box);
  } else if (event.key === "Enter") {
    if (options[at]) {
      event.preventDefault();
      options[at].click();
    }
    close();
  } else if (event.key === "Escape" && open) {
    event.preventDefault(); // the first time it closes the list, the next it empties the box
    close();
  }
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("input[data-suggestions]")) prepare(event.target);
});
document.addEventListener("focusout", (event) => {
  if (event.target === box) close();
});
document.addEventListener("input", (event) => {
  if (event.target !== box) return;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT, box);
});
document.addEventListener("keydown", (event) => {
  if (event.target === box) press(event);
});
if (document.activeElement?.matches("input[data-suggestions]")) prepare(document.activeElement);
