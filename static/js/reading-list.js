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
const NAMED = 20; // identifiers that a message names; of more than these it says that there are more

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

// Return the line of each identifier that was asked for. Several mean the same entry if they were
// merged; one that the archive cannot have given has no line.
function byAsked(lines) {
  return new Map(lines.flatMap((line) => line.dataset.asked.split(" ").map((pid) => [pid, line])));
}

// Let what was merged be kept under the identifier of its survivor, once, with all notes.
function follow(entries, lines) {
  const answered = byAsked(lines);
  const once = new Map();
  for (const one of entries) {
    const pid = answered.get(one.pid)?.dataset.pid ?? one.pid;
    const before = once.get(pid);
    if (before && one.note) before.note = [before.note, one.note].filter(Boolean).join("\n");
    if (!before) once.set(pid, { ...one, pid });
  }
  return [...once.values()];
}

// Return the line of what the archive does not know, so that it can be seen and removed.
function unknownLine(pid) {
  const line = document.getElementById("list-unknown").content.firstElementChild.cloneNode(true);
  [line.dataset.pid, line.dataset.gone] = [pid, "unknown"];
  line.querySelector("h2").textContent = pid;
  return line;
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
  page.querySelector("[data-printed-count]").textContent = items.filter((item) => !item.dataset.gone).length;
  page.querySelector("[data-printed-address]").textContent = address.hidden ? "" : address.href;
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
    list.replaceChildren(...followed.map((one) => dress(byPid.get(one.pid) ?? unknownLine(one.pid), one)));
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
  link.download = "reading-list-with-notes.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Keep those of the entries that the lines show as public, and say which were not; a note that is
// there already stays.
function keep(more, lines) {
  const entries = readingList.read();
  const have = new Map(entries.map((one) => [one.pid, one]));
  const answered = byAsked(lines);
  const whyNot = ({ pid }) => (answered.has(pid) ? answered.get(pid).dataset.gone : "unknown");
  const refused = more.filter((one) => !have.has(one.pid) && whyNot(one));
  const known = follow(more.filter((one) => !refused.includes(one)), lines);
  const fresh = known.filter((one) => !have.has(one.pid));
  const taken = fresh.slice(0, readingList.MOST - entries.length);
  for (const one of known) if (have.has(one.pid)) have.get(one.pid).note ||= one.note;
  if (!store([...entries, ...taken])) return;
  const said = [`${word("kept")} ${inDigits(taken.length)}`];
  if (fresh.length > taken.length) said.push(`${word("full-list")} ${inDigits(fresh.length - taken.length)}`);
  for (const why of ["unknown", "withdrawn"]) said.push(...named(why, refused.filter((one) => whyNot(one) === why)));
  say(said.join(". "));
}

// Return what there is to say of some entries: a sentence, or none if there are none.
function named(what, entries) {
  if (!entries.length) return [];
  const pids = entries.slice(0, NAMED).map((one) => one.pid);
  return [`${word(what)} ${pids.join(", ")}${entries.length > NAMED ? "…" : ""}`];
}

// Ask what stands for the entries, keep what does and show the list; return whether that worked.
async function add(more) {
  let lines;
  try {
    lines = await fetchLines(more.map((one) => one.pid));
  } catch {
    say(word("unreachable"));
    return false;
  }
  keep(more, lines);
  await show();
  return true;
}

// Return the entries of a file: a list that was saved here, or records that were taken away.
function entriesOf(given) {
  if (given?.format === "slovo-reading-list") return readingList.clean(given.entries);
  if (!Array.isArray(given)) throw new Error(given?.format);
  const entries = readingList.clean(given.map((one) => readingList.made(one?.pid)));
  if (!entries.length && given.length) throw new Error("no records");
  return entries;
}

async function open(input) {
  const file = input.files[0];
  if (!file) return;
  let entries = null;
  try {
    entries = entriesOf(JSON.parse(await file.text()));
  } catch {
    say(word("unread"));
  }
  if (entries) await add(entries);
  input.value = "";
}

const deeds = {
  save,
  remove: (button) => remove(button.closest("li")),
  "keep-all"() {
    const lines = [...list.children];
    keep([...byAsked(lines).keys()].map((pid) => readingList.made(pid)), lines);
  },
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
    const entries = readingList.clean(found.map((pid) => readingList.made(pid)));
    event.preventDefault();
    if (entries.length) add(entries).then((added) => { if (added) box.value = ""; });
    else if (box.value.trim()) say(`${word("unknown")} ${box.value.trim()}`);
  });
  window.addEventListener("storage", (event) => {
    if (event.key === readingList.PLACE && !list.contains(document.activeElement)) show();
  });
  show();
}
