// The page of the reading list. What is kept here are identifiers and notes; names, dates and what
// became of an entry are asked of the archive, which answers for some hundreds at a time with the
// page that anybody sees at the address of such a list. Notes are never sent.
const page = document.getElementById("reading-list");
const list = page.querySelector("ol.kept");
const own = document.getElementById("own");
const status = document.getElementById("list-status");
const word = (name) => document.getElementById("list-words").content.querySelector(`[data-word="${name}"]`).textContent;
const say = (text) => { status.textContent = text; };
const addressOf = (pids) => `${page.dataset.path}?${pids.map((pid) => `id=${pid}`).join("&")}`;
const labelOf = (item) => item.querySelector("h2").textContent.trim();

function store(entries) {
  const stored = readingList.write(entries);
  if (!stored) say(word("full"));
  return stored;
}

// Return the lines of entries as the archive answers them.
async function fetchLines(pids) {
  const lines = [];
  const most = Number(page.dataset.most);
  for (let at = 0; at < pids.length; at += most) {
    const response = await fetch(addressOf(pids.slice(at, at + most)));
    if (!response.ok) throw new Error(response.status);
    const answered = new DOMParser().parseFromString(await response.text(), "text/html");
    lines.push(...answered.querySelectorAll("ol.kept > li"));
  }
  return lines;
}

// Let what was merged be kept under the identifier of its survivor, once, with all notes.
function follow(entries, lines) {
  const survivor = new Map(lines.map((line) => [line.dataset.asked, line.dataset.pid]));
  const once = new Map();
  for (const one of entries) {
    const pid = survivor.get(one.pid) ?? one.pid;
    const before = once.get(pid);
    if (before && one.note) before.note = [before.note, one.note].filter(Boolean).join("\n");
    if (!before) once.set(pid, { ...one, pid });
  }
  return [...once.values()];
}

function dress(line, entry) {
  const item = document.importNode(line, true);
  item.querySelector(".stays")?.remove();
  const controls = document.getElementById("list-controls").content.cloneNode(true);
  const note = controls.querySelector("textarea");
  const printed = controls.querySelector(".note-text");
  note.value = entry.note;
  printed.textContent = entry.note;
  note.addEventListener("input", () => {
    printed.textContent = note.value;
    store(readingList.read().map((one) => (one.pid === entry.pid ? { ...one, note: note.value } : one)));
  });
  for (const button of controls.querySelectorAll("button")) {
    button.setAttribute("aria-label", `${button.textContent} ${labelOf(item)}`);
  }
  note.setAttribute("aria-label", `${controls.querySelector("label span").textContent} ${labelOf(item)}`);
  item.lastElementChild.append(controls);
  return item;
}

function settle() {
  const items = [...list.children];
  const pids = items.map((item) => item.dataset.pid);
  document.getElementById("nothing-kept").hidden = items.length > 0;
  document.getElementById("with-kept").hidden = items.length === 0;
  const address = document.getElementById("list-address");
  address.href = addressOf(pids);
  address.hidden = pids.length > Number(page.dataset.most);
  items.forEach((item, at) => {
    item.querySelector('[data-move="-1"]').disabled = at === 0;
    item.querySelector('[data-move="1"]').disabled = at === items.length - 1;
  });
}

async function show() {
  const entries = readingList.read();
  try {
    const lines = entries.length ? await fetchLines(entries.map((one) => one.pid)) : [];
    const followed = follow(entries, lines);
    if (followed.some((one, at) => one.pid !== entries[at].pid) || followed.length < entries.length) store(followed);
    const byPid = new Map(lines.map((line) => [line.dataset.pid, line]));
    list.replaceChildren(...followed.filter((one) => byPid.has(one.pid)).map((one) => dress(byPid.get(one.pid), one)));
    settle();
  } catch {
    say(word("unreachable"));
  }
}

function move(item, steps) {
  const items = [...list.children];
  const at = items.indexOf(item) + steps;
  if (at < 0 || at >= items.length) return;
  if (steps < 0) items[at].before(item); else items[at].after(item);
  const order = [...list.children].map((one) => one.dataset.pid);
  store(readingList.read().sort((one, other) => order.indexOf(one.pid) - order.indexOf(other.pid)));
  settle();
  const button = item.querySelector(`[data-move="${steps}"]`);
  (button.disabled ? item.querySelector(`[data-move="${-steps}"]`) : button).focus();
  say(`${labelOf(item)}: ${word("moved")} ${at + 1}`);
}

function remove(item) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  store(readingList.read().filter((one) => one.pid !== item.dataset.pid));
  say(`${word("removed")} ${labelOf(item)}`);
  item.remove();
  settle();
  (next?.querySelector('[data-do="remove"]') ?? document.getElementById("list-file")).focus();
}

function save() {
  const entries = readingList.read().map((one) => ({ id: `${page.dataset.site}/id/${one.pid}`, ...one }));
  const made = { format: "slovo-reading-list", version: 1, site: page.dataset.site, entries };
  const file = new Blob([JSON.stringify(made, null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "reading-list.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Add entries to what is kept; a note that is there already stays.
async function add(more) {
  const entries = readingList.read();
  const have = new Map(entries.map((one) => [one.pid, one]));
  const fresh = more.filter((one) => !have.has(one.pid));
  for (const one of more) if (have.has(one.pid)) have.get(one.pid).note ||= one.note;
  if (store([...entries, ...fresh])) say(`${word("kept")} ${fresh.length}`);
}

async function open(input) {
  const file = input.files[0];
  if (!file) return;
  try {
    const given = JSON.parse(await file.text());
    if (given.format !== "slovo-reading-list") throw new Error(given.format);
    await add(readingList.clean(given.entries));
    await show();
  } catch {
    say(word("unread"));
  }
  input.value = "";
}

const deeds = {
  save,
  remove: (button) => remove(button.closest("li")),
  "keep-all": () => add([...list.children].map((item) => readingList.made(item.dataset.pid))),
  empty(button) {
    if (!button.dataset.asked) {
      [button.dataset.asked, button.textContent] = [button.textContent, button.dataset.again];
      return;
    }
    button.textContent = button.dataset.asked;
    delete button.dataset.asked;
    store([]);
    list.replaceChildren();
    settle();
    document.getElementById("list-file").focus();
  },
};

page.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.do) deeds[button.dataset.do](button);
  if (button?.dataset.move) move(button.closest("li"), Number(button.dataset.move));
});

for (const one of page.querySelectorAll(".for-scripts")) one.hidden = false;
if (!("given" in page.dataset)) {
  own.hidden = false;
  document.getElementById("list-file").addEventListener("change", (event) => open(event.target));
  document.getElementById("files-form").addEventListener("submit", (event) => {
    for (const old of event.target.querySelectorAll("input")) old.remove();
    for (const { pid } of readingList.read()) {
      const field = document.createElement("input");
      [field.type, field.name, field.value] = ["hidden", "id", pid];
      event.target.append(field);
    }
  });
  document.getElementById("list-form").addEventListener("submit", (event) => {
    const box = document.getElementById("add");
    const found = box.value.match(/(?<![0-9a-zA-Z])[0-9a-z]{7}(?![0-9a-zA-Z])/g) ?? [];
    event.preventDefault();
    add(readingList.clean(found.map((pid) => readingList.made(pid)))).then(show);
    box.value = "";
  });
  window.addEventListener("storage", (event) => {
    if (event.key === readingList.PLACE && !list.contains(document.activeElement)) show();
  });
  show();
}
